// `npm run policies -- check | list | test [slug] | explain SLUG "text" [key=value …]`: for those who write policy files.

import {
  copyForRule,
  loadPacks,
  policyFiles,
  readPolicies,
  reviewText,
  testPolicy,
} from "../capabilities/compliance/authoring.ts";

const usage = `사용법 · usage: npm run policies -- COMMAND
  check                       모든 정책 파일 확인 · load and check every policy file
  list [WORD]                 규칙 목록 · the rules, those with WORD in their slug
  test [WORD]                 파일 안의 테스트 실행 · run the tests inside the files
  explain SLUG "문구" [key=value …]   왜 걸렸는지 · why that rule objects, alone and with all others`;

const say = (text: string): boolean => process.stdout.write(`${text}\n`);

/** Everything wrong with the files, a line each; a broken file does not hide the others. */
function check(): number {
  const { problems, found } = readPolicies();
  for (const problem of problems) say(problem);
  say(`files=${policyFiles().length} rules=${found.length} problems=${problems.length}`);
  return problems.length > 0 ? 1 : 0;
}

function list(word: string): number {
  for (const { policy, pack } of readPolicies().found) {
    if (!policy.id.includes(word)) continue;
    const until = policy.effective_to ? `..${policy.effective_to}` : "";
    const confirmed = policy.citation.confirmed_by ?? "근거 조문 확인 전";
    say(
      `${policy.id}@${policy.version}\t${pack}\t${policy.status}\t${policy.severity}\t${policy.effective_from}${until}\t${confirmed}`,
    );
  }
  return 0;
}

function test(word: string): number {
  const { found, lists } = readPolicies();
  const wanted = found.filter(({ policy }) => policy.id.includes(word));
  const failures = wanted.flatMap(({ policy }) => testPolicy(policy, lists));
  for (const failure of failures) say(failure);
  say(`rules=${wanted.length} failures=${failures.length}`);
  return failures.length > 0 ? 1 : 0;
}

function explain(slug: string, text: string, pairs: readonly string[]): number {
  const { found } = readPolicies();
  const one = found.find(({ policy }) => policy.id === slug);
  if (!one || text === "") return wrongUse();
  const given = Object.fromEntries(
    pairs.map((pair) => [pair.slice(0, pair.indexOf("=")), factOf(pair.slice(pair.indexOf("=") + 1))]),
  );
  const copy = copyForRule(one.policy, text, given);
  const { findings, rewrite, verdict } = reviewText(loadPacks(), copy);
  say(JSON.stringify({ ...copy, verdict }, null, 2));
  for (const { rule, severity, start, end, message, fix, evidence, missing } of findings)
    say(
      JSON.stringify({
        rule,
        severity,
        at: text.slice(start, end),
        start,
        end,
        message: message.ko,
        fix: fix.ko,
        evidence,
        missing,
      }),
    );
  if (!findings.some(({ rule }) => rule === slug)) say(`${slug}: 걸리지 않았어요 · does not object`);
  const { judge } = one.policy.check;
  if (judge)
    say(
      `모델에게만 묻는 질문(걸리면 ‘모델 의견’으로 표시) · asked of a language model only, marked as its opinion: ${judge.question}`,
    );
  say(`rewrite: ${rewrite ?? "-"}`);
  return 0;
}

function factOf(value: string): unknown {
  if (value === "yes" || value === "true") return true;
  if (value === "no" || value === "false") return false;
  return value;
}

function wrongUse(): number {
  process.stderr.write(`${usage}\n`);
  return 2;
}

function run([command = "", ...rest]: readonly string[]): number {
  switch (command) {
    case "check":
      return check();
    case "list":
      return list(rest[0] ?? "");
    case "test":
      return test(rest[0] ?? "");
    case "explain":
      return explain(rest[0] ?? "", rest[1] ?? "", rest.slice(2));
  }
  return wrongUse();
}

process.exitCode = run(process.argv.slice(2));
