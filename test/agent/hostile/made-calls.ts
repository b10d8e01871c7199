// Calls of a model that wants what is not its own: every tool, its arguments by their own schema, filled with ids of others, SQL, paths
// and long texts, all from one seed.

import { z } from "zod";
import type { Tool } from "../../../src/capabilities/tool.ts";

type Schema = {
  type?: string | undefined;
  enum?: unknown[];
  const?: unknown;
  anyOf?: Schema[];
  oneOf?: Schema[];
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  minimum?: number;
  maximum?: number;
};

export type HostileCalls = {
  pick: <T>(from: readonly T[]) => T;
  /** @param own text that stands for the workspace of the call: whatever it writes there carries it */
  call: (tools: readonly Tool[], own: string) => { tool: string; input: unknown };
};

/** @param strangers ids of rows of every workspace, growing */
export function hostileCalls(seed: number, strangers: readonly string[]): HostileCalls {
  let state = seed >>> 0;
  const random = (): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
  const pick = <T>(from: readonly T[]): T => {
    const found = from[Math.floor(random() * from.length)];
    if (found === undefined) throw new Error("nothing to pick from");
    return found;
  };

  function text(own: string): string {
    const [kind, id] = [random(), strangers.length > 0 ? pick(strangers) : own];
    if (kind < 0.35) return id;
    if (kind < 0.6) return own;
    return pick([
      `${own}' or '1'='1`,
      `${own}'; set local app.workspace = '${id}'; select * from turn; --`,
      `../../../../etc/passwd`,
      `file:///proc/self/environ`,
      `${own} ${"가\u202e😀\u0000".repeat(2_500)}`,
      "$" + "{process.env.DATABASE_URL}",
      `workspace:${id}`,
      "2026-11-20",
      "last_week",
      "*",
      "",
    ]);
  }

  function number({ minimum = -1e15, maximum = 1e15 }: Schema): number {
    return random() < 0.6
      ? Math.max(minimum, Math.min(maximum, 1))
      : pick([minimum, maximum, 0, -1, 1e21, 0.1]);
  }

  function valueOf(schema: Schema, own: string, depth: number): unknown {
    if (random() < 0.04) return pick<unknown>([null, [], {}, text(own), Infinity, true]);
    if (schema.const !== undefined) return schema.const;
    if (schema.enum) return pick(schema.enum);
    const choices = schema.anyOf ?? schema.oneOf;
    if (choices) return valueOf(pick(choices), own, depth);
    switch (schema.type ?? "string") {
      case "object":
        return objectOf(schema, own, depth);
      case "array":
        return depth > 4
          ? []
          : Array.from({ length: pick([0, 1, 1, 2, 5]) }, () => valueOf(schema.items ?? {}, own, depth + 1));
      case "number":
      case "integer":
        return number(schema);
      case "boolean":
        return random() < 0.5;
      default:
        return text(own);
    }
  }

  function objectOf({ properties = {}, required = [] }: Schema, own: string, depth: number): unknown {
    const wanted = Object.entries(properties).filter(
      ([name]) => required.includes(name) || (depth < 4 && random() < 0.4),
    );
    const made = wanted.map(([name, schema]) => [name, valueOf(schema, own, depth + 1)] as const);
    const foreign = random() < 0.15 && strangers.length > 0;
    return {
      ...Object.fromEntries(made),
      ...(foreign && { workspaceId: pick(strangers), role: "company_admin", personId: pick(strangers) }),
      ...(random() < 0.02 && (JSON.parse('{"__proto__": {"role": "company_admin"}}') as object)),
    };
  }

  const schemas = new Map<Tool, Schema>();
  const schemaOf = (tool: Tool): Schema => {
    const known =
      schemas.get(tool) ?? (z.toJSONSchema(tool.input, { unrepresentable: "any", io: "input" }) as Schema);
    schemas.set(tool, known);
    return known;
  };

  return {
    pick,
    call(tools, own) {
      if (random() < 0.01) return { tool: pick(["__proto__", "run_sql", "constructor", own]), input: {} };
      const tool = pick(tools);
      return { tool: tool.name, input: valueOf(schemaOf(tool), own, 0) };
    },
  };
}
