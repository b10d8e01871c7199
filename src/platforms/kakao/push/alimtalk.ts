// 알림톡 by a reseller: one approved template that says that something is waiting, never what, and never an advertisement. The reseller's
// client is loaded with the first message: most installations have none.

import { Failure } from "../../../core/failure.ts";

export type AlimtalkKey = {
  apiKey: string;
  apiSecret: string;
  /** The channel's sender profile at the reseller. */
  profileId: string;
  /** Approved by Kakao, with the variables of `TEMPLATE`. */
  templateId: string;
};

/** What the template is to say, word for word: whoever registers it copies this. */
export const TEMPLATE = {
  name: "CO9MA 새 알림",
  text: "[CO9MA] #{워크스페이스}에 확인하실 내용이 있어요.\n\n- 내용: #{내용}\n\n카카오톡 채널의 대화창에 아무 말이나 보내시면 바로 보여 드려요.",
  /** Values are cut here: the whole may not pass 1,000 characters. */
  longest: 60,
} as const;

type AlimtalkNotice = { phone: string; workspace: string; about: string };

export type Alimtalk = {
  /**
   * Never by SMS in its place: that would be another price and another law.
   * @returns the reseller's group of messages
   * @throws Failure "forbidden" when it is refused, "unavailable" without a clear answer
   */
  send: (notice: AlimtalkNotice) => Promise<string>;
  /** What became of it: the reseller's 4000 is delivered, 2000 and 3000 are on their way, all others name why not. */
  look: (group: string) => Promise<"going" | "done" | { failed: string }>;
};

const TIMEOUT_MS = 10_000;

export function openAlimtalk({ apiKey, apiSecret, profileId, templateId }: AlimtalkKey): Alimtalk {
  const opened = once(async () => {
    const { SolapiMessageService } = await import("solapi");
    return new SolapiMessageService(apiKey, apiSecret);
  });
  return {
    async send({ phone, workspace, about }) {
      const service = await opened();
      const variables = { "#{워크스페이스}": cut(workspace), "#{내용}": cut(about) };
      const message = {
        to: phone,
        kakaoOptions: { pfId: profileId, templateId, variables, disableSms: true },
      };
      const answer = await within(service.send(message)).catch((error: unknown) => {
        throw refusalOf(error);
      });
      if (answer.groupInfo.count.registeredFailed > 0 || answer.failedMessageList.length > 0)
        throw refused(String(answer.failedMessageList[0]?.statusCode ?? ""));
      return answer.groupInfo.groupId;
    },
    async look(group) {
      const service = await opened();
      const { messageList } = await within(service.getMessages({ groupId: group })).catch(
        (error: unknown) => {
          throw refusalOf(error);
        },
      );
      const [code = "2000"] = Object.values(messageList ?? {}).map(({ statusCode }) => String(statusCode));
      if (code === "4000") return "done";
      return onTheirWay.has(code) ? "going" : { failed: code };
    },
  };
}

const onTheirWay: ReadonlySet<string> = new Set(["2000", "3000"]);

function cut(text: string): string {
  const letters = [...new Intl.Segmenter("ko").segment(text.replaceAll(/\s+/g, " ").trim())];
  const kept = letters.slice(0, TEMPLATE.longest).map(({ segment }) => segment);
  return letters.length > kept.length ? `${kept.slice(0, -1).join("")}…` : kept.join("");
}

/** The client has no deadline of its own. */
async function within<T>(call: Promise<T>): Promise<T> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(
    () => late.reject(new Failure("unavailable", "no answer from the reseller")),
    TIMEOUT_MS,
  );
  try {
    return await Promise.race([call, late.promise]);
  } finally {
    clearTimeout(timer);
  }
}

/** The client's errors hold numbers of people: only their kind goes on. */
function refusalOf(error: unknown): Failure {
  if (error instanceof Failure) return error;
  const tag = (error as { _tag?: unknown })._tag;
  if (tag === "MessageNotReceivedError" || tag === "ClientError" || tag === "BadRequestError")
    return refused((error as { errorCode?: string }).errorCode ?? "");
  return new Failure("unavailable", "the reseller is out of order");
}

function refused(code: string): Failure {
  const named = /^\w{1,40}$/.test(code) ? ` (${code})` : "";
  return new Failure("forbidden", `the reseller refuses the message${named}`);
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => (made ??= make());
}
