import { beforeEach, describe, expect, test } from "vitest";
import type { Parcel } from "../../../../src/chat/chat.ts";
import type { Card } from "../../../../src/core/card/card.ts";
import { DeliveryId, DocumentId, newId } from "../../../../src/core/ids.ts";
import { pauseOf } from "../../../../src/db/claim.ts";
import { messageProblems } from "../../../../src/platforms/slack/blocks/message.ts";
import { buildMessenger } from "../../../../src/platforms/slack/post/messenger.ts";
import { buildPictures } from "../../../../src/platforms/slack/post/pictures.ts";
import { SlackError, type Upload, type WebApi } from "../../../../src/platforms/slack/post/web-api.ts";
import { longCard, weekCard } from "../../../core/card/made-cards.ts";
import { silentLog } from "../../../support/database.ts";
import { fixedNow } from "../../../support/workspace.ts";

type Post = {
  channel: string;
  threadTs: string | undefined;
  key: string;
  text: string;
  blocks: boolean;
  ts: string;
};
type Fault = { before?: () => void; after?: () => void };

/** A Slack that holds what was posted, refuses what Slack refuses, and fails where a test says so. */
class FakeSlack {
  posts: Post[] = [];
  files: { name: string; channel: string; ts: string; alt?: string | undefined }[] = [];
  /** Of the next uploads, one each. */
  uploadFaults: Fault[] = [];
  calls: string[] = [];
  /** Of the next posts, one each. */
  faults: Fault[] = [];
  teams: string[] = [];

  readonly of = (team: string): WebApi => {
    this.teams.push(team);
    return {
      call: (method, args) => this.call(method, args),
      upload: async (file) => this.takeFile(file),
    };
  };

  private takeFile({ name, channel, alt }: Upload): void {
    const fault = this.uploadFaults.shift();
    fault?.before?.();
    this.files.push({ name, channel, ts: this.nextTs(), alt });
    fault?.after?.();
  }

  private async call(method: string, args: Record<string, unknown>): Promise<Record<string, unknown>> {
    this.calls.push(method);
    if (method === "conversations.open") return { channel: { id: `D-${String(args["users"])}` } };
    if (method === "conversations.replies" || method === "conversations.history") return this.read(args);
    return this.post(args);
  }

  private post(args: Record<string, unknown>): Record<string, unknown> {
    const { channel, thread_ts, metadata, ...message } = args;
    if (messageProblems(message).length > 0) throw new SlackError("invalid_blocks");
    const fault = this.faults.shift();
    fault?.before?.();
    const { key } = (metadata as { event_payload: { key: string } }).event_payload;
    const ts = this.nextTs();
    const threadTs = thread_ts as string | undefined;
    this.posts.push({
      channel: String(channel),
      threadTs,
      key,
      text: String(message["text"]),
      blocks: "blocks" in message,
      ts,
    });
    fault?.after?.();
    return { ok: true, ts };
  }

  private nextTs(): string {
    return `17000000.${String(this.posts.length + this.files.length).padStart(6, "0")}`;
  }

  private read({ channel, ts }: Record<string, unknown>): Record<string, unknown> {
    const messages = this.posts
      .filter((post) => post.channel === channel && post.threadTs === ts)
      .map((post) => ({
        ts: post.ts,
        bot_id: "B1",
        metadata: { event_type: "co9ma_delivery", event_payload: { key: post.key } },
      }));
    const files = this.files
      .filter((file) => file.channel === channel)
      .map((file) => ({ ts: file.ts, bot_id: "B1", files: [{ name: file.name }] }));
    return { messages: [...messages, ...files, { ts: "1", text: "somebody's own words" }] };
  }
}

const lose = (): never => {
  throw new Error("socket hang up");
};
const refuse = (code: string, retryAfterS?: number) => (): never => {
  throw new SlackError(code, retryAfterS);
};

let slack: FakeSlack;
beforeEach(() => {
  slack = new FakeSlack();
});

function parcelOf(over: Partial<Parcel> = {}): Parcel {
  const signal = new AbortController().signal;
  const place = { roomRef: "T1/C1", threadRef: "1700.1" };
  return {
    id: newId(DeliveryId),
    ...place,
    card: weekCard("ko"),
    at: fixedNow,
    tried: false,
    signal,
    ...over,
  };
}

const send = (parcel: Parcel) => buildMessenger(slack.of)(parcel);

test("an answer is posted in its thread with blocks, its plain words and its key", async () => {
  const parcel = parcelOf();

  const { ref } = await send(parcel);

  expect(slack.teams).toEqual(["T1"]);
  expect(slack.posts).toMatchObject([
    { channel: "C1", threadTs: "1700.1", blocks: true, key: `${parcel.id}:0` },
  ]);
  expect(slack.posts[0]?.text).toContain("11,715,450");
  expect(ref).toBe(`C1:${slack.posts[0]?.ts}`);
});

test("to a person alone it goes into their direct messages", async () => {
  await send(parcelOf({ roomRef: "@T1/U7", threadRef: "" }));

  expect(slack.posts).toMatchObject([{ channel: "D-U7", threadTs: undefined }]);
});

