// The words of the notices and confirmations a firm owes the people it may write to, made ready to be sent by hand.

import { z } from "zod";
import { loadData } from "../../core/data-file.ts";
import { type Lang, Words } from "../../core/locale.ts";
import { SendChannel } from "../compliance/compliance.ts";
import { type Due, type DueKind, dueKinds } from "./dues.ts";

const Notice = z.strictObject({ subject: Words, body: Words });
const Notices = z.strictObject({
  fields: z.strictObject({ day: Words, said: Words, optout: Words, contact: Words }),
  channels: z.record(SendChannel, Words),
  ...(Object.fromEntries(dueKinds.map((kind) => [kind, Notice])) as Record<DueKind, typeof Notice>),
});

const table = loadData(new URL("./notices.yaml", import.meta.url), Notices);

/** What goes out to a group: `subject` of mail only. Fields nobody told here stand in brackets. */
export type NoticeText = { kind: DueKind; channels: SendChannel[]; subject?: string; body: string };

/** One text per kind and way of writing (mail apart from the others), in the order of `dueKinds`. */
export function noticeTexts(dues: readonly Due[], sender: string, lang: Lang): NoticeText[] {
  return dueKinds.flatMap((kind) => {
    const own = dues.filter((due) => due.kind === kind);
    const channels = [...new Set(own.flatMap((due) => due.channels))];
    const mail = channels.filter((channel) => channel === "email");
    const others = channels.filter((channel) => channel !== "email");
    const days = new Set(own.map(({ on }) => on));
    const [day = null] = days.size === 1 ? days : [];
    return [others, mail]
      .filter((group) => group.length > 0)
      .map((group) => textOf(kind, group, { sender, day, lang }));
  });
}

function textOf(
  kind: DueKind,
  channels: SendChannel[],
  { sender, day, lang }: { sender: string; day: string | null; lang: Lang },
): NoticeText {
  const { subject, body } = table[kind];
  const isConsent = kind === "reconfirm" || kind === "notice_consent";
  const values: Readonly<Record<string, string>> = {
    sender,
    channel: [...new Set(channels.map((channel) => table.channels[channel][lang]))].join(
      lang === "ko" ? "·" : ", ",
    ),
    day: day ?? table.fields[isConsent ? "day" : "said"][lang],
    optout: table.fields.optout[lang],
    contact: table.fields.contact[lang],
  };
  const filled = (text: string): string =>
    text.replaceAll(/\{(\w+)\}/g, (_, name: string) => values[name] ?? "");
  return {
    kind,
    channels,
    ...(channels.includes("email") && { subject: filled(subject[lang]) }),
    body: filled(body[lang]),
  };
}
