// What the interpreter says where no tool answers: short, in both languages, without a figure.

import { type Lang, say, type Words, words } from "../../core/locale.ts";
import { josa } from "../../language/josa.ts";
import { missingWords } from "../../language/vocabulary.ts";
import type { Part } from "./interpretation.ts";

const texts = {
  help: words(
    "광고 성과를 물어보시면 표와 그래프로 답해 드려요. 예: ‘지난주 캠페인 어땠어?’, ‘메타랑 네이버 CPA 비교해줘’, ‘ROAS 왜 떨어졌어?’, ‘이번 달 일별 클릭 추이’. 매체에서 받은 보고서 파일(CSV, TSV, XLSX)을 여기에 끌어다 놓으시면 그 숫자로 답해요.",
    "Ask about your ad results and I answer with tables and charts. For example: “How were campaigns last week?”, “Compare Meta and Naver CPA”, “Why did ROAS drop?”, “Daily clicks this month”. Drop a report exported from a medium here (CSV, TSV, XLSX) and I answer from its figures.",
  ),
  thanks: words("네, 또 필요하시면 불러 주세요.", "You're welcome. I'm here when you need me."),
  hello: words(
    "안녕하세요! 광고 성과에 대해 물어봐 주세요. 예: ‘지난주 캠페인 어땠어?’",
    "Hello! Ask me about your ad results, for example “How were campaigns last week?”",
  ),
  refused: words(
    "그 요청은 도와드릴 수 없어요. 승인은 담당자가 버튼으로만 하고, 기록과 숫자는 있는 그대로만 보여 드려요. 성과에 대한 질문은 언제든 물어봐 주세요.",
    "I can't help with that. Approvals are given by the right person with a button, and records and figures are shown as they are. Questions about results are always welcome.",
  ),
  unknown: words(
    "무엇을 찾으시는지 알아듣지 못했어요. 지표와 기간을 넣어 다시 물어봐 주세요. 예: ‘지난주 메타 ROAS’",
    "I did not catch what you are after. Please name a metric and a period, for example “Meta ROAS last week”.",
  ),
  nothingToExplain: words(
    "이 대화에는 아직 설명할 숫자가 없어요. 먼저 성과를 물어봐 주세요. 예: ‘지난주 광고비 얼마야?’",
    "There is no figure in this conversation to explain yet. Ask for one first, for example “How much did we spend last week?”",
  ),
  nothing: words(
    "글자가 없어서 읽지 못했어요. 궁금한 것을 글로 물어봐 주세요. 예: ‘어제 광고비 얼마 썼어?’",
    "There was nothing to read. Please ask in words, for example “How much did we spend yesterday?”",
  ),
} satisfies Record<string, Words>;

/** The words for a part that no tool answers, or that asks for data nobody has here. */
export function replyTo(part: Part, lang: Lang): string | undefined {
  if (part.refuse) return say(lang, texts.refused);
  if (part.missing && part.missing.length > 0) return missingReply(part.missing, lang);
  if (part.intent === "help") return say(lang, texts.help);
  if (part.intent === "explain_figure") return part.queryId ? undefined : say(lang, texts.nothingToExplain);
  if (part.intent !== "smalltalk_out_of_scope") return undefined;
  if (part.because === "nothing to read") return say(lang, texts.nothing);
  if (part.because === "nothing understood") return say(lang, texts.unknown);
  return say(lang, part.because === "thanks" ? texts.thanks : texts.hello);
}

/** Names what is missing and where it would come from; no number. */
function missingReply(codes: readonly string[], lang: Lang): string {
  const sentences = codes.map((code) => {
    const known = missingWords.get(code);
    if (known) return missingSentence(known.name[lang], known.source[lang], lang);
    const medium = code.replace(/^channel:/, "");
    return lang === "ko"
      ? `${josa(medium, "은/는")} 아직 읽지 않는 매체라 숫자가 없어요. 그 매체의 보고서 파일을 올려 주시면 읽어 볼게요.`
      : `${medium} is not connected here, so I have no figures for it. Drop its report file here and I will try to read it.`;
  });
  return sentences.join(" ");
}

function missingSentence(name: string, source: string, lang: Lang): string {
  if (lang === "ko")
    return `${josa(name, "은/는")} 여기서 재지 않아서 숫자를 드릴 수 없어요. ${source}에 있는 자료가 필요해요.`;
  return `I don't measure ${name} here, so I have no number for it. It would take data from ${source}.`;
}
