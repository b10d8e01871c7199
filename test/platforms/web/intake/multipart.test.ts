// Multipart bodies cut at every place: the files come out whole, whatever the pieces.

import { expect, test } from "vitest";
import { boundaryOf, partsOf } from "../../../../src/platforms/web/intake/multipart.ts";

const body = Buffer.from(
  [
    "--X-1\r\n",
    'Content-Disposition: form-data; name="note"\r\n\r\nhello\r\n',
    "--X-1\r\n",
    'Content-Disposition: form-data; name="file"; filename="보고서 \\"1\\".csv"\r\nContent-Type: text/csv\r\n\r\n',
    "a,b\r\n1,2\r\n--X-not-a-boundary\r\n\r\n",
    "\r\n--X-1\r\n",
    "Content-Disposition: form-data; name=f; filename*=utf-8''%EB%82%A0%EC%A7%9C.tsv\r\n\r\n\r\n",
    "--X-1--\r\nignored",
  ].join(""),
);

async function readAll(pieces: readonly Buffer[], boundary = "X-1"): Promise<[string | undefined, string][]> {
  async function* source(): AsyncGenerator<Buffer> {
    yield* pieces;
  }
  const found: [string | undefined, string][] = [];
  for await (const { name, body: part } of partsOf(source(), boundary))
    found.push([name, Buffer.concat(await part.toArray()).toString("utf8")]);
  return found;
}

const whole = [
  [undefined, "hello"],
  ['보고서 "1".csv', "a,b\r\n1,2\r\n--X-not-a-boundary\r\n\r\n"],
  ["날짜.tsv", ""],
];

test("files come out whole from one piece, from single bytes, and from two pieces cut anywhere", async () => {
  const cuts = Array.from({ length: body.length - 1 }, (_, at) => [
    body.subarray(0, at + 1),
    body.subarray(at + 1),
  ]);

  expect(await readAll([body])).toEqual(whole);
  expect(await readAll([...body].map((byte) => Buffer.from([byte])))).toEqual(whole);
  for (const pieces of cuts) expect(await readAll(pieces)).toEqual(whole);
});

test.each([
  ["ends in the middle of a file", body.subarray(0, 220)],
  ["has no boundary", Buffer.from("hello")],
  ["has headers without an end", Buffer.from(`--X-1\r\n${"x".repeat(40_000)}`)],
  ["goes on with something else behind a boundary", Buffer.from("--X-1 \r\n")],
])("a body that %s is refused", async (_, broken) => {
  await expect(readAll([broken])).rejects.toMatchObject({ code: "invalid" });
});

test("parts nobody reads are passed over", async () => {
  async function* source(): AsyncGenerator<Buffer> {
    yield body;
  }
  const names = [];
  for await (const { name } of partsOf(source(), "X-1")) names.push(name);

  expect(names).toHaveLength(3);
});

test("the boundary is that of a form and of nothing else", () => {
  expect(boundaryOf('multipart/form-data; charset=utf-8; boundary="a b"')).toBe("a b");
  expect(boundaryOf("multipart/form-data; boundary=----WebKit7")).toBe("----WebKit7");
  expect(boundaryOf("text/csv; boundary=x")).toBeUndefined();
  expect(boundaryOf(undefined)).toBeUndefined();
});
