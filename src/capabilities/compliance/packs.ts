// The folder of policy files, read and checked when the process starts; what is wrong stops the start with file and place.

import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { basename, dirname, join, relative, sep } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { z } from "zod";
import { canonicalJson } from "../../core/canonical.ts";
import { checkData, loadData, yamlDocuments } from "../../core/data-file.ts";
import { lint } from "./lint.ts";
import { Policy } from "./policy.ts";
import { type Rule, ruleOf } from "./rule.ts";
import type { Lists } from "./terms.ts";

/** One folder of policies: `digest` is the sha-256 of all that its findings depend on. */
type Pack = {
  id: string;
  version: string;
  owner: string | null;
  checkedOn: string | null;
  digest: string;
  slugs: string[];
};
export type Packs = { rules: readonly Rule[]; packs: readonly Pack[]; lists: Lists };

const PackFacts = z.strictObject({
  version: z.string().regex(/^\d+\.\d+\.\d+$/),
  owner: z.string().nullable().default(null),
  checked_on: z.string().nullable().default(null),
});
const PackFile = z.record(z.string(), PackFacts);

export const homeFolder = fileURLToPath(new URL("../../../policies", import.meta.url));

type Found = { file: string; pack: string; policy: Policy };

/** @param folder of other policies than the product's own, for tests */
export function loadPacks(folder = homeFolder): Packs {
  const lists = loadLists(join(folder, "lexicon"));
  const found = policyFiles(folder).flatMap((file) => policiesOf(folder, file));
  const problems = lint(found, lists);
  if (problems.length > 0) throw new Error(`policies do not load:\n${problems.join("\n")}`);
  return packsOf(found, lists, packFacts(folder));
}

/** Rules of policies that come from somewhere else than the folder: a customer's, or one under test. */
export function packsOf(found: readonly Found[], lists: Lists, facts: z.output<typeof PackFile> = {}): Packs {
  const byPack = Map.groupBy(found, ({ pack }) => pack);
  const packs = [...byPack].map(([id, members]) => ({
    id,
    version: facts[id]?.version ?? "0.1.0",
    owner: facts[id]?.owner ?? null,
    checkedOn: facts[id]?.checked_on ?? null,
    digest: digestOf(members, lists),
    slugs: [...new Set(members.map(({ policy }) => policy.id))],
  }));
  return { rules: found.map(({ policy, pack }) => ruleOf(policy, pack, lists)), packs, lists };
}

export function policyFiles(folder = homeFolder): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".yaml") && name.includes(sep))
    .toSorted()
    .map((name) => join(folder, name));
}

/** The documents of one file; tests are data of their own and stay out of the digest. */
export function policiesOf(folder: string, file: string): Found[] {
  const name = relative(folder, file);
  const pack = dirname(name).split(sep).join(".");
  return yamlDocuments(readFileSync(file, "utf8"), `policies/${name}`).map((document) => {
    const policy = checkData(document, Policy, `policies/${name}`);
    if (!policy.id.endsWith(`.${basename(name, ".yaml")}`))
      throw new Error(`policies/${name}: the file is named unlike its slug ${policy.id}`);
    return { file: name, pack, policy };
  });
}

function digestOf(members: readonly Found[], lists: Lists): string {
  const hash = createHash("sha256");
  for (const { policy } of members) {
    const { tests: _, ...judging } = policy;
    hash.update(canonicalJson(judging));
    for (const name of listNames(policy)) hash.update(canonicalJson(lists(name)));
  }
  return hash.digest("hex");
}

/** Shared word lists that a policy names anywhere; its own `words` are part of the policy. */
function listNames(policy: Policy): string[] {
  const { tests: _tests, message: _message, fix: _fix, allow, ...rest } = policy;
  const inTerms = [...JSON.stringify([rest, allow]).matchAll(/<([a-z0-9-]+)>/g)].map(
    (match) => match[1] ?? "",
  );
  const shared = [...inTerms, ...namedLists(rest)].filter((name) => name !== "n" && !(name in policy.words));
  return [...new Set(shared)].toSorted();
}

/** Values of every `lexicon` of a check and every `text` of a condition. */
function namedLists(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(namedLists);
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]: [string, unknown]) => {
    if (key === "expert_role") return ["expert-roles"];
    if (key !== "lexicon" && key !== "text") return namedLists(inner);
    return Array.isArray(inner) ? inner.map(String) : [String(inner)];
  });
}

function packFacts(folder: string): z.output<typeof PackFile> {
  return loadData(pathToFileURL(join(folder, "packs.yaml")), PackFile);
}

/** `lexicon/<name>.txt`: a term a line, `#` begins a remark. */
export function loadLists(folder = join(homeFolder, "lexicon")): Lists {
  const lists = new Map<string, readonly string[]>();
  for (const name of readdirSync(folder).filter((one) => one.endsWith(".txt"))) {
    const lines = readFileSync(join(folder, name), "utf8").split("\n");
    const terms = lines.map((line) => line.replace(/(?:^|\s)#.*$/, "").trim()).filter((line) => line !== "");
    lists.set(basename(name, ".txt"), terms);
  }
  return (name) => {
    const list = lists.get(name);
    if (!list) throw new Error(`no word list policies/lexicon/${name}.txt`);
    return list;
  };
}
