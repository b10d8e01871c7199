// Labelled sends of `test/evals/sends.tsv`, read as the contract writes them.

import { readFileSync } from "node:fs";

export type SendRow = {
  id: string;
  input: unknown;
  decision: string;
  until: string | undefined;
  rules: string[];
};

const file = new URL("../evals/sends.tsv", import.meta.url);

export function sendRows(): SendRow[] {
  const [head = "", ...lines] = readFileSync(file, "utf8").trimEnd().split("\n");
  const names = head.split("\t");
  return lines.map((line) =>
    rowOf(Object.fromEntries(line.split("\t").map((cell, at) => [names[at] ?? "", cell]))),
  );
}

function rowOf(row: Readonly<Record<string, string>>): SendRow {
  const { id = "", at, jurisdiction, channel, purpose, consent = "", message = "", context = "" } = row;
  const [first = "", ...rest] = consent.split(",");
  const [kind, day] = first.split(":");
  return {
    id,
    input: {
      at,
      jurisdiction,
      channel,
      purpose,
      consent: { kind, ...(day ? { at: day } : {}), ...pairs(rest) },
      message: messageOf(message),
      context: pairs(context.split(";").filter(Boolean)),
    },
    decision: row["decision"] ?? "",
    until: row["defer_until"] || undefined,
    rules: (row["rules"] ?? "").split(",").filter(Boolean),
  };
}

function pairs(parts: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(
    parts.map((part) => {
      const cut = part.indexOf("=");
      return [part.slice(0, cut), valueOf(part.slice(0, cut), part.slice(cut + 1))];
    }),
  );
}

function valueOf(key: string, raw: string): unknown {
  if (key === "est_minutes" || key === "batch_size") return Number(raw);
  return raw === "yes" ? true : raw === "no" ? false : raw;
}

/** ` / ` is a line break; e-mail carries `[subject] … [body] …`. */
function messageOf(text: string): unknown {
  const lines = (part: string): string => part.trim().replaceAll(" / ", "\n");
  const mail = /^\[subject\](.*?)\[body\](.*)$/s.exec(text);
  return mail ? { subject: mail[1]?.trim(), body: lines(mail[2] ?? "") } : { body: lines(text) };
}
