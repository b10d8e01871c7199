// The terminal as a person sees it: a keyboard and a screen of our own, and a conversation whose answers the test gives.

import { PassThrough } from "node:stream";
import { stripVTControlCharacters } from "node:util";
import { describe, expect, test } from "vitest";
import type { Talk, TalkEvent, TalkRequest } from "../../../src/chat/talk.ts";
import type { Card } from "../../../src/core/card/card.ts";
import { Failure } from "../../../src/core/failure.ts";
import { DeliveryId, InboundId, newId, PersonId, QueryId, WorkspaceId } from "../../../src/core/ids.ts";
import { openTerminal } from "../../../src/platforms/terminal/terminal.ts";
import { makeGate, textCard } from "../../chat/made-answerer.ts";
import { until } from "../../chat/support.ts";
import { askingCard, longCard, weekCard, won } from "../../core/card/made-cards.ts";

const people = ["윤서진", "강도현"].map((name) => ({ id: newId(PersonId), name, role: "viewer" as const }));
const workspace = { id: newId(WorkspaceId), name: "데모 워크스페이스", demo: true, zone: "Asia/Seoul" };
const own = newId(WorkspaceId);
const progressCard: Card = { lang: "ko", parts: [{ kind: "progress", runs: ["세는 중"] }] };

/** A card whose one figure came from a stored query. */
function measuredCard(words: string): Card {
  const runs = [words, { ...won(1_000), queryId: newId(QueryId) }];
  return { lang: "ko", parts: [{ kind: "text", tone: "lead", runs }] };
}

type Script = (request: TalkRequest) => AsyncIterable<TalkEvent>;

function welcomeAs(as = people[0]?.id ?? ""): TalkEvent {
  const personId = people.find(({ id, name }) => id === as || name === as)?.id ?? newId(PersonId);
  return {
    kind: "welcome",
    personId,
    role: "viewer",
    workspace,
    people,
    starters: ["지난주 캠페인 어땠어?"],
  };
}

async function* answerOf(request: TalkRequest, ...cards: Card[]): AsyncGenerator<TalkEvent> {
  const id = newId(InboundId);
  if (request.kind !== "come") yield { kind: "kept", id, workspaceId: own, thread: request.thread };
  for (const card of cards) yield { kind: "card", id, card };
  const delivered = cards.map((card) => ({ id: newId(DeliveryId), card }));
  yield { kind: "end", id, said: "", files: [], outcome: "answered", cards: delivered };
}

type Seat = ReturnType<typeof sit>;

/** @param script answers everything but who one is */
function sit(script: Script, { live = true, as = "" } = {}) {
  const asked: TalkRequest[] = [];
  const input = Object.assign(new PassThrough(), { isTTY: live });
  const output = Object.assign(new PassThrough(), { isTTY: live, columns: 80 });
  const errors = new PassThrough();
  let [seen, told] = ["", ""];
  let done = false;
  output.on("data", (chunk) => (seen += String(chunk)));
  errors.on("data", (chunk) => (told += String(chunk)));
  const talk: Talk = async function* (request) {
    asked.push(request);
    if (request.kind === "come" && request.as === "nobody") throw new Failure("not_found", "nobody");
    done = false;
    if (request.kind === "come") yield welcomeAs(request.as);
    else yield* script(request);
    done = true;
  };
  const terminal = openTerminal(talk, { streams: { input, output, errors }, colours: false, lang: "ko", as });
  return {
    asked,
    left: terminal.left,
    /** Whether a conversation's last request was answered to its end. */
    done: () => done,
    type: (text: string) => void input.write(text),
    end: () => input.end(),
    raw: () => seen,
    told: () => told,
    /** Resolves once this stands on the screen. */
    sees: (text: string) =>
      until(async () => (stripVTControlCharacters(seen).includes(text) ? true : undefined)),
    /** The screen so far, and a clean one from here on. */
    wipe: () => {
      const before = stripVTControlCharacters(seen);
      seen = "";
      return before;
    },
  };
}

