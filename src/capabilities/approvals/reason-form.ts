// The reason of a decision, asked before it counts where a surface can ask: templates and free words, in one field's text in the end.

import type { FormPart } from "../../core/card/form.ts";
import { type Lang, say, type Words, words } from "../../core/locale.ts";
import type { WrongFields } from "../tool.ts";

/** What is often the matter; the words travel as the reason, so they say what to change. */
const templates: Readonly<Record<string, Words>> = {
  budget: words("예산을 줄여 주세요", "Lower the budget"),
  flight: words("기간을 다시 잡아 주세요", "Change the flight"),
  audience: words("타겟을 다시 잡아 주세요", "Change the audience"),
  copy: words("문구를 고쳐 주세요", "Change the copy"),
  media: words("매체 구성을 바꿔 주세요", "Change the media"),
  later: words("지금은 진행하지 않아요", "Not now"),
};

export const MOST_REASON = 500;

/** Of an approval where one decides alone, who has to say why. */
const LEAST_REASON = 5;

export function reasonForm(decision: "approve" | "reject", title: string, lang: Lang): FormPart {
  const isReject = decision === "reject";
  const ask = isReject
    ? words(`‘${title}’을 반려하는 이유가 무엇인가요?`, `Why do you reject “${title}”?`)
    : words(`‘${title}’을 승인하는 이유를 적어 주세요.`, `Why do you approve “${title}”?`);
  const reason = {
    name: "reason",
    label: say(lang, isReject ? words("이유", "Reason") : words("이유 (꼭 필요)", "Reason (required)")),
    kind: "text" as const,
    long: true,
    value: "",
    hint: say(
      lang,
      isReject
        ? words("요청한 사람에게 전해 드려요. 비워도 돼요", "The requester is told. It may stay empty")
        : words("실행 기록에 남아요", "It stays in the ledger"),
    ),
  };
  const template = {
    name: "template",
    label: say(lang, words("자주 쓰는 이유", "Often it is")),
    kind: "one" as const,
    value: "",
    options: Object.entries(templates).map(([value, text]) => ({ value, label: say(lang, text) })),
  };
  return {
    kind: "form",
    slot: `reason_${decision}`,
    question: [say(lang, ask)],
    fields: isReject ? [template, reason] : [reason],
    choices: [],
  };
}

/** `undefined` where nothing was picked or written. */
export function reasonIn(values: Readonly<Record<string, string>>, lang: Lang): string | undefined {
  const picked = templates[values["template"] ?? ""];
  const written = (values["reason"] ?? "").trim();
  const said = [...(picked ? [say(lang, picked)] : []), ...(written === "" ? [] : [written])].join(". ");
  return said === "" ? undefined : said.slice(0, MOST_REASON);
}

export function wrongReason(
  decision: "approve" | "reject",
  values: Readonly<Record<string, string>>,
  lang: Lang,
): WrongFields {
  const written = (values["reason"] ?? "").trim();
  if (decision === "approve" && written.length < LEAST_REASON)
    return { reason: say(lang, words("다섯 글자 이상 적어 주세요.", "Write five letters at least.")) };
  if (written.length <= MOST_REASON - 60) return {};
  return {
    reason: say(
      lang,
      words("너무 길어요. 440자 안으로 적어 주세요.", "That is too long. Keep it within 440 letters."),
    ),
  };
}