describe("after a try whose outcome nobody knows", () => {
  test("what was posted is found by its key and not posted again", async () => {
    const parcel = parcelOf();
    slack.faults = [{ after: lose }];
    await expect(send(parcel)).rejects.toMatchObject({ code: "unavailable" });

    const { ref } = await send({ ...parcel, tried: true });

    expect(slack.posts).toHaveLength(1);
    expect(ref).toBe(`C1:${slack.posts[0]?.ts}`);
  });

  test("what was not posted is posted", async () => {
    const parcel = parcelOf();
    slack.faults = [{ before: lose }];
    await expect(send(parcel)).rejects.toMatchObject({ code: "unavailable" });

    await send({ ...parcel, tried: true });

    expect(slack.posts).toHaveLength(1);
  });

  test("of a card of several messages only the missing ones are posted, in order", async () => {
    const card = { ...longCard("ko", 40), parts: [...longCard("ko", 40).parts, ...longCard("ko", 40).parts] };
    const parcel = parcelOf({ card });
    slack.faults = [{}, { before: lose }];
    await expect(send(parcel)).rejects.toMatchObject({ code: "unavailable" });

    await send({ ...parcel, tried: true });

    expect(slack.posts.length).toBeGreaterThan(1);
    expect(slack.posts.map(({ key }) => key)).toEqual(slack.posts.map((_, index) => `${parcel.id}:${index}`));
  });

  test("nothing is posted while the thread cannot be read", async () => {
    const deaf = (team: string): WebApi => ({
      ...slack.of(team),
      call: (method, args, signal) =>
        method === "conversations.replies"
          ? Promise.reject(new SlackError("internal_error"))
          : slack.of(team).call(method, args, signal),
    });

    await expect(buildMessenger(deaf)(parcelOf({ tried: true }))).rejects.toMatchObject({
      code: "unavailable",
    });
    expect(slack.posts).toEqual([]);
  });
});

/** Slack's own chart and table, without the chart, without both: what is tried before plain words. */
const inBlocks = ["chart and table", "table", "neither"];

test.each(["invalid_blocks", "msg_too_long", "msg_blocks_too_long", "no_text", "a_word_nobody_knows"])(
  "what Slack refuses with %s goes out in plain words, every figure in them",
  async (code) => {
    slack.faults = inBlocks.map(() => ({ before: refuse(code) }));

    await send(parcelOf());

    expect(slack.posts.length).toBeGreaterThan(0);
    expect(slack.posts.every(({ blocks }) => !blocks)).toBe(true);
    expect(slack.posts.map(({ text }) => text).join("\n")).toContain("11,715,450");
  },
);

test("plain words that were begun are gone on with, not begun with blocks again", async () => {
  const parcel = parcelOf();
  slack.faults = [...inBlocks.map(() => ({ before: refuse("invalid_blocks") })), { after: lose }];
  await expect(send(parcel)).rejects.toMatchObject({ code: "unavailable" });
  const begun = slack.posts.length;

  await send({ ...parcel, tried: true });

  expect(begun).toBe(1);
  expect(new Set(slack.posts.map(({ key }) => key)).size).toBe(slack.posts.length);
  expect(slack.posts.every(({ blocks }) => !blocks)).toBe(true);
});

test("a pause that Slack names is kept, and one it does not name is half a minute", async () => {
  const failures: unknown[] = [];
  for (const fault of [refuse("ratelimited", 7), refuse("ratelimited")]) {
    slack.faults = [{ before: fault }];
    failures.push(await send(parcelOf()).catch((error: unknown) => error));
  }

  expect(failures.map(pauseOf)).toEqual([7_000, 30_000]);
  expect(slack.posts).toEqual([]);
});

test.each(["channel_not_found", "not_in_channel", "is_archived", "restricted_action"])(
  "%s is a room that is shut: no plain words, no other try",
  async (code) => {
    slack.faults = [{ before: refuse(code) }];

    await expect(send(parcelOf())).rejects.toMatchObject({ code: "forbidden", cause: { code } });
    expect(slack.calls).toEqual(["chat.postMessage"]);
  },
);

test.each(["token_revoked", "missing_scope"])(
  "%s is a failed try with Slack's own word, and no plain words are tried",
  async (code) => {
    slack.faults = [{ before: refuse(code) }];

    await expect(send(parcelOf())).rejects.toMatchObject({ code });
    expect(slack.posts).toEqual([]);
    expect(slack.calls).toEqual(["chat.postMessage"]);
  },
);