async function open(
  script: Script = (request) => answerOf(request, textCard("네")),
  live = true,
): Promise<Seat> {
  const seat = sit(script, { live });
  await seat.sees("/help");
  return seat;
}

describe("the terminal", () => {
  test("says who one is and where, and asks a first question by its number", async () => {
    const seat = await open();

    expect(seat.wipe()).toContain("데모 워크스페이스 · 윤서진 · 뷰어");
    seat.type("1\r");
    await seat.sees("네");

    expect(seat.asked.at(-1)).toMatchObject({ kind: "message", text: "지난주 캠페인 어땠어?", lang: "ko" });
  });

  test("presses a button by its number, with its token only", async () => {
    const seat = await open((request) =>
      request.kind === "message"
        ? answerOf(request, textCard("먼저"), askingCard("ko"))
        : answerOf(request, textCard("합쳤어요")),
    );

    seat.type("합칠까?\r");
    await seat.sees("4) 4월 3일");
    seat.type("3\r");
    await seat.sees("합쳤어요");

    expect(seat.asked.at(-1)).toMatchObject({ kind: "press", token: "t1", workspaceId: own });
  });

  test("takes a number as it was meant when it was typed, and an unknown one as words", async () => {
    const gate = makeGate();
    const seat = await open(async function* (request) {
      if (request.kind === "message" && request.text === "느린 질문") {
        yield* answerOf(request, askingCard("ko"));
        await gate.passed;
      } else yield* answerOf(request, textCard("다음"));
    });
    seat.type("느린 질문\r");
    seat.type("1\r9\r");
    await seat.sees("4) 4월 3일");

    gate.open();
    await until(async () => (seat.asked.length === 4 ? true : undefined));

    expect(seat.asked.slice(2)).toMatchObject([
      { kind: "message", text: "지난주 캠페인 어땠어?" },
      { kind: "message", text: "9" },
    ]);
  });

  test("shows what was cut with /more, and whole only then", async () => {
    const seat = await open((request) => answerOf(request, longCard("ko", 45)));

    seat.type("전부\r");
    await seat.sees("전체 보기: /more");
    expect(seat.wipe()).not.toContain("캠페인 21 ");
    seat.type("/more\r");

    expect(await seat.sees("캠페인 45")).toBe(true);
  });

  test("shows a card heard live once, and one that was not heard at the end", async () => {
    const seat = await open(async function* (request) {
      const id = newId(InboundId);
      const cards = [weekCard("ko"), textCard("끝에 온 카드")].map((card) => ({
        id: newId(DeliveryId),
        card,
      }));
      yield { kind: "card", id, card: weekCard("ko") };
      yield { kind: "words", id, text: "말로 한 답" };
      cards.push({ id: newId(DeliveryId), card: textCard("말로 한 답") });
      if (request.kind === "message")
        yield { kind: "end", id, said: "", files: [], outcome: "answered", cards };
    });

    seat.type("주간\r");
    await seat.sees("끝에 온 카드");

    const screen = seat.wipe();
    expect(screen.split("캠페인별\n")).toHaveLength(2);
    expect(screen.split("말로 한 답")).toHaveLength(2);
  });

  test("tells how an answer was made by its number, and one further up by /how 2", async () => {
    const ids: InboundId[] = [];
    const seat = await open(async function* (request) {
      if (request.kind === "explain") {
        const at = ids.indexOf(request.id) + 1;
        yield { kind: "explained", cards: [textCard(`답 ${at}의 근거`)] };
        return;
      }
      for await (const event of answerOf(request, measuredCard("답: "))) {
        if (event.kind === "end") ids.push(event.id);
        yield event;
      }
    });
    seat.type("/how\r");
    await seat.sees("아직 근거를 보여 드릴 숫자가 없어요");
    seat.type("하나\r");
    await seat.sees("1) 이 숫자는 어떻게 나왔어요?");
    seat.wipe();
    seat.type("둘\r");
    await seat.sees("1) 이 숫자는 어떻게 나왔어요?");

    seat.type("1\r");
    await seat.sees("답 2의 근거");
    seat.type("/how 2\r");
    await seat.sees("답 1의 근거");
    seat.type("/근거 3\r");

    expect(await seat.sees("그만큼 앞에는")).toBe(true);
    expect(seat.asked.at(-1)).toMatchObject({ kind: "explain", workspaceId: own });
  });

  test("takes a word about the last answer, with a reason behind it, and says when there is none to judge", async () => {
    const seat = await open((request) =>
      request.kind === "judge"
        ? answerOf(request, textCard("고마워요"))
        : answerOf(request, textCard("답이에요")),
    );

    seat.type("/good\r");
    await seat.sees("아직 평가할 답변이 없어요");
    seat.type("질문이야\r");
    await seat.sees("답이에요");
    seat.type("/아쉬워요 수치가 빠졌어\r");
    await seat.sees("고마워요");
    seat.type("/bad\r");
    await until(async () => (seat.asked.length === 4 ? true : undefined));

    expect(seat.asked.slice(2)).toMatchObject([
      { kind: "judge", verdict: "bad", reason: "수치가 빠졌어", workspaceId: own },
      { kind: "judge", verdict: "bad", reason: "" },
    ]);
  });

  test("an answer without figures of a query is not asked how it was made", async () => {
    const seat = await open((request) => answerOf(request, weekCard("ko")));

    seat.type("주간\r");
    await seat.sees("지난달과 비교해줘");
    seat.type("/how\r");
    await seat.sees("아직 근거를");

    expect(seat.wipe()).not.toContain("어떻게 나왔어요?");
  });

  test("goes on where a file moved the conversation to", async () => {
    const report = new URL("../../fixtures/reports/made-meta-day-ko.csv", import.meta.url).pathname;
    const seat = await open();

    seat.type(`'${report}'\r`);
    await seat.sees("네");
    seat.type("총 광고비\r");
    await until(async () => (seat.asked.length === 3 ? true : undefined));

    expect(seat.asked[1]).toMatchObject({ kind: "file", name: "made-meta-day-ko.csv", path: report });
    expect(seat.asked[2]).toMatchObject({ kind: "message", workspaceId: own });
  });

  test("switches person and language, and begins anew", async () => {
    const seat = await open();

    seat.type("/people\r");
    await seat.sees("2) 강도현 · 뷰어");
    seat.type("2\r");
    await seat.sees("데모 워크스페이스 · 강도현");
    seat.type("/lang en\r");
    await seat.sees("English from here on.");
    seat.type("/new\r");
    await seat.sees("Try asking");
    seat.type("hi\r");
    await until(async () => (seat.asked.at(-1)?.kind === "message" ? true : undefined));

    expect(seat.asked.at(-1)).toMatchObject({ personId: people[1]?.id, lang: "en" });
    expect(seat.asked.at(-1)).not.toHaveProperty("workspaceId");
  });

  test("tells a failure with its next step and goes on", async () => {
    const seat = await open(async function* (request) {
      if (request.kind === "message" && request.text === "bad") throw new Failure("unavailable", "down");
      yield* answerOf(request, textCard("다시 돼요"));
    });

    seat.type("bad\r");
    await seat.sees("지금은 처리할 수 없어요. 잠시 뒤 다시 시도해 주세요.");
    seat.type("again\r");

    expect(await seat.sees("다시 돼요")).toBe(true);
  });

  test("keeps earlier lines for the arrow keys", async () => {
    const seat = await open();
    seat.type("첫 질문\r");
    await seat.sees("네");

    seat.type("\u001b[A\r");
    await until(async () => (seat.asked.length === 3 ? true : undefined));

    expect(seat.asked.at(-1)).toMatchObject({ text: "첫 질문" });
  });
});

