// `npm run slack:check`: what keeps CO9MA from answering in Slack, one line each with the next step.

import { parseArgs } from "node:util";
import { wallSeconds } from "../app.ts";
import { readSlackGiven } from "../config.ts";
import { Failure, failureText } from "../core/failure.ts";
import { Lang, say, words } from "../core/locale.ts";
import { checkSlack, type Finding } from "../platforms/slack/check/check.ts";

const usage = `사용법 · usage: npm run slack:check -- [options]
  --address URL  Slack이 올 공개 주소 (기본 PUBLIC_URL) · the public address Slack posts to
  --lang ko|en   출력 언어 · language of the findings`;

const FINE = 0;
const STOPPED = 1;
const WRONG_USE = 2;

const marks = { fine: "✓", note: "!", stops: "✗" } as const;

type Arguments = { lang: Lang; address: URL | undefined };

async function main(argv: readonly string[]): Promise<number> {
  const asked = argumentsOf(argv);
  if (typeof asked === "string") {
    process.stderr.write(`${asked}\n${usage}\n`);
    return WRONG_USE;
  }
  const { lang, address } = asked;
  try {
    const { port, publicUrl, ...given } = readSlackGiven();
    const findings = await checkSlack(
      {
        ...given,
        publicAddress: address ?? publicUrl,
        localAddress: new URL(`http://127.0.0.1:${port}`),
      },
      wallSeconds(),
    );
    process.stdout.write(
      `${[...findings.map((one) => line(one, lang)), summary(findings, lang)].join("\n")}\n`,
    );
    return findings.some(({ weight }) => weight === "stops") ? STOPPED : FINE;
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    const text = failureText(error, lang);
    process.stderr.write(`${text.say} ${text.next}\n`);
    return STOPPED;
  }
}

function argumentsOf(argv: readonly string[]): Arguments | string {
  const text = { type: "string" } as const;
  try {
    const { values } = parseArgs({ args: [...argv], options: { address: text, lang: text } });
    return {
      lang: Lang.parse(values.lang ?? localeLang()),
      address: values.address === undefined ? undefined : new URL(values.address),
    };
  } catch (error) {
    return error instanceof TypeError ? error.message : "--lang ko|en";
  }
}

/** The language of the person's terminal. */
function localeLang(): Lang {
  return new Intl.DateTimeFormat().resolvedOptions().locale.startsWith("ko") ? "ko" : "en";
}

function line({ weight, say: said, next }: Finding, lang: Lang): string {
  return `${marks[weight]} ${say(lang, said)}${next ? ` → ${say(lang, next)}` : ""}`;
}

function summary(findings: readonly Finding[], lang: Lang): string {
  const count = findings.filter(({ weight }) => weight === "stops").length;
  return say(
    lang,
    count > 0
      ? words(
          `답을 막는 문제가 ${count}개 있어요. 위에서부터 하나씩 고쳐 주세요.`,
          `${count} of these keep${count === 1 ? "s" : ""} CO9MA from answering: put them right from the top.`,
        )
      : words("답을 막는 문제는 없어요.", "Nothing here keeps CO9MA from answering."),
  );
}

process.exitCode = await main(process.argv.slice(2));
