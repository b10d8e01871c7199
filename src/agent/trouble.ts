// What can go wrong with a language model, as kinds: each says what people read, and when it is worth leaving the model alone.

import { APICallError, InvalidResponseDataError } from "@ai-sdk/provider";
import { type Lang, say, type Words, words } from "../core/locale.ts";

export const troubleKinds = [
  "late",
  "refused",
  "limited",
  "broken",
  "rejected",
  "unreachable",
  "cut",
  "tooMuch",
  "empty",
  "unproved",
  "confused",
  "failed",
] as const;
export type TroubleKind = (typeof troubleKinds)[number];

/** Never holds what a provider sent: its texts may repeat keys and prompts. */
export class ModelTrouble extends Error {
  readonly kind: TroubleKind;
  readonly status: number | undefined;
  /** How long the provider asks to be left alone. */
  readonly retryAfterMs: number | undefined;

  constructor(
    kind: TroubleKind,
    facts: { status?: number | undefined; retryAfterMs?: number | undefined } = {},
  ) {
    super(`the language model: ${kind}`);
    this.name = "ModelTrouble";
    this.kind = kind;
    this.status = facts.status;
    this.retryAfterMs = facts.retryAfterMs;
  }
}

const kindOfStatus: Readonly<Record<number, TroubleKind>> = {
  401: "refused",
  402: "limited",
  403: "refused",
  408: "late",
  429: "limited",
  504: "late",
};

/** The trouble behind anything a provider throws. */
export function troubleOf(error: unknown): ModelTrouble {
  if (error instanceof ModelTrouble) return error;
  if (chainOf(error).some((one) => "code" in one && one.code === TOO_MANY_BYTES))
    return new ModelTrouble("tooMuch");
  if (InvalidResponseDataError.isInstance(error)) return new ModelTrouble("cut");
  if (!APICallError.isInstance(error)) return new ModelTrouble("failed");
  const status = error.statusCode;
  if (status === undefined) return new ModelTrouble("unreachable");
  if (status < 400) return new ModelTrouble("cut", { status });
  const kind = kindOfStatus[status] ?? (status >= 500 ? "broken" : "rejected");
  return new ModelTrouble(kind, { status, retryAfterMs: retryAfterOf(error.responseHeaders) });
}

/** Code of the error that ends an answer of too many bytes. */
export const TOO_MANY_BYTES = "TOO_MANY_BYTES";

function chainOf(error: unknown): object[] {
  const chain: object[] = [];
  for (let one = error; typeof one === "object" && one !== null && chain.length < 8;) {
    chain.push(one);
    one = "cause" in one ? one.cause : undefined;
  }
  return chain;
}

/** Seconds, as model servers give it; a date is as good as none. */
function retryAfterOf(headers: Record<string, string> | undefined): number | undefined {
  const text = headers?.["retry-after"] ?? "";
  return /^\d+(\.\d+)?$/.test(text) ? Number(text) * 1_000 : undefined;
}

/** What happened, as the beginning of a sentence that ends with what was done about it. Both kinds of model end in the same sound. */
const happened: Readonly<Record<TroubleKind, Words>> = {
  late: words("{model}이 제때 답하지 않아", "The {model} did not answer in time"),
  refused: words("{model}이 API 키를 받아 주지 않아", "The {model} refused the API key"),
  limited: words("{model}의 사용 한도에 걸려", "The {model}'s usage limit was reached"),
  broken: words("{model} 서버에 오류가 나서", "The {model}'s server had an error"),
  rejected: words("{model}이 요청을 받아 주지 않아", "The {model} rejected the request"),
  unreachable: words("{model} 서버에 연결되지 않아", "The {model}'s server could not be reached"),
  cut: words("{model}의 답이 도중에 끊겨", "The {model}'s answer was cut off"),
  tooMuch: words("{model}의 답이 끝없이 길어져", "The {model}'s answer ran on without end"),
  empty: words("{model}이 빈 답을 보내", "The {model} sent an empty answer"),
  unproved: words(
    "{model}의 답에서 데이터로 확인되지 않은 숫자를 빼고 나니 남은 것이 없어",
    "Nothing of the {model}'s answer was left without figures that no data proves",
  ),
  confused: words("{model}이 기능을 거듭 잘못 불러", "The {model} kept calling functions wrongly"),
  failed: words("{model}을 쓰는 중에 문제가 생겨", "Something went wrong with the {model}"),
};

/** For whoever runs the server; others may pass it on. */
const advice: Partial<Readonly<Record<TroubleKind, Words>>> = {
  refused: words(" 관리자는 OPENAI_API_KEY를 확인해 주세요.", " An admin should check OPENAI_API_KEY."),
  rejected: words(
    " 계속되면 관리자가 OPENAI_MODEL과 OPENAI_API를 확인해 주세요.",
    " If it goes on, an admin should check OPENAI_MODEL and OPENAI_API.",
  ),
};
const pictureAdvice: typeof advice = {
  ...advice,
  rejected: words(
    " 계속되면 관리자가 OPENAI_IMAGE_MODEL을 확인해 주세요.",
    " If it goes on, an admin should check OPENAI_IMAGE_MODEL.",
  ),
};

const languageModel = words("언어 모델", "language model");
const imageModel = words("이미지 모델", "image model");

const done = {
  replaced: words(" 기본 해석기로 답했어요.", ", so the built-in interpreter answered."),
  resting: words(
    " 잠시 쉬게 하고 기본 해석기로 답했어요.",
    ", so it is left alone for a while and the built-in interpreter answered.",
  ),
  copy: words(" 문구는 기본 문구 작성기가 썼어요.", ", so the built-in writer wrote the copy."),
  picture: words(
    " 이미지는 사진 없이 기본 디자인으로 그렸어요.",
    ", so the pictures were drawn in the built-in design.",
  ),
  opinion: words(
    " 규칙의 의견만 있어요. 그 의견은 그대로예요.",
    ", so there is the rules' opinion alone. That one stands.",
  ),
  midway: words(
    " 중간에 멈췄어요. 위 카드는 그대로 믿으셔도 돼요.",
    ", so it stopped midway. The cards above stand.",
  ),
} as const satisfies Record<string, Words>;

/** One or two sentences: what happened, what was done about it, what an admin can do. */
export function troubleNote(kind: TroubleKind, ending: keyof typeof done, lang: Lang): string {
  const [model, tips] = ending === "picture" ? [imageModel, pictureAdvice] : [languageModel, advice];
  const tip = tips[kind];
  const what = say(lang, happened[kind]).replace("{model}", say(lang, model));
  return `${what}${say(lang, done[ending])}${tip ? say(lang, tip) : ""}`;
}