describe("leaving", () => {
  test("by /quit or by Ctrl-D ends at once, also while an answer is made", async () => {
    const never = makeGate();
    const [quits, ends] = [
      await open(),
      await open(async function* (request) {
        await never.passed;
        yield* answerOf(request, textCard("너무 늦은 답"));
      }),
    ];

    quits.type("/quit\r");
    ends.type("느린 질문\r");
    await ends.sees("찾아보는 중");
    ends.type("\u0004");
    await Promise.all([quits.left, ends.left]);
    never.open();
    await until(async () => (ends.done() ? true : undefined));

    expect(ends.wipe()).not.toContain("너무 늦은 답");
  });

  test("is what happens to a person whom nobody knows, with the reason", async () => {
    const seat = sit((request) => answerOf(request, textCard("네")), { as: "nobody" });

    await expect(seat.left).rejects.toMatchObject({ code: "not_found" });
  });
});

describe("Ctrl-C", () => {
  test("stops the answer, drops what waits behind it, and leaves the program running", async () => {
    const stopped = makeGate();
    const seat = await open(async function* (request) {
      if (request.kind === "stop") {
        stopped.open();
        yield { kind: "stopped", stopped: true };
      } else if (request.kind === "message" && request.text === "오래 걸리는 질문") {
        yield { kind: "kept", id: newId(InboundId), workspaceId: own, thread: "kept-thread" };
        yield { kind: "progress", id: newId(InboundId), card: progressCard };
        await stopped.passed;
        yield* answerOf(request, textCard("여기서 멈췄어요"));
      } else yield* answerOf(request, textCard("그다음 답"));
    });
    seat.type("오래 걸리는 질문\r");
    await seat.sees("세는 중");
    seat.type("뒤에 온 질문\r\u0003");
    await seat.sees("여기서 멈췄어요");

    seat.type("다음 질문\r");
    await seat.sees("그다음 답");

    expect(seat.asked.map((request) => ("text" in request ? request.text : request.kind))).toEqual([
      "come",
      "오래 걸리는 질문",
      "stop",
      "다음 질문",
    ]);
    expect(seat.asked[2]).toMatchObject({ thread: "kept-thread", workspaceId: own });
  });

  test("takes back a typed line, then leaves when pressed twice", async () => {
    const seat = await open();

    seat.type("쓰다 만 글\u0003");
    seat.type("\u0003");
    await seat.sees("한 번 더 누르면 나가요");
    seat.type("\u0003");

    await seat.left;
    expect(seat.asked.map(({ kind }) => kind)).toEqual(["come"]);
  });

  test("says so when what runs cannot be broken off", async () => {
    const finish = makeGate();
    const seat = await open(async function* (request) {
      if (request.kind === "stop") yield { kind: "stopped", stopped: false };
      else {
        await finish.passed;
        yield* answerOf(request, textCard("끝났어요"));
      }
    });
    seat.type("승인\r");
    await seat.sees("찾아보는 중");

    seat.type("\u0003");
    await seat.sees("중간에 멈출 수 없어요");
    finish.open();

    expect(await seat.sees("끝났어요")).toBe(true);
  });
});

