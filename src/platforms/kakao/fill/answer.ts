// What a person says while a form is filled in one question at a time.

import type { Field } from "../../../core/card/form.ts";
import { asksToStop } from "../slot/words.ts";

const stop =
  /^(?:그만(?:두기|할게|할게요|둘게|둘게요|해|하자)?|취소(?:해|할게|할게요)?|stop|cancel|never ?mind)[.!~]*$/i;
const keep =
  /^(?:그대로(?:\s*두기|\s*둘게|\s*둬)?|건너뛰기|건너뛸게|넘어가기|넘어가|다음|패스|skip|keep(?: it)?|next)[.!~]*$/i;
const send = /^(?:이대로\s*)?(?:보내기|보내|보내줘|보낼게|보낼게요)[.!~]*$|^send(?: it)?(?: now)?[.!]*$/i;
const empty = /^(?:비우기|비워|비워줘|지우기|지워|지워줘|없음|clear(?: it)?|empty|none)[.!~]*$/i;

const ours = /^[/@]?co9ma(?![a-z])|[?？]\s*$/i;
const halts =
  /(?:자동|오토파일럿|봇|전부|모두|모든|긴급|비상).{0,12}(?:멈춰|멈추|정지|중지|중단|꺼)|(?:stop|halt|freeze|emergency).{0,12}(?:all|everything|automation|automatic|autopilot|stop)/i;

/** An order or a question that no field asks for: above all the stop is never an answer. */
export function isMeantForUs(text: string): boolean {
  const said = text.normalize("NFKC").trim();
  return ours.test(said) || halts.test(said);
}

export type Filled =
  | { kind: "stop" | "send" | "keep" }
  | { kind: "value"; value: string }
  /** It names nothing that can be picked. */
  | { kind: "unknown" };

/** @param field the one that was asked for; none once all were */
export function filledBy(text: string, field: Field | undefined): Filled {
  const said = text.normalize("NFKC").trim();
  if (stop.test(said) || asksToStop(said)) return { kind: "stop" };
  if (send.test(said)) return { kind: "send" };
  if (!field || keep.test(said)) return { kind: field ? "keep" : "unknown" };
  if (empty.test(said)) return { kind: "value", value: "" };
  if (field.kind !== "one" && field.kind !== "several") return { kind: "value", value: text.trim() };
  const parts = field.kind === "one" ? [said] : said.split(/[,，、/·]|\s+(?:그리고|하고|and)\s+/);
  const picked = parts.filter((part) => part.trim() !== "").map((part) => pick(field, part.trim()));
  if (picked.length === 0 || picked.includes(undefined)) return { kind: "unknown" };
  return { kind: "value", value: [...new Set(picked)].join(",") };
}

/** By its number, its words, or the beginning of its words where no other begins so. */
function pick({ options = [] }: Field, said: string): string | undefined {
  const number = /^(\d{1,2})\s*(?:번|\.)?$/.exec(said)?.[1];
  if (number !== undefined) return options[Number(number) - 1]?.value;
  const plain = plainOf(said);
  const whole = options.find(({ label }) => plainOf(label) === plain);
  if (whole) return whole.value;
  const begun = options.filter(({ label }) => plain !== "" && plainOf(label).startsWith(plain));
  return begun.length === 1 ? begun[0]?.value : undefined;
}

function plainOf(text: string): string {
  return text.normalize("NFKC").toLowerCase().replaceAll(/\s+/g, "");
}
