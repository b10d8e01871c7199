// What the interpreter says where no tool answers: short, in both languages, without a figure.

import { type Lang, say, type Words, words } from "../../core/locale.ts";
import { chatReply } from "../talk/chat-replies.ts";
import type { Part } from "./interpretation.ts";

const texts = {
  nothingToExplain: words(
    "이 대화에는 아직 설명할 숫자가 없어요. 먼저 성과를 물어봐 주세요. 예: ‘지난주 광고비 얼마야?’",
    "There is no figure in this conversation to explain yet. Ask for one first, for example “How much did we spend last week?”",
  ),
  nothing: words(
    "글자가 없어서 읽지 못했어요. 궁금한 것을 글로 물어봐 주세요. 예: ‘어제 광고비 얼마 썼어?’",
    "There was nothing to read. Please ask in words, for example “How much did we spend yesterday?”",
  ),
} satisfies Record<string, Words>;

/** The words for a part that no tool answers. */
export function replyTo(part: Part, lang: Lang): string | undefined {
  if (part.intent === "explain_figure") return part.queryId ? undefined : say(lang, texts.nothingToExplain);
  if (part.intent !== "smalltalk_out_of_scope" || part.refuse) return undefined;
  if (part.because === "nothing to read") return say(lang, texts.nothing);
  if (part.because === "nothing understood") return undefined;
  return chatReply(part.chat ?? (part.because === "thanks" ? "thanks" : "greeting"), part.said ?? "", lang);
}