describe("a pipe", () => {
  test("says nothing on the error stream before anything was asked", async () => {
    const seat = await open(undefined, false);

    expect(seat.told()).toBe("");
    expect(seat.raw()).toMatch(/^\nCO9MA/);
  });

  test("is answered line by line, then left; progress goes to the error stream, nothing is coloured", async () => {
    const seat = await open(async function* (request) {
      const id = newId(InboundId);
      yield { kind: "progress", id, card: progressCard };
      yield* answerOf(request, textCard(`답: ${request.kind === "message" ? request.text : ""}`));
    }, false);

    seat.type("하나\n둘\n");
    seat.end();
    await seat.left;

    expect(seat.raw()).toMatch(/› 하나[\s\S]*답: 하나[\s\S]*답: 둘/);
    expect(seat.raw()).not.toContain("\u001b");
    expect(seat.told()).toContain("… 세는 중\n");
  });

  test("takes a number as of the answer before it", async () => {
    const seat = await open((request) => answerOf(request, askingCard("ko")), false);

    seat.type("물어봐\n3\n");
    seat.end();
    await seat.left;

    expect(seat.asked.at(-1)).toMatchObject({ kind: "press", token: "t1" });
  });

  test("without a last line end is answered whole", async () => {
    const seat = await open((request) => answerOf(request, textCard("마지막")), false);

    seat.type("끝줄");
    seat.end();
    await seat.left;

    expect(seat.raw()).toContain("마지막");
  });
});
