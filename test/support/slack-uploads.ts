// Where Slack takes files in tests: an address for the bytes, then the step after which people see them.

import type { IncomingMessage, ServerResponse } from "node:http";

type Fields = Record<string, string>;

export type Uploaded = { name: string; alt: string; bytes: Buffer; channel: string; thread_ts?: string };

export type SlackUploads = {
  /** Files that people see, in order. */
  seen: Uploaded[];
  /** The methods of the Web API that belong to it. */
  methods: Readonly<Record<string, (fields: Fields) => Record<string, unknown>>>;
  /** @returns whether the request brought the bytes of a file */
  serve: (request: IncomingMessage, response: ServerResponse) => boolean;
};

/** @param url where the host lies */
export function buildSlackUploads(url: () => string): SlackUploads {
  const begun = new Map<string, { name: string; alt: string; length: number; bytes?: Buffer }>();
  const seen: Uploaded[] = [];
  const no = (error: string): Record<string, unknown> => ({ ok: false, error });

  return {
    seen,
    methods: {
      "files.getUploadURLExternal": ({ filename = "", length = "", alt_txt = "" }) => {
        if (filename === "" || !(Number(length) > 0)) return no("missing_argument");
        if (alt_txt.length > 1_000) return no("alt_txt_too_large");
        const id = `F${begun.size + 1}`;
        begun.set(id, { name: filename, alt: alt_txt, length: Number(length) });
        return { ok: true, upload_url: `${url()}/upload/v1/${id}`, file_id: id };
      },
      "files.completeUploadExternal": ({ files = "[]", channel_id: channel = "", thread_ts }) => {
        for (const { id } of JSON.parse(files) as { id: string }[]) {
          const file = begun.get(id);
          if (!file?.bytes || file.bytes.length !== file.length) return no("file_not_found");
          begun.delete(id);
          const { name, alt, bytes } = file;
          seen.push({ name, alt, bytes, channel, ...(thread_ts && { thread_ts }) });
        }
        return { ok: true };
      },
    },
    serve(request, response) {
      const file = begun.get(/^\/upload\/v1\/(\w+)$/.exec(request.url ?? "")?.[1] ?? "");
      if (!file) return false;
      const chunks: Buffer[] = [];
      request.on("data", (chunk: Buffer) => chunks.push(chunk));
      request.on("end", () => {
        file.bytes = Buffer.concat(chunks);
        response.writeHead(200).end(`OK - ${file.bytes.length}`);
      });
      return true;
    },
  };
}
