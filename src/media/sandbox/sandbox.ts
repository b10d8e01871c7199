// The simulated market as a transport: it plays one account of a medium, in that medium's dialect. No medium of its own.

import type { MediumName } from "../medium.ts";
import type { Transport, WireReply, WireRequest } from "../transport.ts";
import { Refused, type Shelf } from "./engine.ts";
import { dueOf, takeFault, waitFor } from "./faults.ts";
import { googleServer } from "./google-server.ts";
import { kakaoServer } from "./kakao-server.ts";
import { metaServer } from "./meta-server.ts";
import { naverServer } from "./naver-server.ts";
import { json, type Server } from "./server.ts";
import type { FaultName, MarketStore, SandboxAccount, SandboxState } from "./state.ts";

const servers: Readonly<Record<MediumName, Server>> = {
  meta: metaServer,
  google_ads: googleServer,
  naver: naverServer,
  kakao: kakaoServer,
};

export type SandboxParts = {
  store: MarketStore;
  account: SandboxAccount;
  /** The clock of the change log and of reports. */
  now: () => Temporal.Instant;
  /** The machine's clock, for paces. */
  epochMs: () => number;
};

export function sandboxTransport({ store, account, now, epochMs }: SandboxParts): Transport {
  const server = servers[account.medium];
  const clock = { medium: account.medium, now: now, nowMs: epochMs };
  return async (request) => {
    if (server.kindOf(request) === "read") {
      const state = await store.read(account);
      if (isCalm(state)) return answer(server, state, request, { ...clock, fault: undefined }).reply;
    }
    const reply = await store.change(account, (state) => step(server, state, request, clock));
    if (reply === "cut") throw new Error("the connection was cut");
    return reply;
  };
}

/** Nothing can go wrong, nothing is on its way: a read needs no lock. */
function isCalm({ faults, late }: SandboxState): boolean {
  return faults === undefined && late.length === 0;
}

type Clock = { medium: MediumName; now: () => Temporal.Instant; nowMs: () => number };

function step(server: Server, state: SandboxState, request: WireRequest, clock: Clock): WireReply | "cut" {
  state.position += 1;
  landLate(server, state, clock);
  const kind = server.kindOf(request);
  const wait = waitFor(state, kind, clock.nowMs());
  if (wait > 0) return server.throttle(wait);
  const fault = takeFault(state, kind);
  switch (fault) {
    case "throttled":
      return server.throttle(1_000);
    case "unavailable":
      return json({}, 503);
    case "ok_with_error":
      return server.okWithError();
    case "late_effect":
      state.late.push({ due: dueOf(state), request });
      return "cut";
    case "lost_reply":
      keep(state, answer(server, state, request, { ...clock, fault }));
      return "cut";
    case "rejected":
    case "born_on":
    case "partial":
    case undefined:
      return keep(state, answer(server, state, request, { ...clock, fault }));
  }
}

/** Effects whose reply was cut long ago land now; one that is refused by now is lost. */
function landLate(server: Server, state: SandboxState, clock: Clock): void {
  const due = state.late.filter((one) => one.due <= state.position);
  state.late = state.late.filter((one) => one.due > state.position);
  for (const { request } of due)
    keep(state, answer(server, state, request as WireRequest, { ...clock, fault: undefined }));
}

type Answered = { reply: WireReply; after?: SandboxState };

/** Works on a copy: a request that is refused half-way leaves nothing. */
function answer(
  server: Server,
  before: SandboxState,
  request: WireRequest,
  { medium, now, fault }: Clock & { fault: FaultName | undefined },
): Answered {
  const state = structuredClone(before);
  const flags = { bornOn: fault === "born_on", rejects: fault === "rejected", partial: fault === "partial" };
  const shelf: Shelf = { medium, state, now: now(), ...flags };
  try {
    return { reply: server.serve(shelf, request), after: state };
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return { reply: server.refuse(error.reason, error.message, error.level) };
  }
}

function keep(state: SandboxState, { reply, after }: Answered): WireReply {
  if (after) Object.assign(state, after);
  return reply;
}
