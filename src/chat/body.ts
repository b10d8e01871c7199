// What an inbound row holds, by its kind; parsed again when it is worked on, because it comes back as plain JSON.

import { z } from "zod";
import { Refusal, refusalOf } from "../capabilities/imports/imports.ts";
import type { Failure } from "../core/failure.ts";
import { DocumentId, InboundId } from "../core/ids.ts";
import { Lang } from "../core/locale.ts";
import { RemoteFile } from "./remote-file.ts";

/** On a platform that takes posts: its own names of the message (of a press: the one that holds the button) and of the person. */
const Origin = z.object({
  message: z.string().optional(),
  person: z.string(),
  /** They belong to another team, or are guests: viewers at most. */
  outside: z.boolean().optional(),
  /** People from outside read along. */
  shared: z.boolean().optional(),
  /** Of a room that takes every file: posted there, not given to us. */
  intake: z.boolean().optional(),
  /** Where they asked from, when the answer is for their eyes alone and stands there. */
  beside: z.object({ roomRef: z.string(), threadRef: z.string() }).optional(),
});
export type Origin = z.output<typeof Origin>;

/** `lang` is the language the surface is shown in: it decides for messages without letters. */
const shared = {
  lang: Lang.optional(),
  origin: Origin.optional(),
  /** What the masks in its words stand for, sealed; gone once it is answered. */
  contacts: z.record(z.string(), z.string()).optional(),
};

const MessageBody = z.object({ ...shared, text: z.string() });

const droppedFile = { ...shared, name: z.string() };

const KeptFile = z.object({
  ...droppedFile,
  documentId: DocumentId,
  /** Doubts are said, not asked: the caller cannot press a button. */
  oneShot: z.boolean(),
  /** Set when this file opened the person's own workspace: its name. */
  opened: z.string().optional(),
});

/** A file that is no report: nothing of it is kept but why. */
const RefusedFile = z.object({ ...droppedFile, refused: Refusal });

/** One of the files of a post: still with its platform, kept here, or refused. */
const SharedFile = z.union([
  z.object({ name: z.string(), remote: RemoteFile }),
  z.object({ name: z.string(), documentId: DocumentId }),
  z.object({ name: z.string(), refused: Refusal }),
]);
export type SharedFile = z.output<typeof SharedFile>;

/** A file that will not be fetched, told in its place. */
export function refusedFile(name: string, why: Failure): SharedFile {
  return { name, refused: refusalOf(why) };
}

/** A post with files, and with words when its writer had some. */
const SharedFiles = z.object({
  ...shared,
  text: z.string(),
  files: z.array(SharedFile),
  /** Set when these files opened the person's own workspace: its name. */
  opened: z.string().optional(),
  /** The post as it was kept in the workspace it was written in. */
  movedFrom: InboundId.optional(),
});
export type SharedFiles = z.output<typeof SharedFiles>;

const FileBody = z.union([KeptFile, RefusedFile, SharedFiles]);

/** `key` is the surface's own id of the press: the same press sent again is the same press. */
export const ClickBody = z.object({
  ...shared,
  key: z.string(),
  token: z.string(),
  label: z.string(),
  /** Of a form: what was filled in, by field. */
  values: z.record(z.string(), z.string()).optional(),
});

/** A tool that is called here by the program itself (what came of a request) or by the local operator, not by words. */
const ActionBody = z.object({
  ...shared,
  action: z.string(),
  input: z.record(z.string(), z.unknown()),
  /** What the conversation shows as said; empty for what nobody here asked for. */
  said: z.string(),
});
type ActionBody = z.output<typeof ActionBody>;

export type InboundBody =
  | ({ kind: "message" } & z.output<typeof MessageBody>)
  | ({ kind: "file" } & z.output<typeof FileBody>)
  | ({ kind: "click" } & z.output<typeof ClickBody>)
  | ({ kind: "action" } & ActionBody);

export function bodyOf(kind: InboundBody["kind"], stored: unknown): InboundBody {
  switch (kind) {
    case "message":
      return { kind, ...MessageBody.parse(stored) };
    case "file":
      return { kind, ...FileBody.parse(stored) };
    case "click":
      return { kind, ...ClickBody.parse(stored) };
    case "action":
      return { kind, ...ActionBody.parse(stored) };
  }
}

/** What the conversation shows as the person's own words, and how they came. */
export type Said = { by: InboundBody["kind"]; said: string; files: string[] };

export function saidOf(body: InboundBody): Said {
  const by = body.kind;
  switch (by) {
    case "message":
      return { by, said: body.text, files: [] };
    case "file":
      if ("files" in body) return { by, said: body.text, files: body.files.map(({ name }) => name) };
      return { by, said: "", files: [body.name] };
    case "click":
      return { by, said: body.label, files: [] };
    case "action":
      return { by, said: body.said, files: [] };
  }
}
