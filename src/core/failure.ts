// What a person can be told when something does not work. Anything else that is thrown is a bug.

import { type Lang, type Words, words } from "./locale.ts";

export const failureCodes = {
  not_found: {
    say: words("찾지 못했어요.", "I could not find it."),
    next: words("이름이나 기간을 바꿔 다시 물어봐 주세요.", "Try another name or period."),
  },
  forbidden: {
    say: words("이 작업을 할 권한이 없어요.", "Your role does not allow this."),
    next: words(
      "워크스페이스 관리자에게 권한을 요청해 주세요.",
      "Ask an admin of the workspace for the right role.",
    ),
  },
  invalid: {
    say: words("입력을 이해하지 못했어요.", "I could not use that input."),
    next: words("고쳐서 다시 보내 주세요.", "Please correct it and send it again."),
  },
  conflict: {
    say: words("그사이 상태가 바뀌었어요.", "Its state changed in the meantime."),
    next: words("지금 상태를 확인하고 다시 시도해 주세요.", "Look at the current state and try again."),
  },
  unavailable: {
    say: words("지금은 처리할 수 없어요.", "This is not available right now."),
    next: words("잠시 뒤 다시 시도해 주세요.", "Please try again in a moment."),
  },
  limit: {
    say: words("허용된 크기나 횟수를 넘었어요.", "This is over a limit."),
    next: words("나누어서 다시 보내 주세요.", "Split it and try again."),
  },
} as const satisfies Record<string, { say: Words; next: Words }>;

export type FailureCode = keyof typeof failureCodes;

/** `say` and `next` replace the code's own texts where the place that fails knows better. Never put secrets or contact data in them. */
export type FailureTexts = { say?: Words; next?: Words; cause?: unknown };

export class Failure extends Error {
  readonly code: FailureCode;
  readonly texts: FailureTexts;

  /** @param message for logs and developers, in English; people read `say` and `next` */
  constructor(code: FailureCode, message: string, texts: FailureTexts = {}) {
    super(message, texts.cause === undefined ? undefined : { cause: texts.cause });
    this.name = "Failure";
    this.code = code;
    this.texts = texts;
  }
}

/** What a person reads: what happened, then the next step. */
export function failureText(failure: Failure, lang: Lang): { say: string; next: string } {
  const fallback = failureCodes[failure.code];
  return {
    say: (failure.texts.say ?? fallback.say)[lang],
    next: (failure.texts.next ?? fallback.next)[lang],
  };
}
