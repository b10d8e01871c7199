// The advertising label of messages, its imitations, and who sends them.

import { viewOf } from "../text.ts";
import type { Hit, Seen } from "./hit.ts";

const LABEL = "(광고)";
/** 광고 in brackets of any kind, with signs, blanks or words inside, at the head of the message. */
const LABEL_LIKE =
  /^[^\p{L}\p{N}]{0,6}광[^\p{L}\p{N}]{0,3}고(?:[^\p{L}\p{N}]|성|문자|메시지|입니다|안내|알림|$)/u;
const LATIN_LABEL = /^[^\p{L}\p{N}]{0,3}(?:ad|pr|event)[)\]】>]/u;

/** The label is not the very first thing. E-mail carries it in its subject. */
export function adLabel(seen: Seen): Hit[] {
  if (seen.channel === "email" && seen.field !== "subject") return [];
  if (seen.text.trimStart().startsWith(LABEL)) return [];
  const at = seen.text.length - seen.text.trimStart().length;
  return [{ start: at, end: at, missing: [{ name: { ko: LABEL, en: "the label (광고)" }, insert: LABEL }] }];
}

/** Something at the head that looks like the label and is none: (광·고), [광고], (광고성), ( 광고 ). */
export function labelEvasion(seen: Seen): Hit[] {
  const text = seen.text.trimStart();
  if (text.startsWith(LABEL)) return [];
  if (seen.channel === "email" && seen.field !== "subject") return [];
  const { text: plain, to } = viewOf(text);
  const match = LABEL_LIKE.exec(plain) ?? LATIN_LABEL.exec(plain);
  if (!match) return [];
  const lead = seen.text.length - text.length;
  const close = plain.slice(0, 24).search(/[)\]】}>]/);
  const last = Math.max(close, match[0].trimEnd().length - 1);
  return [{ start: lead, end: lead + (to[last] ?? 0) }];
}

/** The sender's name is not readable; blanks do not matter. */
export function senderShown(seen: Seen): Hit[] {
  const sender = typeof seen.facts["sender"] === "string" ? seen.facts["sender"] : "";
  const squeezed = (text: string): string => text.replace(/\s/g, "").toLowerCase();
  if (sender !== "" && squeezed(seen.view.text).includes(squeezed(sender))) return [];
  if (sender === "" && /^\s*(?:\(광고\))?\s*[[【<(][^\])】>]{2,30}[\])】>]/.test(seen.text)) return [];
  const label = /^\s*\([^)]{0,6}광[^)]{0,3}고[^)]{0,6}\)/.exec(seen.text)?.[0].length ?? 0;
  return [
    {
      start: label,
      end: label,
      missing: [
        {
          name: { ko: "보내는 사람 이름", en: "the sender's name" },
          insert: sender ? `[${sender}]` : undefined,
        },
      ],
    },
  ];
}
