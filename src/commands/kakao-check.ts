// `npm run kakao:check`: what keeps CO9MA from answering in KakaoTalk, one line each with the next step. It sends and costs nothing.

import { parseArgs } from "node:util";
import { DEMO_WORKSPACE } from "../capabilities/workspace/demo-people.ts";
import { readConfig } from "../config.ts";
import { Failure, failureText } from "../core/failure.ts";
import { WorkspaceId } from "../core/ids.ts";
import { Lang } from "../core/locale.ts";
import { checkKakao } from "../platforms/kakao/check/check.ts";
import { findingLines, isStopped, localeLang } from "./findings.ts";

const usage = `사용법 · usage: npm run kakao:check -- [options]
  --workspace ID  확인할 워크스페이스 (기본: 데모) · the workspace whose address is knocked at
  --address URL   카카오가 올 공개 주소 (기본 PUBLIC_URL) · the public address Kakao posts to
  --lang ko|en    출력 언어 · language of the findings`;

const FINE = 0;
const STOPPED = 1;
const WRONG_USE = 2;

type Arguments = { workspace: string; address: URL | undefined; lang: Lang };

async function main(argv: readonly string[]): Promise<number> {
  const asked = argumentsOf(argv);
  if (typeof asked === "string") {
    process.stderr.write(`${asked}\n${usage}\n`);
    return WRONG_USE;
  }
  const { workspace, address, lang } = asked;
  try {
    const { kakao, port, publicUrl } = readConfig();
    const findings = await checkKakao({
      workspace,
      skillSecret: kakao?.skillSecret,
      push: kakao?.push ?? {},
      publicAddress: address ?? publicUrl,
      localAddress: new URL(`http://127.0.0.1:${port}`),
    });
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
    const options = { workspace: text, address: text, lang: text };
    const { values } = parseArgs({ args: [...argv], options });
    return {
      workspace: WorkspaceId.parse(values.workspace ?? DEMO_WORKSPACE),
      address: values.address === undefined ? undefined : new URL(values.address),
      lang: Lang.parse(values.lang ?? localeLang()),
    };
  } catch (error) {
    return error instanceof TypeError ? error.message : "--workspace ID · --lang ko|en";
  }
}

process.exitCode = await main(process.argv.slice(2));
