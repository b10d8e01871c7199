import { describe, expect, test } from "vitest";
import { Card } from "../../../../src/core/card/card.ts";
import { renderSlack } from "../../../../src/platforms/slack/render/render.ts";
import { askingCard, count, longCard, weekCard } from "../../../core/card/made-cards.ts";
import { plainMessages, readText, viewOf } from "../../../support/slack-view.ts";

const columns = [
  { key: "name", label: "캠페인", align: "left" },
  { key: "clicks", label: "클릭", align: "right" },
];

function tableCard(rows: [string, number][], over: object = {}, ...more: object[]): Card {
  const table = {
    kind: "table",
    title: "캠페인",
    columns,
    rows: rows.map(([name, clicks]) => [name, count(clicks)]),
    ...over,
  };
  return Card.parse({ lang: "ko", parts: [table, ...more] });
}

const rowsOf = (length: number): [string, number][] =>
  Array.from({ length }, (_, at) => [`c${at}`, at * 1_000]);

function blocksOf(card: Card): string {
  return JSON.stringify(renderSlack(card).messages);
}

describe("a card in Slack", () => {
  test("is one message with its figures sortable by their values", () => {
    const { messages, files } = renderSlack(weekCard("en"));

    expect(messages).toHaveLength(1);
    expect(files).toEqual([]);
    expect(JSON.stringify(messages)).toContain('{"type":"raw_number","value":4210000,"text":"₩4,210,000"}');
    expect(messages[0]).toMatchObject({ unfurl_links: false, unfurl_media: false });
  });

  test("is the same in words alone", () => {
    const [plain, ...more] = plainMessages(weekCard("ko"));

    expect(more).toEqual([]);
    expect(plain?.blocks).toBeUndefined();
    expect(plain?.text).toContain("지난주 광고비는 11,715,450원으로 전주보다 +8.3% 늘었고");
    expect(plain?.text).toContain("[데모] 시뮬레이션 데이터");
  });

  test("that says nothing is no message", () => {
    expect(renderSlack({ lang: "ko", parts: [] })).toEqual({
      messages: [],
      files: [],
      pictures: [],
      simpler: new Map(),
      stored: [],
    });
  });

  test("with two tables is two messages, each with the demo mark", () => {
    const sources = {
      kind: "sources",
      zone: "Asia/Seoul",
      media: [],
      assumptions: [],
      notes: [],
      demo: true,
    };
    const [table] = tableCard(rowsOf(2)).parts;
    const { messages } = renderSlack(tableCard(rowsOf(2), {}, table ?? {}, sources));

    expect(messages.map((message) => viewOf(message).match(/\[데모\]/g)?.length)).toEqual([1, 1]);
  });
});

