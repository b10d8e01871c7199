import { describe, expect, it } from "vitest";
import { callsFor } from "../../../src/agent/interpreter/calls.ts";
import { interpret } from "../../../src/agent/interpreter/interpret.ts";
import { replyTo } from "../../../src/agent/interpreter/replies.ts";
import { ChatKind, chatReply } from "../../../src/agent/talk/chat-replies.ts";
import { examples, notUnderstood } from "../../../src/agent/talk/not-understood.ts";

const setting = { today: Temporal.PlainDate.from("2026-11-21"), lang: "ko" as const };

function readingOf(message: string) {
  return interpret(message, {}, setting).parts[0];
}

describe("small talk", () => {
  it.each([
    ["greeting", "안녕하세요~"],
    ["greeting", "굿모닝~ 오늘도 화이팅"],
    ["greeting", "Good morning!"],
    ["thanks", "와 진짜 빠르다 고마워용"],
    ["thanks", "thanks, you saved my evening :)"],
    ["thanks", "최고야"],
    ["who", "너 누구야?"],
    ["who", "are you a real person?"],
    ["who", "이름이 뭐야"],
    ["how_are_you", "How are you doing"],
    ["how_are_you", "잘 지내?"],
    ["joke", "농담 하나 해줘"],
    ["joke", "Tell me a joke"],
    ["food", "점심 뭐 먹지 추천좀ㅋㅋㅋ"],
    ["food", "where's a decent lunch near Seongsu station"],
    ["weather", "오늘 서울 날씨 추워?ㅋㅋ"],
    ["weather", "what's the weather like today"],
    ["farewell", "내일 봐"],
    ["farewell", "good night"],
    ["insult", "바보야 이것도 못해"],
    ["insult", "you are useless"],
    ["tired", "아 진짜 힘들다"],
    ["tired", "I'm so tired today"],
    ["love", "사랑해"],
    ["celebrate", "생일 축하해"],
    ["off_topic", "파이썬으로 퀵소트 짜줄 수 있어?"],
    ["off_topic", "Help my daughter with this: what is the capital of Mongolia?"],
    ["off_topic", "비트코인 지금 사도 돼?"],
    ["off_topic", "write a python function that sorts a list"],
    ["off_topic", "로또 번호 추천해줘"],
    ["off_topic", "오늘 축구 누가 이겼어?"],
    ["off_topic", "who won the world cup?"],
  ])("is %s: %s", (kind, message) => {
    const part = readingOf(message);

    expect(part).toMatchObject({ intent: "smalltalk_out_of_scope", chat: kind });
    expect(callsFor(interpret(message, {}, setting))).toEqual([]);
  });

  it.each([
    ["안녕하세요 지난주 광고비 알려주세요", "query_performance"],
    ["고마워, 이번 달 ROAS도 보여줘", "query_performance"],
    ["Thanks! Now pause Rain Boots", "pause_resume"],
    ["힘들다 매일 아침 9시에 요약 보내줘", "schedule_digest"],
    ["영화 예매 캠페인 성과 어때?", "query_performance"],
    ["점심 도시락 캠페인 CTR", "query_performance"],
    ["생일 축하 캠페인 새로 만들어줘 하루 3만원", "create_campaign"],
    ["커피 추천 광고 문구 써줘", "generate_copy"],
    ["hi, how did Meta do last week", "query_performance"],
    ["weather app campaign clicks", "query_performance"],
    ["good job, approve the granola request", "approve_reject"],
    ["Great, and by campaign?", "breakdown"],
  ])("does not hide a request: %s", (message, intent) => {
    expect(interpret(message, {}, setting).parts.map((part) => part.intent)).toContain(intent);
  });

  it("answers the same words the same way, and others of a kind differently", () => {
    const heard = ["안녕", "안녕하세요", "하이", "반가워요", "좋은 아침", "헬로"].map((said) =>
      chatReply("greeting", said, "ko"),
    );

    expect(chatReply("greeting", "안녕!", "ko")).toBe(chatReply("greeting", "안녕", "ko"));
    expect(new Set(heard).size).toBeGreaterThan(1);
  });

  it.each(ChatKind.options)("never holds a figure and always has words: %s", (kind) => {
    for (const lang of ["ko", "en"] as const) {
      for (const said of ["a", "b", "c", "d", "e", "f", "가", "나", "다"]) {
        expect(chatReply(kind, said, lang).length).toBeGreaterThan(15);
        expect(chatReply(kind, said, lang).replace("CO9MA", "")).not.toMatch(/\d/);
      }
    }
  });
});

describe("a message nobody can read", () => {
  it("is asked back about, with three questions that can be answered", () => {
    const meant = interpret("음 그게 저기", {}, setting);

    expect(callsFor(meant)).toEqual([{ tool: "ask_back", input: { said: "음 그게 저기" } }]);
    expect(meant.parts.flatMap((part) => replyTo(part, "ko") ?? [])).toEqual([]);
    for (const lang of ["ko", "en"] as const)
      for (const question of examples("음 그게 저기", lang))
        expect(readingOf(question)?.intent).not.toBe("smalltalk_out_of_scope");
  });

  it("repeats what was heard only when it is short and holds no figure", () => {
    expect(notUnderstood("블라블라", "ko")).toContain("‘블라블라’");
    expect(notUnderstood("blah ".repeat(20), "en")).not.toContain("blah");
    expect(notUnderstood("code 4711", "en")).not.toMatch(/\d/);
  });
});