describe("a table that is too long for a message", () => {
  test("comes with its file", async () => {
    await send(parcelOf({ card: longCard("ko", 300) }));

    expect(slack.files.map(({ name }) => name)).toEqual([expect.stringMatching(/\.csv$/)]);
  });

  test("and was sent whole before is found with its file, and nothing of it is sent again", async () => {
    const parcel = parcelOf({ card: longCard("ko", 300) });
    await send(parcel);
    const before = slack.posts.length;

    await send({ ...parcel, tried: true });

    expect([slack.posts.length, slack.files.length]).toEqual([before, 1]);
  });

  test("gets its own file, though that of an earlier card of the same name lies in the thread", async () => {
    const [earlier, parcel] = [longCard("ko", 200), longCard("ko", 300)].map((card) => parcelOf({ card }));
    await send(earlier ?? parcelOf());
    slack.faults = [{ after: lose }];
    await expect(send(parcel ?? parcelOf())).rejects.toMatchObject({ code: "unavailable" });

    await send({ ...(parcel ?? parcelOf()), tried: true });

    expect(slack.files.map(({ name }) => name)).toEqual(Array(2).fill(slack.files[0]?.name));
  });
});

describe("a stored file", () => {
  const png = Uint8Array.of(137, 80);
  const documentId = newId(DocumentId);
  const picture = { width: 10, height: 10, alt: "샌들" };
  const card: Card = {
    lang: "ko",
    parts: [{ kind: "file", documentId, name: "샌들.png", mediaType: "image/png", bytes: 2, picture }],
  };

  test("is put up behind the words that name it, once", async () => {
    const parcel = parcelOf({ card, fileOf: () => Promise.resolve(png) });

    await send(parcel);
    await send({ ...parcel, tried: true });

    expect(slack.posts).toHaveLength(1);
    expect(slack.files).toMatchObject([{ name: "샌들.png", alt: "샌들", channel: "C1" }]);
  });

  test("that is gone leaves the words alone", async () => {
    await send(parcelOf({ card, fileOf: () => Promise.resolve(undefined) }));

    expect(slack.posts[0]?.text).toContain("▣ 샌들");
    expect(slack.files).toEqual([]);
  });
});

describe("a chart that Slack does not draw itself", () => {
  const card: Card = {
    ...weekCard("ko"),
    parts: weekCard("ko").parts.map((part) =>
      part.kind === "chart" ? { ...part, series: part.series.map(withGap) } : part,
    ),
  };
  const chartParcel = (over: Partial<Parcel> = {}): Parcel => parcelOf({ card, ...over });

  const drawing = (png: Uint8Array | undefined) =>
    buildPictures({ draw: () => Promise.resolve(png) }, silentLog);
  const sendDrawn = (parcel: Parcel, png: Uint8Array | undefined = Uint8Array.of(1)) =>
    buildMessenger(slack.of, undefined, drawing(png))(parcel);

  test("follows its words as a picture that is described", async () => {
    await sendDrawn(chartParcel());

    expect(slack.posts).toHaveLength(1);
    expect(slack.files).toMatchObject([{ name: "chart-1.png", channel: "C1" }]);
    expect(slack.files[0]?.alt).toBe(
      "차트: 일별 광고비 · 광고비 · 11/09 ~ 11/15 · 값은 위 답변에 글로 있어요 · [데모] 시뮬레이션 데이터",
    );
  });

  test("whose upload was lost on the way back is found, and not put up again", async () => {
    const parcel = chartParcel();
    slack.uploadFaults = [{ after: lose }];
    await expect(sendDrawn(parcel)).rejects.toMatchObject({ code: "unavailable" });

    await sendDrawn({ ...parcel, tried: true });

    expect([slack.posts.length, slack.files.length]).toEqual([1, 1]);
  });

  test("whose upload was lost on the way there is put up, its words are not said again", async () => {
    const parcel = chartParcel();
    slack.uploadFaults = [{ before: lose }];
    await expect(sendDrawn(parcel)).rejects.toMatchObject({ code: "unavailable" });

    await sendDrawn({ ...parcel, tried: true });

    expect([slack.posts.length, slack.files.length]).toEqual([1, 1]);
  });

  test("that cannot be drawn costs its picture only", async () => {
    const { ref } = await buildMessenger(slack.of, undefined, drawing(undefined))(chartParcel());

    expect(ref).toBe(`C1:${slack.posts[0]?.ts}`);
    expect(slack.files).toEqual([]);
  });

  test.each(["missing_scope", "file_uploads_disabled", "upload_failed"])(
    "that Slack does not take (%s) costs its picture only",
    async (code) => {
      slack.uploadFaults = [{ before: refuse(code) }];

      await sendDrawn(chartParcel());

      expect([slack.posts.length, slack.files.length]).toEqual([1, 0]);
    },
  );

  test("keeps a pause that Slack names", async () => {
    slack.uploadFaults = [{ before: refuse("ratelimited", 7) }];

    expect(pauseOf(await sendDrawn(chartParcel()).catch((error: unknown) => error))).toBe(7_000);
  });

  test("of each of two cards in one thread has its picture", async () => {
    await sendDrawn(chartParcel());
    await sendDrawn(chartParcel({ tried: true }));

    expect(slack.files.map(({ name }) => name)).toEqual(["chart-1.png", "chart-1.png"]);
  });
});

/** A day without a value: no line of Slack's may say that it was none. */
function withGap<T extends { value: number | null }>({
  name,
  values,
}: {
  name: string;
  values: T[];
}): { name: string; values: T[] } {
  return { name, values: values.map((one, at) => (at === 1 ? { ...one, value: null } : one)) };
}
