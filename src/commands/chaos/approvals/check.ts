// The outside checker: what the simulated media hold against what was approved and what the books say. Pure; it gets rows and knows no code
// of the executor.

export type CheckedCall = {
  id: string;
  approvalId: string;
  medium: string;
  op: string;
  tag: string;
  stage: string;
  step: Readonly<Record<string, unknown>>;
  result: { id?: string } | null;
  trouble: string | null;
};

export type CheckedApproval = {
  id: string;
  kind: string;
  state: string;
  outcome: string | null;
  calls: number;
  /** What its presses were answered. */
  answers?: readonly string[];
};

type Thing = Readonly<{ id: string; level: string; on: boolean; dailyMicros?: string }>;

/** One account as the market keeps it; `made` and `changes` since the run began. */
export type CheckedAccount = {
  medium: string;
  made: readonly Thing[];
  all: readonly Thing[];
  changes: readonly { id: string; field: string; value: unknown }[];
};

export type Books = {
  approvals: readonly CheckedApproval[];
  calls: readonly CheckedCall[];
  accounts: readonly CheckedAccount[];
  /** Ledger rows about calls: approval and tag. */
  ledger: readonly { subject: string; tag: string; action: string }[];
  chain: string;
  /** Days on which more is held than the cap. */
  overCap: readonly string[];
};

export type Verdict = {
  /** Every breach. */
  words: string[];
  /** Why a call was left to a person. */
  parkedFor: string[];
  effects: number;
  double: number;
  stuck: number;
  parked: number;
  lost: number;
  rejected: number;
};

export function check(books: Books): Verdict {
  const verdict: Verdict = {
    words: [],
    parkedFor: books.calls
      .filter(({ stage }) => stage === "parked")
      .map((call) => {
        const there = isThere(books, call) ? "; it is there" : "";
        return `${call.op} of ${call.medium}: ${call.trouble}${there}`;
      }),
    effects: 0,
    double: 0,
    stuck: 0,
    parked: 0,
    lost: 0,
    rejected: 0,
  };
  const note = (kind: "double" | "stuck" | "lost", text: string): void => {
    verdict[kind] += 1;
    verdict.words.push(`${kind.toUpperCase()}: ${text}`);
  };
  const byApproval = Map.groupBy(books.calls, ({ approvalId }) => approvalId);
  for (const approval of books.approvals) {
    const calls = byApproval.get(approval.id) ?? [];
    for (const call of calls) for (const text of doublesOf(books, call)) note("double", text);
    const found = fateOf(books, approval, calls);
    if (found === "effect") verdict.effects += 1;
    else if (found === "parked") verdict.parked += 1;
    else if (found === "rejected") verdict.rejected += 1;
    else note(found.kind, found.text);
  }
  for (const text of strays(books)) note("double", text);
  verdict.words.push(...booksWords(books));
  return verdict;
}

type Fate = "effect" | "parked" | "rejected" | { kind: "stuck" | "lost"; text: string };

function fateOf(books: Books, approval: CheckedApproval, calls: readonly CheckedCall[]): Fate {
  const { id, kind, state, outcome } = approval;
  if (state === "rejected")
    return calls.length === 0
      ? "rejected"
      : { kind: "lost", text: `${kind} ${id} was rejected and has calls` };
  if (state !== "approved" || outcome === "running" || outcome === null)
    return {
      kind: "stuck",
      text: `${kind} ${id} is ${state}, ${outcome}: ${stagesOf(calls)}; told: ${approval.answers?.join(" | ")}`,
    };
  if (outcome === "parked") return "parked";
  if (calls.length !== approval.calls)
    return { kind: "lost", text: `${kind} ${id} has ${calls.length} calls of ${approval.calls}` };
  const missing = calls.find((call) => !isThere(books, call));
  if (outcome !== "done" || missing)
    return { kind: "lost", text: `${kind} ${id} is ${outcome}: ${missing?.op ?? ""} ${stagesOf(calls)}` };
  return "effect";
}

function stagesOf(calls: readonly CheckedCall[]): string {
  return calls.map(({ op, stage }) => `${op} ${stage}`).join(", ");
}

function accountOf({ accounts }: Books, { medium }: CheckedCall): CheckedAccount {
  const found = accounts.find((one) => one.medium === medium);
  if (!found) throw new Error(`no account of ${medium}`);
  return found;
}

const levels: Readonly<Record<string, string>> = {
  create_campaign: "campaign",
  create_ad_group: "adGroup",
  create_ad: "ad",
};

/** Objects of the call's level that carry its tag, in a name or an address. */
function tagged(books: Books, call: CheckedCall): readonly Thing[] {
  const digits = call.tag.slice("[co9-".length, -1);
  return accountOf(books, call).made.filter(
    (one) => one.level === levels[call.op] && JSON.stringify(one).includes(digits),
  );
}

function isThere(books: Books, call: CheckedCall): boolean {
  const { op, step, result } = call;
  if (op === "verify") return true;
  if (op in levels) return tagged(books, call).length === 1;
  const thing = accountOf(books, call).all.find(({ id }) => id === result?.id);
  if (op === "set_status") return thing?.on === (step["status"] === "active");
  const budget = step["budget"] as { minor: string } | undefined;
  return thing?.dailyMicros === `${budget?.minor}000000`;
}

/** A value that is there already is not logged again: more than one entry means that it went to and fro. */
function doublesOf(books: Books, call: CheckedCall): string[] {
  if (call.op in levels) {
    const things = tagged(books, call);
    return things.length > 1
      ? [`${call.op} ${call.tag} of ${call.medium} is there ${things.length} times`]
      : [];
  }
  const field = { set_status: "on", set_daily_budget: "dailyMicros" }[call.op];
  if (field === undefined || call.result?.id === undefined) return [];
  const account = accountOf(books, call);
  const values = account.changes
    .filter((one) => one.id === call.result?.id && one.field === field)
    .map(({ value }) => value);
  // What this run made may have been made running and switched off at once: what counts begins there.
  const made = account.made.some(({ id }) => id === call.result?.id);
  const times = made ? values.length - values.indexOf(false) - 1 : values.length;
  return times > 1 ? [`${call.op} of ${call.result.id} took effect ${times} times`] : [];
}

/** Objects nobody asked for. */
function strays(books: Books): string[] {
  return books.accounts.flatMap((account) => {
    const digits = books.calls.filter((one) => one.op in levels).map(({ tag }) => tag.slice(5, -1));
    return account.made
      .filter((one) => !digits.some((each) => JSON.stringify(one).includes(each)))
      .map(({ level, id }) => `${level} ${id} of ${account.medium} belongs to no call`);
  });
}

function booksWords({ calls, ledger, chain, overCap }: Books): string[] {
  const said: string[] = [];
  const booked = new Map<string, number>();
  for (const { subject, tag, action } of ledger)
    booked.set(`${subject} ${tag} ${action}`, (booked.get(`${subject} ${tag} ${action}`) ?? 0) + 1);
  for (const { approvalId, tag, op, stage } of calls) {
    const key = `${approvalId} ${tag} media.${op}`;
    const expected = stage === "confirmed" && op !== "verify" ? 1 : 0;
    const found = booked.get(key) ?? 0;
    if (found !== expected) said.push(`LEDGER: ${key} is ${stage} and stands there ${found} times`);
    booked.delete(key);
  }
  for (const key of booked.keys()) said.push(`LEDGER: ${key} was never called`);
  if (chain !== "whole") said.push(`CHAIN: ${chain}`);
  for (const day of overCap) said.push(`CAP: more is held on ${day} than the cap`);
  return said;
}
