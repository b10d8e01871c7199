import { describe, expect, test } from "vitest";
import { readTyped, type Typed } from "../../../src/platforms/terminal/input.ts";

const there = new Set([
  "/tmp/report.csv",
  "/tmp/11월 보고서.xlsx",
  "/tmp/it's.csv",
  "/tmp/b.tsv",
  "/opt/README",
]);

function read(line: string): Typed {
  return readTyped(line, (path) => there.has(path));
}

describe("a file dropped on the terminal", () => {
  test.each([
    ["bare", "/tmp/report.csv "],
    ["in single quotes", "'/tmp/report.csv'"],
    ["in double quotes", '"/tmp/report.csv"'],
    ["as an address", "file:///tmp/report.csv"],
  ])("is taken as it comes: %s", (_, line) => {
    expect(read(line)).toEqual({ kind: "files", paths: ["/tmp/report.csv"] });
  });

  test.each([
    "/tmp/11월 보고서.xlsx",
    "/tmp/11월\\ 보고서.xlsx",
    "'/tmp/11월 보고서.xlsx'",
    "file:///tmp/11%EC%9B%94%20%EB%B3%B4%EA%B3%A0%EC%84%9C.xlsx",
  ])("may have blanks and Korean in its name: %s", (line) => {
    expect(read(line)).toEqual({ kind: "files", paths: ["/tmp/11월 보고서.xlsx"] });
  });

  test("may come with others", () => {
    expect(read("/tmp/report.csv '/tmp/11월 보고서.xlsx' /tmp/it\\'s.csv /tmp/b.tsv")).toEqual({
      kind: "files",
      paths: ["/tmp/report.csv", "/tmp/11월 보고서.xlsx", "/tmp/it's.csv", "/tmp/b.tsv"],
    });
  });

  test.each(["/tmp/none.csv", "none.xlsx", "/home/someone/none.csv"])(
    "that is not there is said to be missing: %s",
    (line) => {
      expect(read(line)).toEqual({ kind: "no_file", path: line });
    },
  );

  test("in a sentence is part of the sentence", () => {
    expect(read("report.csv 다시 읽어줘")).toEqual({ kind: "words", text: "report.csv 다시 읽어줘" });
  });
});

describe("a typed line", () => {
  test("that begins with a slash is a command, in both languages, with what follows", () => {
    expect(read("/people 2")).toEqual({ kind: "command", name: "people", argument: "2" });
    expect(read("/사람 강도현")).toEqual({ kind: "command", name: "people", argument: "강도현" });
    expect(read("/LANG en")).toEqual({ kind: "command", name: "lang", argument: "en" });
    expect(read("/fly")).toEqual({ kind: "unknown", name: "fly" });
  });

  test("of one or two digits is a number on the screen; longer ones are words", () => {
    expect(read(" 2 ")).toEqual({ kind: "number", number: 2 });
    expect(read("12)")).toEqual({ kind: "number", number: 12 });
    expect(read("2026")).toEqual({ kind: "words", text: "2026" });
    expect(read("0")).toEqual({ kind: "words", text: "0" });
  });

  test("of blanks is nothing", () => {
    expect(read("   ")).toEqual({ kind: "nothing" });
  });

  test("of Korean is words", () => {
    expect(read("지난주 어땠어?")).toEqual({ kind: "words", text: "지난주 어땠어?" });
  });
});
