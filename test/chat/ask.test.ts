import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openTestApp, type TestApp } from "../support/app.ts";

const report = "날짜,캠페인,광고비(원),노출수,클릭수\n2026-11-18,여름 세일,12000,600,30\n";
const contacts = "이름,전화번호,이메일\n김하나,010-0000-0000,a@b.kr\n이두나,010-0000-0001,c@d.kr\n";

let folder: string;
let app: TestApp;
let files: Record<"empty" | "contacts" | "report", string>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "co9ma-asked-"));
  files = {
    empty: join(folder, "empty.csv"),
    contacts: join(folder, "contacts.csv"),
    report: join(folder, "report.csv"),
  };
  await writeFile(files.empty, "");
  await writeFile(files.contacts, contacts);
  await writeFile(files.report, report);
  app = await openTestApp();
}, 60_000);
afterAll(async () => {
  await app.close();
  await rm(folder, { recursive: true });
});

describe("a question asked with files", { timeout: 60_000 }, () => {
  test("is not asked when none could be read, and the next question is answered from the demo", async () => {
    const refused = await app.ask("총 광고비", { files: [files.empty, files.contacts] });
    const plain = await app.ask("지난주 총 광고비");

    expect(refused.numbers).toEqual([]);
    expect(refused.text).toContain("비어");
    expect(plain.text).toContain("데모");
    expect(plain.numbers.length).toBeGreaterThan(0);
  });

  test("is answered from those that could be read", async () => {
    const { numbers, text } = await app.ask("총 광고비", { files: [files.empty, files.report] });

    expect(text).toContain("비어");
    expect(numbers).toContainEqual(expect.objectContaining({ metric: "spend", value: 12_000 }));
  });
});
