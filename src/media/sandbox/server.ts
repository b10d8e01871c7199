// What a dialect's server is, and the pieces all four share.

import { z } from "zod";
import type { WireReply, WireRequest } from "../transport.ts";
import { Refused, type RefusalName, type Shelf } from "./engine.ts";
import type { CallKind } from "./faults.ts";
import type { Level } from "../medium.ts";

export type Server = {
  kindOf: (request: WireRequest) => CallKind;
  /** @throws Refused */
  serve: (shelf: Shelf, request: WireRequest) => WireReply;
  refuse: (reason: RefusalName, message: string, level?: Level) => WireReply;
  throttle: (waitMs: number) => WireReply;
  /** A 200 that says in its body that nothing was done. */
  okWithError: () => WireReply;
};

export function json(value: unknown, status = 200, headers: Record<string, string> = {}): WireReply {
  return { status, headers: { "content-type": "application/json", ...headers }, body: JSON.stringify(value) };
}

/** Strict: a field nobody knows is refused, as the platforms do. */
export function read<Shape extends z.ZodType>(shape: Shape, value: unknown): z.output<Shape> {
  const parsed = shape.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const reason = issue?.code === "unrecognized_keys" ? "unknown_field" : "invalid";
  throw new Refused(reason, `${issue?.path.join(".")}: ${issue?.message}`);
}

export function bodyJson({ body }: WireRequest): unknown {
  return jsonIn(body ?? "");
}

export function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Refused("invalid", "what should be JSON is none");
  }
}

/** JSON within a form's field. */
export const embedded = <Shape extends z.ZodType>(shape: Shape): z.ZodType<z.output<Shape>> =>
  z
    .string()
    .transform((text, context) => {
      try {
        return JSON.parse(text) as unknown;
      } catch {
        context.addIssue({ code: "custom", message: "not JSON" });
        return z.NEVER;
      }
    })
    .pipe(shape) as unknown as z.ZodType<z.output<Shape>>;

/** The path's parts that `pattern` names. */
export function matchPath(path: string, pattern: RegExp): Record<string, string> | undefined {
  const match = pattern.exec(path);
  return match ? { ...match.groups } : undefined;
}

export function page<T>(items: readonly T[], from: number, size: number): { items: T[]; next?: number } {
  const next = from + size;
  return { items: items.slice(from, next), ...(next < items.length && { next }) };
}
