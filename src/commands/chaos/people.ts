// Who sends in a chaos run: the demo's people, and one admin a replica who signs in by the code of its start text.

import type { Browser, Place } from "./browser.ts";
import { signIn, viewAs, visit } from "./browser.ts";
import type { Replica } from "./replica.ts";

export type Talk = Place & { browser: Browser };

/** One conversation for each number below `count`, spread over the people: first one admin a replica, then the demo's people. */
export async function openTalks(
  replicas: readonly Replica[],
  { count, seed, signal }: { count: number; seed: number; signal: AbortSignal },
): Promise<Talk[]> {
  const people = await signedInPeople(replicas, signal);
  const [{ url } = { url: "" }] = replicas;
  const { workspace } = (await visit(url)).state;
  return Array.from({ length: count }, (_, index) => {
    const browser = people[index % people.length];
    if (!browser) throw new Error("nobody could sign in");
    return { browser, workspace: workspace.id, thread: `chaos-${seed}-${index}` };
  });
}

async function signedInPeople(replicas: readonly Replica[], signal: AbortSignal): Promise<Browser[]> {
  const people: Browser[] = [];
  for (const replica of replicas)
    people.push(await signIn(replica.url, adminCode(await replica.serving(signal))));
  const [{ url } = { url: "" }] = replicas;
  for (const { id } of (await visit(url)).state.people) people.push(await viewAs(await visit(url), url, id));
  return people;
}

/** The admin code that a replica's start text names. */
export function adminCode(startText: string): string {
  const code = /admin code\s+(\S+)/.exec(startText)?.[1];
  if (code === undefined) throw new Error("the start text names no admin code");
  return code;
}
