// One call of a client: what came back as bounded JSON, and every way it can go wrong as a `MediumError` of the right kind.

import type { z } from "zod";
import { MediumError, type MediumName } from "./medium.ts";
import type { Transport, WireReply, WireRequest } from "./transport.ts";

/** What a client is built over. */
export type ClientParts = {
  transport: Transport;
  /** The clock of `asOf`. */
  now: () => Temporal.Instant;
  /** Waits out a medium's pace inside a call that must not end half-way. */
  pause: (ms: number) => Promise<void>;
};

/** A reply in the medium's dialect, before it was looked at. */
export type Answer = { status: number; headers: WireReply["headers"]; json: unknown };

/** What the medium said is wrong; `throttled` when it will take the same call later. */
export type Refusal = { code: string; message: string; throttled?: boolean };

export type Dialect = {
  medium: MediumName;
  /** Finds the error in a reply of any status, a 200 included. */
  refusalIn: (answer: Answer) => Refusal | undefined;
};

const MAX_REPLY_LETTERS = 8_000_000;
const MAX_MESSAGE_LETTERS = 300;
const THROTTLE_MS = 5_000;
const SWITCH_OFF_TRIES = 4;

/**
 * @param effect whether the call may change something on the medium: only then a lost reply is `unknown`
 * @throws MediumError
 */
export async function call<Shape extends z.ZodType>(
  { transport }: Pick<ClientParts, "transport">,
  dialect: Dialect,
  { effect, shape, ...request }: WireRequest & { effect: boolean; shape: Shape },
): Promise<z.output<Shape>> {
  const { medium } = dialect;
  const unclear = effect ? "unknown" : "unavailable";
  const reply = await sent(transport, request, medium, unclear);
  if (reply.status >= 500) {
    throw new MediumError(unclear, `${medium} answered ${reply.status}`, {
      medium,
      code: `${reply.status}`,
      ...waitTold(reply),
    });
  }
  const json = jsonOf(reply);
  const refusal = dialect.refusalIn({ status: reply.status, headers: reply.headers, json });
  if (refusal || reply.status >= 400) throw refused(medium, reply, refusal);
  const read = shape.safeParse(json);
  if (read.success) return read.data;
  throw new MediumError(unclear, `${medium} answered in a shape nobody knows`, {
    medium,
    code: "shape",
    cause: read.error,
  });
}

/** A trouble before the object itself is sent: whatever it left belongs to nothing, and the whole call may be made again at once. */
export async function beforeEffect<T>(step: () => Promise<T>): Promise<T> {
  try {
    return await step();
  } catch (error) {
    if (!(error instanceof MediumError) || error.kind !== "unknown") throw error;
    const { medium, code, retryAfterMs } = error;
    const told = retryAfterMs !== undefined && { retryAfterMs };
    throw new MediumError("unavailable", error.message, { medium, code, ...told, cause: error });
  }
}

/** A trouble after something was made: whatever its kind, the whole call is `unknown` then. */
export async function afterEffect<T>(step: () => Promise<T>): Promise<T> {
  try {
    return await step();
  } catch (error) {
    if (!(error instanceof MediumError) || error.kind === "unknown") throw error;
    const { medium, code, retryAfterMs } = error;
    throw new MediumError("unknown", error.message, {
      medium,
      code,
      ...(retryAfterMs !== undefined && { retryAfterMs }),
      cause: error,
    });
  }
}

/**
 * Makes sure that a new object does not run: reads it back, and switches it off where the medium started it.
 * @throws MediumError "unknown", code `still_on`, when it runs all the same: an alarm
 */
export async function ensureOff(
  { pause }: Pick<ClientParts, "pause">,
  medium: MediumName,
  steps: { isOn: () => Promise<boolean>; switchOff: () => Promise<void> },
): Promise<void> {
  await afterEffect(async () => {
    for (let tries = 0; tries < SWITCH_OFF_TRIES; tries++) {
      if (!(await patiently(pause, steps.isOn))) return;
      await patiently(pause, steps.switchOff);
    }
    if (!(await patiently(pause, steps.isOn))) return;
    throw new MediumError("unknown", `${medium} keeps a new object running`, { medium, code: "still_on" });
  });
}

/** Waits where the medium says "later": an object that runs must not be left alone. */
async function patiently<T>(pause: ClientParts["pause"], step: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await step();
    } catch (error) {
      const waits = error instanceof MediumError && error.kind !== "refused" && tries < SWITCH_OFF_TRIES;
      if (!waits) throw error;
      await pause(Math.min(error.retryAfterMs ?? 1_000, 10_000));
    }
  }
}

async function sent(
  transport: Transport,
  request: WireRequest,
  medium: MediumName,
  kind: "unknown" | "unavailable",
): Promise<WireReply> {
  try {
    return await transport(request);
  } catch (cause) {
    throw new MediumError(kind, `no reply from ${medium}`, { medium, code: "connection", cause });
  }
}

function jsonOf({ body }: WireReply): unknown {
  if (body === "") return null;
  if (body.length > MAX_REPLY_LETTERS) return undefined;
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

function refused(medium: MediumName, reply: WireReply, refusal: Refusal | undefined): MediumError {
  const throttled = reply.status === 429 || refusal?.throttled === true;
  const message = (refusal?.message ?? `${medium} answered ${reply.status}`).slice(0, MAX_MESSAGE_LETTERS);
  const code = refusal?.code ?? `${reply.status}`;
  if (!throttled) return new MediumError("refused", message, { medium, code });
  return new MediumError("throttled", message, {
    medium,
    code,
    retryAfterMs: THROTTLE_MS,
    ...waitTold(reply),
  });
}

/** `Retry-After` in seconds; a date or nonsense is not followed. */
function waitTold({ headers }: WireReply): { retryAfterMs?: number } {
  const seconds = Number(headers["retry-after"]);
  return Number.isFinite(seconds) && seconds > 0 ? { retryAfterMs: Math.min(seconds, 3_600) * 1_000 } : {};
}
