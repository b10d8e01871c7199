import { globSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { errorFields, keptFields } from "../src/log.ts";

describe("the log", () => {
  it("keeps kind, code and place of a database error, never the statement or its values", () => {
    const error = Object.assign(new Error("Failed query: insert … params: 010-1234-5678"), {
      query: "insert",
      params: ["010-1234-5678"],
      cause: Object.assign(new Error("duplicate"), { code: "23505" }),
    });

    const fields = errorFields(error);

    expect(fields["code"]).toBe("23505");
    expect(JSON.stringify(fields)).not.toContain("010-1234");
  });

  it("keeps the message of a bug", () => {
    expect(errorFields(new TypeError("x is not a function"))).toMatchObject({
      type: "TypeError",
      message: "x is not a function",
    });
  });

  it("keeps every field that some line of the program has", () => {
    const lines = globSync("src/**/*.ts").flatMap((file) =>
      [...readFileSync(file, "utf8").matchAll(/\blog\??\.(?:info|warn|error)\(\s*\{([^}]*)\}/g)].map(
        ([, fields = ""]) => ({
          file,
          fields: fields.match(/(?<=^|,)\s*\w+/g)?.map((name) => name.trim()) ?? [],
        }),
      ),
    );

    expect(lines.length).toBeGreaterThan(20);
    const dropped = lines.flatMap(({ file, fields }) =>
      fields.filter((name) => !keptFields.has(name)).map((name) => `${file}: ${name}`),
    );
    expect(dropped).toEqual([]);
  });
});
