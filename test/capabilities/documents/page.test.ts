// The words of a dropped page: what people see, what is hidden, in every usual encoding, and bounded before it is parsed.

import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import iconv from "iconv-lite";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Page, pageKind, readPage } from "../../../src/capabilities/documents/documents.ts";
import { linesOfHtml } from "../../../src/capabilities/documents/page/html.ts";
import { atBest, spentMs } from "../../support/time.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "co9ma-pages-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function read(name: string, content: string | Buffer): Promise<Page> {
  const path = join(folder, name);
  await writeFile(path, content);
  const kind = pageKind(name);
  if (!kind) throw new Error(`${name} is no page`);
  return readPage(path, kind);
}

const html = `<!doctype html><html><head><meta charset="utf-8"><title>수분 크림</title>
<meta name="description" content="피부가 숨 쉬는 크림">
<style>.later{display:none} @media (max-width:600px){.wide{display:none}} #fine{font-size:1px}</style>
<script>document.write("스크립트 글")</script></head>
<body><h1>국내 <b>1위</b> 크림</h1><p class="wide">넓은 화면 글</p>
<div class="later">환불 불가</div><p id="fine">효과는 개인차가 있음</p>
<p style="visibility: hidden">숨은 글</p><p hidden>감춘 글</p><p style="color:#fff;background:#ffffff">흰 글</p>
<img src="a.png" alt="사용 전후 사진"><input type="submit" value="지금 구매"><noscript>꺼짐</noscript>
<!-- 주석 글 --><p>한 줄<br>두 줄</p></body></html>`;

describe("a web page", () => {
  it("is the words people see, in their order, with pictures' and buttons' texts", () => {
    expect(linesOfHtml(html).visible).toEqual([
      "수분 크림",
      "피부가 숨 쉬는 크림",
      "국내 1위 크림",
      "넓은 화면 글",
      "사용 전후 사진",
      "지금 구매",
      "한 줄",
      "두 줄",
    ]);
  });

  it("keeps hidden words apart, however they are hidden; what only small screens hide is seen", () => {
    expect(linesOfHtml(html).hidden).toEqual([
      "환불 불가",
      "효과는 개인차가 있음",
      "숨은 글",
      "감춘 글",
      "흰 글",
    ]);
  });

  it("that is broken is read as browsers do", () => {
    expect(linesOfHtml("<p>하나<p>둘<div>셋</span></div><b>넷 &amp; 다섯 &lt;6&gt;").visible).toEqual([
      "하나",
      "둘",
      "셋",
      "넷 & 다섯 <6>",
    ]);
  });

  it.each([
    ["many tags", "<p>가</p>".repeat(60_000)],
    ["deep nesting", "<div>".repeat(5_000)],
  ])("with %s is refused quickly", (_, made) => {
    const begun = performance.now();

    expect(() => linesOfHtml(made)).toThrow("too much markup");
    expect(performance.now() - begun).toBeLessThan(500);
  });

  it.each([
    ["unclosed styles", "<style>".repeat(9_000)],
    ["unclosed comments", "<!--".repeat(30_000)],
    ["braces", `<style>${"{".repeat(200_000)}</style><p>글</p>`],
    ["one long attribute", `<p style="${"color:red;".repeat(100_000)}">글</p>`],
    ["closing tags alone", "</b>".repeat(39_000)],
    ["unclosed comments of styles", `<style>${"/*x".repeat(160_000)}</style><p>글</p>`],
  ])("of %s is read in bounded time", (_, made) => {
    const begun = performance.now();

    linesOfHtml(made);

    expect(performance.now() - begun).toBeLessThan(1_500);
  });
});

describe("a dropped page file", () => {
  it("is known by its name; a table's name is none", () => {
    expect(
      ["a.html", "a.HTM", "랜딩.md", "본문.txt", "a.xls", "a.csv", "a.png", "html"].map(pageKind),
    ).toEqual(["html", "html", "markdown", "text", undefined, undefined, undefined, undefined]);
  });

  it.each([
    ["UTF-8", Buffer.from("<p>국내 1위 크림</p>")],
    ["UTF-8 with a mark", Buffer.from("\ufeff<p>국내 1위 크림</p>")],
    ["CP949", iconv.encode("<html><p>국내 1위 크림</p></html>", "cp949")],
    ["UTF-16", iconv.encode("<html><body><p>국내 1위 크림</p></body></html>", "utf-16le", { addBOM: true })],
  ])("in %s is read", async (_, content) => {
    expect((await read("page.html", content)).visible).toEqual(["국내 1위 크림"]);
  });

  it("of Markdown is read without its marks", async () => {
    const page = await read(
      "page.md",
      "# 제목\n\n- **국내 1위** [크림](https://a.kr)\n\n<!-- 메모 -->\n![전후 사진](a.png)\n",
    );

    expect(page.visible).toEqual(["제목", "국내 1위 크림", "전후 사진"]);
  });

  it.each([
    ["unclosed comments", "글 <!--".repeat(390_000)],
    ["comments each on a line", "<!--\n".repeat(600_000)],
    ["unclosed tags", "<a".repeat(1_500_000)],
    ["unclosed brackets", "[".repeat(3_000_000)],
    ["unclosed addresses", "[](".repeat(1_000_000)],
    ["unclosed addresses on many lines", `${"[](".repeat(300)}\n`.repeat(3_000)],
  ])("of Markdown made of %s is read in bounded time", async (_, made) => {
    const spent = await atBest(1_500, async () => {
      const before = spentMs();
      await read("page.md", `글\n${made}`);
      return spentMs() - before;
    });

    expect(spent).toBeLessThan(1_500);
  });

  it("of Markdown keeps the words between comments, and all from one that is never closed", async () => {
    const page = await read(
      "page.md",
      "하나<!-- 가 -->둘<!---->셋\n<!-- 나\n다 --> 넷\n다섯 <!-- 여섯\n일곱\n",
    );

    expect(page.visible).toEqual(["하나 둘 셋", "넷", "다섯 <!-- 여섯", "일곱"]);
  });

  it("of plain text is its lines", async () => {
    expect((await read("page.txt", "첫 줄\r\n\r\n  둘째   줄\n")).visible).toEqual(["첫 줄", "둘째 줄"]);
  });

  it("longer than one review reads is cut at a line and says so", async () => {
    const page = await read("page.txt", `${"가".repeat(99)}\n`.repeat(400));

    expect(page.cut).toBe(true);
    expect(page.visible.join("\n").length).toBeLessThanOrEqual(12_000);
  });

  it.each([
    ["large.html", Buffer.alloc(3 * 1024 * 1024 + 1, "a"), "page: too large"],
    ["drawn.html", "<html><body><script>draw()</script></body></html>", "page: no words"],
    ["book.html", Buffer.from([0x50, 0x4b, 3, 4, 0, 0, 0, 0]), "page: no text"],
    ["picture.html", Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10]), "report: picture"],
    ["empty.txt", "", "report: empty_file"],
  ])("%s is refused with the next step", async (name, content, message) => {
    await expect(read(name, content)).rejects.toThrow(message);
  });
});
