// `npm run slack:check`: what keeps CO9MA from answering in Slack, one line each with the next step.

import { parseArgs } from "node:util";
import { wallSeconds } from "../app.ts";
import { readSlackGiven } from "../config.ts";
import { Failure, failureText } from "../core/failure.ts";
import { Lang } from "../core/locale.ts";
import { checkSlack } from "../platforms/slack/check/check.ts";
import { findingLines, isStopped, localeLang } from "./findings.ts";

const usage = `사용법 · usage: npm run slack:check -- [options]
  --address URL  Slack이 올 공개 주소 (기본 PUBLIC_URL) · the public address Slack posts to
  --lang ko|en   출력 언어 · language of the findings`;

const FINE = 0;
const STOPPED = 1;
const WRONG_USE = 2;

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
    process.stdout.write(findingLines(findings, lang));
    return isStopped(findings) ? STOPPED : FINE;
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

process.exitCode = await main(process.argv.slice(2));