describe("a long table", () => {
  test("of a hundred rows is there whole, twenty a page", () => {
    const { messages, files } = renderSlack(longCard("ko", 100));

    expect(files).toEqual([]);
    expect(messages.map(viewOf).join("\n")).toContain("20 a page");
    expect(messages.map(viewOf).join("\n").match(/^\|/gm)).toHaveLength(101);
  });

  test("beyond shows its first twenty rows and names the file of all", () => {
    const { messages, files } = renderSlack(tableCard(rowsOf(150)));
    const shown = messages.map(viewOf).join("\n");

    expect(shown.match(/^\| c\d/gm)).toHaveLength(20);
    expect(shown).toContain("… 외 130건");
    expect(shown).toContain("전체 표는 첨부 파일에 있어요: 캠페인.csv");
    expect(readText(messages[0]?.text ?? "")).toContain("캠페인.csv");
    expect(files.map(({ name }) => name)).toEqual(["캠페인.csv"]);
    expect(files[0]?.text.split("\r\n")).toHaveLength(152);
    expect(files[0]?.text).toContain("\r\nc149,149000\r\n");
  });

  test("of more than twenty columns shows twenty and names the file of all", () => {
    const wide = Array.from({ length: 25 }, (_, at) => ({ key: `k${at}`, label: `열${at}`, align: "right" }));
    const card = Card.parse({
      lang: "en",
      parts: [{ kind: "table", columns: wide, rows: [wide.map((_, at) => count(at))] }],
    });
    const { messages, files } = renderSlack(card);

    expect(messages.map(viewOf).join("\n")).toContain("The whole table is in the attached file: table.csv");
    expect(files[0]?.text).toContain(",열24\r\n");
  });

  test("names two files of one title apart", () => {
    const [table] = tableCard(rowsOf(150)).parts;

    expect(renderSlack(tableCard(rowsOf(150), {}, table ?? {})).files.map(({ name }) => name)).toEqual([
      "캠페인.csv",
      "캠페인 2.csv",
    ]);
  });

  test("goes into its file with no cell that a spreadsheet would run", () => {
    const hostile = ["=HYPERLINK(1)", "+1", "-1", "@sum", "\u200b=1", 'a"b', "a,b"].map(
      (name): [string, number] => [name, 1],
    );
    const { files } = renderSlack(tableCard([...hostile, ...rowsOf(150)]));

    expect(files[0]?.text.split("\r\n").slice(1, 8)).toEqual([
      "'=HYPERLINK(1),1",
      "'+1,1",
      "'-1,1",
      "'@sum,1",
      "'\u200b=1,1",
      '"a""b",1',
      '"a,b",1',
    ]);
  });

  test("says in the name of its file that its figures are simulated", () => {
    const sources = {
      kind: "sources",
      zone: "Asia/Seoul",
      media: [],
      assumptions: [],
      notes: [],
      demo: true,
    };

    expect(renderSlack(tableCard(rowsOf(150), { title: "a/b: c" }, sources)).files[0]?.name).toBe(
      "a b c (데모).csv",
    );
  });

  test("has its sum below the table, where sorting leaves it", () => {
    const card = tableCard(rowsOf(2), { total: ["합계", count(1_000)] });

    expect(viewOf(renderSlack(card).messages[0]!)).toContain("\n*합계* · 클릭 1,000");
  });
});

test("a table of a total alone says it in its blocks and in words", () => {
  const card = tableCard([], { title: undefined, total: ["합계", count(1_000)] });
  const { messages } = renderSlack(card);

  expect(messages.map(viewOf)).toEqual(["*합계* · 클릭 1,000"]);
  expect(messages[0]?.text).toContain("1,000");
});

test("a total without a value says so", () => {
  const card = tableCard(rowsOf(1), { total: ["합계", count(null)] });

  expect(renderSlack(card).messages.map(viewOf).join("\n")).toContain("*합계* · 클릭 –");
});

describe("a button", () => {
  test("carries its token; one without a token is told in words", () => {
    const blocks = blocksOf(askingCard("ko"));

    expect(blocks).toContain(
      '"action_id":"press:0","text":{"type":"plain_text","text":"3월 4일","emoji":false},"value":"t1"',
    );
    expect(blocks).not.toContain("merge_campaigns");
    expect(renderSlack(askingCard("ko")).messages.map(viewOf).join("\n")).toContain("• 합치기");
  });

  test("too long to be read stands whole above it", () => {
    const label = "여름 세일 리타겟팅 캠페인의 일 예산을 ".repeat(4);
    const card = Card.parse({
      lang: "ko",
      parts: [
        {
          kind: "form",
          slot: "campaign",
          question: ["어느 것?"],
          choices: [{ label, press: { token: "t" } }],
        },
      ],
    });
    const [message] = renderSlack(card).messages;

    expect(viewOf(message!)).toContain(label.trim());
    expect(viewOf(message!)).toMatch(/\[.{74}…\]/);
  });

  test("asks the question it shows", () => {
    const card = Card.parse({
      lang: "en",
      parts: [{ kind: "suggestions", texts: ["Why did ROAS drop?", " "] }],
    });

    expect(blocksOf(card)).toContain(
      '"elements":[{"type":"button","action_id":"ask:0","text":{"type":"plain_text","text":"Why did ROAS drop?","emoji":false},"value":"Why did ROAS drop?"}]',
    );
  });
});

describe("words from outside", () => {
  test("reach Slack as words: no mention, no link, no markup", () => {
    const said = "<!channel> @here <https://evil.example|여기> evil.example ```x```";
    const card = Card.parse({ lang: "ko", parts: [{ kind: "text", runs: [said] }] });
    const [message] = renderSlack(card).messages;

    expect(viewOf(message!)).toBe(said);
    expect(message?.text).not.toMatch(/<|@here|:\/\/|evil\.example|```/);
    expect(readText(message?.text ?? "")).toBe(said);
  });
});
