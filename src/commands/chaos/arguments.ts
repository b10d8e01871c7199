// Command line of `chaos`: strict. A wrong call is told which word is wrong and what is allowed there, with the usage behind it.

import { parseArgs } from "node:util";
import { z } from "zod";
export const usage = `사용법 · usage: npm run chaos -- --scenario messages|slack|kakao --kills K --messages M --seed S [--resent 0.3] [--replicas 2]
             npm run chaos -- --scenario approvals --kills K --approvals A --seed S [--replicas 2]
             npm run chaos -- --scenario halt --approvals A [--kills K] [--seed S] [--replicas 2]
             npm run chaos -- --scenario digests --slots N --kills K [--seed S] [--replicas 3]
             npm run chaos -- --scenario database [--restarts 5] [--hole 60] [--workers 30] [--seed S] [--replicas 3]
  --scenario messages  무엇을 시험할지: 웹의 문, Slack의 문(slack), 카카오톡의 문(kakao), 승인한 변경의 실행(approvals), 전부 멈춤(halt), 데이터베이스의 재시작과 끊긴 연결(database) · what is tested: the web door, Slack's (slack), KakaoTalk's (kakao), what is approved (approvals), everything halted (halt), a database that restarts and connections that break (database)
  --kills K            앱을 강제 종료하는 횟수 · how often a replica is killed
  --messages M         보내는 메시지 수 · messages sent
  --approvals A        승인하는 요청 수 · requests that are approved
  --slots N            예약된 보고의 회차 수 (digests) · moments at which scheduled reports are due (digests)
  --restarts 5         데이터베이스를 다시 시작하는 횟수 · how often the database restarts
  --hole 60            데이터베이스에 아무것도 닿지 않는 초 · seconds in which nothing gets through to the database
  --workers 30         동시에 쓰는 사람 수 · people who write at the same time
  --seed S             같은 번호는 같은 계획 · the same number is the same plan
  --resent 0.3         같은 ID로 다시 보내는 비율 · share sent again under the same id
  --replicas 2         함께 도는 앱의 수 · copies of the app side by side`;

function whole(least: number, most: number): z.ZodType<number> {
  const allowed = `${least}–${most} 사이의 정수여야 해요 · must be a whole number from ${least} to ${most}`;
  return z
    .string(allowed)
    .regex(/^\d{1,15}$/, allowed)
    .transform(Number)
    .refine((value) => value >= least && value <= most, allowed);
}

const share = "0과 1 사이의 수여야 해요 · must be a number from 0 to 1";

/** The plan's numbers come from 32 bits of the seed. */
const kills = whole(0, 10_000);
const seed = whole(0, 2 ** 32 - 1);
const replicas = whole(1, 8).default(2);

const Messages = z.strictObject({
  scenario: z.enum(["messages", "slack", "kakao"]),
  kills,
  messages: whole(1, 1_000_000),
  seed,
  resent: z
    .string()
    .regex(/^\d*\.?\d+$/, share)
    .transform(Number)
    .refine((value) => value <= 1, share)
    .default(0.3),
  replicas,
});
export type MessagesArguments = z.output<typeof Messages>;

const Approvals = z.strictObject({
  scenario: z.literal("approvals"),
  kills,
  approvals: whole(1, 2_000),
  seed,
  replicas,
});
/** Nobody is killed in it unless asked for, and its plan is one of its own. */
const Halt = Approvals.extend({
  scenario: z.literal("halt"),
  kills: kills.default(0),
  seed: seed.default(1),
});
export type ApprovalsArguments = z.output<typeof Approvals> | z.output<typeof Halt>;

const Database = z.strictObject({
  scenario: z.literal("database"),
  restarts: whole(0, 100).default(5),
  hole: whole(0, 600).default(60),
  workers: whole(1, 100).default(30),
  seed: seed.default(1),
  replicas: whole(1, 8).default(3),
});

const Digests = z.strictObject({
  scenario: z.literal("digests"),
  kills,
  slots: whole(10, 1_000_000),
  seed: seed.default(1),
  replicas: whole(1, 8).default(3),
});

const names = ["messages", "slack", "kakao", "approvals", "halt", "digests", "database"];
const listed = (last: string): string => `${names.slice(0, -1).join(", ")}${last}${names.at(-1)}`;
const scenarios = `${listed(", ")} 가운데 하나여야 해요 · must be ${listed(" or ")}`;
const Arguments = z.discriminatedUnion("scenario", [Messages, Approvals, Halt, Database, Digests], scenarios);
export type ChaosArguments = z.output<typeof Arguments>;

export type Parsed = { ok: true; arguments: ChaosArguments } | { ok: false; reason: string };

/** The reason a call is wrong, one line a word; then leave with 2. */
export function parseChaosArguments(argv: readonly string[]): Parsed {
  const option = { type: "string" } as const;
  try {
    const { values } = parseArgs({
      args: [...argv],
      options: {
        scenario: option,
        kills: option,
        messages: option,
        approvals: option,
        restarts: option,
        slots: option,
        hole: option,
        workers: option,
        seed: option,
        resent: option,
        replicas: option,
      },
    });
    const parsed = Arguments.safeParse(values);
    return parsed.success
      ? { ok: true, arguments: parsed.data }
      : { ok: false, reason: parsed.error.issues.map((issue) => reasonOf(issue, values)).join("\n") };
  } catch (error) {
    return { ok: false, reason: error instanceof Error ? error.message : String(error) };
  }
}

function reasonOf(issue: z.core.$ZodIssue, given: Readonly<Record<string, string>>): string {
  if (issue.code === "unrecognized_keys")
    return issue.keys
      .map((key) => `--${key}: 이 시험에는 쓰지 않아요 · is no word of this scenario`)
      .join("\n");
  const name = String(issue.path[0]);
  const word = given[name] === undefined ? `--${name}` : `--${name} ${given[name]}`;
  return `${word}: ${issue.message}`;
}
