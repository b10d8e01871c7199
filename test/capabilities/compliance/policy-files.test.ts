import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readPolicies, testPolicy } from "../../../src/capabilities/compliance/authoring.ts";
import { homeFolder, loadPacks } from "../../../src/capabilities/compliance/packs.ts";

const { found, problems, lists } = readPolicies();

describe("policy files", () => {
  it("load and pass every check", () => {
    expect(problems).toEqual([]);
    expect(found.length).toBeGreaterThan(100);
  });

  it("belong to packs that are listed, each with a digest of its own", () => {
    const { packs } = loadPacks();
    const listed = readFileSync(join(homeFolder, "packs.yaml"), "utf8");
    expect(packs.filter(({ id }) => !listed.includes(`\n${id}: `)).map(({ id }) => id)).toEqual([]);
    const digests = packs.map(({ digest }) => digest);
    expect(new Set(digests).size).toBe(packs.length);
    for (const digest of digests) expect(digest).toMatch(/^[0-9a-f]{64}$/);
  });

  it("speak to people in both languages and cite an act with its article", () => {
    const mute = found.filter(({ policy: { message, fix, citation } }) => {
      const isKorean = /[가-힣]/.test(message.ko) && /[가-힣]/.test(fix.ko);
      return !isKorean || citation.act.trim() === "" || citation.article.trim() === "";
    });
    expect(mute.map(({ policy }) => policy.id)).toEqual([]);
  });

  for (const { policy } of found) {
    it(`${policy.id} v${policy.version} finds its hits and lets its misses pass`, () => {
      expect(testPolicy(policy, lists)).toEqual([]);
    });
  }
});
