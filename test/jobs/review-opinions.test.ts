// The opinion of a language model on a review: the rules' card first, then the same card with what the model adds, once, or with a line that
// none came. The model here is a function; its wire is tested in test/agent/judging.test.ts.

import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { newCall } from "../../src/agent/model-call.ts";
import { buildAnswerer } from "../../src/app.ts";
import {
  keepGiven,
  type OpinionAsked,
  type OpinionRequest,
  OPINIONS,
  reviewAndKeep,
} from "../../src/capabilities/compliance/compliance.ts";
import type { Ctx } from "../../src/capabilities/context.ts";
import { openDemo } from "../../src/capabilities/workspace/workspace.ts";
import { verifyLedger } from "../../src/capabilities/write.ts";
import { type Answerer, type Chat, type Messenger, openChat, type Parcel } from "../../src/chat/chat.ts";
import { ask } from "../../src/chat/ask.ts";
import { cardText } from "../../src/core/card/plain/plain.ts";
import { type Db, withTx } from "../../src/db/db.ts";
import { openClaimLoop } from "../../src/db/claim-loop.ts";
import { noticeWork } from "../../src/jobs/approval-notices.ts";
import { opinionWork } from "../../src/jobs/review-opinions.ts";
import { makeGate } from "../chat/made-answerer.ts";
import { labelsOf, nameOnSlack, tokenOf } from "../chat/posting.ts";
import { makePlace, personOf, until } from "../chat/support.ts";
import { asOwner, closeTestDb, openTestDb, silentLog } from "../support/database.ts";
import { fixedNow, makeWorkspace } from "../support/workspace.ts";

let db: Db;
beforeAll(async () => {
  db = await openTestDb();
});
afterAll(() => closeTestDb(db));

type Judge = NonNullable<Answerer["judge"]>;

/** Plain on purpose, so that no rule of today or tomorrow fires on it. */
const CLEAN = "이 문구 검수해줘: 동네 서점입니다. 오늘도 문을 열었어요. 책상과 의자가 있어요.";
const QUOTED = "책상과 의자가 있어요";
const RULE = "kr.fla.false-exaggerated";
const objects = (words = QUOTED): unknown => ({
  findings: [{ text: 1, rule: RULE, words, severity: "fix" }],
  rewrites: [],
});

/** @param answer what the model says to each asking */
function judging(
  answer: (request: OpinionRequest) => ReturnType<Judge["ask"]>,
  asked: OpinionRequest[] = [],
): Judge {
  return {
    model: "made/model",
    prompt: "review-judge@1 sha256:0",
    ask: (_, request) => {
      asked.push(request);
      return answer(request);
    },
  };
}

const says = (value: unknown) => (): ReturnType<Judge["ask"]> =>
  Promise.resolve({ value, calls: [{ ...newCall("made/model"), inputTokens: 11, outputTokens: 7 }] });

/** The product with this judge; `asks: false` for one that only stores what is to be asked. */
async function openJudged(
  judge: Judge,
  { asks = true, messengers = {} }: { asks?: boolean; messengers?: Record<string, Messenger> } = {},
): Promise<Chat> {
  const now = (): Temporal.Instant => fixedNow;
  const chat = await openChat({
    db,
    log: silentLog,
    now,
    answerer: { ...buildAnswerer(silentLog), judge },
    messengers,
    works: [
      noticeWork({ db, log: silentLog, now }),
      ...(asks ? [opinionWork({ db, log: silentLog, now, judge })] : []),
    ],
  });
  onTestFinished(() => chat.close(0));
  return chat;
}

async function firm() {
  const ctx = await makeWorkspace(db, { now: fixedNow });
  return { ctx, place: makePlace(ctx) };
}

const textOf = (cards: readonly { card: Parameters<typeof cardText>[0] }[]): string =>
  cards.map(({ card }) => cardText(card)).join("\n");

/** The first answer to `text`, and the same once it awaits nothing. */
async function asked(chat: Chat, place: Parameters<Chat["send"]>[0], text = CLEAN) {
  const { inboundId } = await chat.send(place, { key: randomUUID(), text, lang: "ko" });
  const first = await until(() => chat.answerTo(place, inboundId));
  const settled = (): Promise<string> =>
    until(async () => {
      const answer = await chat.answerTo(place, inboundId);
      const now = textOf(answer?.cards ?? []);
      return now.includes("더 보고 있어요") ? undefined : now;
    });
  return { inboundId, first: textOf(first.cards), settled };
}

describe("the opinion of a model", () => {
  test("comes behind the rules' card, on the same card, marked as a model's", async () => {
    const gate = makeGate();
    const { place } = await firm();
    const chat = await openJudged(judging(async () => (await gate.passed, says(objects())())));

    const { first, settled } = await asked(chat, place);
    gate.open();
    const then = await settled();

    expect(first).toContain("검토 의견: 걸리는 곳이 없어요");
    expect(first).toContain("언어 모델이 같은 문구를 더 보고 있어요");
    expect(then).toContain("모델 의견: 고치는 편이 좋아요");
    expect(then).toContain(`‘${QUOTED}’`);
    expect(then).toContain("표시·광고의 공정화에 관한 법률 3①1");
    expect(then).toContain("made/model · review-judge@1");
    expect(then).not.toContain("걸리는 곳이 없어요");
  });

  test("is told to an open page", async () => {
    const gate = makeGate();
    const { place } = await firm();
    const chat = await openJudged(judging(async () => (await gate.passed, says(objects())())));
    const redrawn: string[] = [];
    onTestFinished(chat.redrawn(place, (id) => redrawn.push(id)));

    const { inboundId } = await asked(chat, place);
    gate.open();

    expect(await until(async () => redrawn[0])).toBe(inboundId);
  });

  test("is recorded with model, prompt, cost and a row of the ledger; the words asked about are not kept twice", async () => {
    const { ctx, place } = await firm();
    const chat = await openJudged(judging(says(objects())));

    await (await asked(chat, place)).settled();

    const here = `workspace_id = '${ctx.workspaceId}'`;
    const [given] = await asOwner<{ model: string; prompt: string }>(
      db,
      `select * from review_opinion where ${here}`,
    );
    expect(given).toMatchObject({ model: "made/model", prompt: "review-judge@1 sha256:0" });
    expect(await asOwner(db, `select model, prompt from review where ${here}`)).toEqual([
      { model: "made/model", prompt: "review-judge@1 sha256:0" },
    ]);
    expect(
      await asOwner(
        db,
        `select c.model, c.input_tokens from model_call c join turn t on t.id = c.turn_id where c.${here} and c.model = 'made/model'`,
      ),
    ).toEqual([{ model: "made/model", input_tokens: 11 }]);
    expect(
      await asOwner(db, `select action from ledger where ${here} and action = 'review.opinion'`),
    ).toHaveLength(1);
    expect(await asOwner(db, `select asked, state from ${OPINIONS} where ${here}`)).toEqual([
      { asked: null, state: "done" },
    ]);
    expect((await verifyLedger(ctx)).state).toBe("whole");
  });

  test.each([
    ["fails", async () => ({ trouble: "limited" as const, calls: [] }), "사용 한도에 걸려"],
    ["is late", async () => ({ trouble: "late" as const, calls: [] }), "제때 답하지 않아"],
    ["is no answer", says([1, 2, 3]), "문제가 생겨"],
  ])("that %s is said to be missing, and the rules stand", async (_, answer, why) => {
    const { place } = await firm();
    const chat = await openJudged(judging(answer));

    const then = await (await asked(chat, place)).settled();

    expect(then).toContain("모델 판단 없음");
    expect(then).toContain(why);
    expect(then).toContain("검토 의견: 걸리는 곳이 없어요");
  });

  test("is nobody's where no model is configured: nothing is asked, stored or said of it", async () => {
    const { ctx, place } = await firm();
    const answerer = buildAnswerer(silentLog);
    const chat = await openChat({ db, log: silentLog, now: () => fixedNow, answerer });
    onTestFinished(() => chat.close(0));

    const { first } = await asked(chat, place);

    expect(answerer.judge).toBeUndefined();
    expect(first).not.toMatch(/모델/);
    expect(await asOwner(db, `select 1 from ${OPINIONS} where workspace_id = '${ctx.workspaceId}'`)).toEqual(
      [],
    );
  });

  test("that was waiting when the model was taken away is said to be missing", async () => {
    const { place } = await firm();
    const chat = await openJudged(judging(says(objects())), { asks: false });
    const { settled } = await asked(chat, place);

    const without = await openClaimLoop(db, [opinionWork({ db, log: silentLog, now: () => fixedNow })], {
      log: silentLog,
    });
    onTestFinished(() => without.close(0));

    expect(await settled()).toContain("언어 모델이 설정되어 있지 않아");
  });
});

describe("over replicas", () => {
  test("a card is edited once, whichever of three asks", async () => {
    const { ctx, place } = await firm();
    const requests: OpinionRequest[] = [];
    const judge = judging(says(objects()), requests);
    const chats = [await openJudged(judge), await openJudged(judge), await openJudged(judge)];

    await (await asked(chats[0]!, place)).settled();

    expect(requests).toHaveLength(1);
    expect(
      await asOwner(
        db,
        `select 1 from ledger where action = 'review.opinion' and workspace_id = '${ctx.workspaceId}'`,
      ),
    ).toHaveLength(1);
  });

  test("whoever takes over from a replica that died while it asked asks again, and the dead one edits nothing", async () => {
    const { ctx, place } = await firm();
    const gate = makeGate();
    const begun = makeGate();
    const dying = judging(async () => (begun.open(), await gate.passed, says(objects("동네 서점"))()));
    const chat = await openJudged(judging(says({})), { asks: false });
    const dead: Db = {
      ...db,
      run: (as, ...call) =>
        as.role === "co9ma_system" && as.job === "claim.keep" ? new Promise(() => {}) : db.run(as, ...call),
    };
    const first = await openClaimLoop(
      dead,
      [opinionWork({ db: dead, log: silentLog, now: () => fixedNow, judge: dying })],
      {
        log: silentLog,
      },
    );
    const { settled } = await asked(chat, place);
    await begun.passed;

    await asOwner(
      db,
      `update ${OPINIONS} set lease_until = now() - interval '1 minute', next_at = now() - interval '1 minute'
       where workspace_id = '${ctx.workspaceId}'`,
    );
    const next = await openClaimLoop(
      db,
      [opinionWork({ db, log: silentLog, now: () => fixedNow, judge: judging(says(objects())) })],
      { log: silentLog },
    );
    onTestFinished(() => next.close(0));
    const then = await settled();
    gate.open();
    await first.close(500);

    expect(then).toContain(`‘${QUOTED}’`);
    expect(await settled()).not.toContain("‘동네 서점’");
    expect(
      await asOwner(
        db,
        `select 1 from ledger where action = 'review.opinion' and workspace_id = '${ctx.workspaceId}'`,
      ),
    ).toHaveLength(1);
  });
});

/** The product with a Slack that keeps every parcel, and the person's direct room there. */
async function onSlack(ctx: Ctx, judge: Judge, posts: Parcel[]) {
  const personId = personOf(ctx);
  const id = `T1/U${personId.slice(-8)}`;
  await nameOnSlack(db, personId, id);
  const slack: Messenger = async (parcel) => ({ ref: `C1:${posts.push(parcel)}` });
  const chat = await openJudged(judge, { messengers: { slack } });
  const at = { platform: "slack", roomRef: `@${id}`, threadRef: "" };
  return { chat, place: { workspaceId: ctx.workspaceId, personId, ...at } };
}

describe("where answers are posted", () => {
  test("the post is edited in its place, once", async () => {
    const { ctx } = await firm();
    const posts: Parcel[] = [];
    const { chat, place } = await onSlack(ctx, judging(says(objects())), posts);

    const { settled } = await asked(chat, place);
    await settled();
    const edit = await until(async () => posts.find((one) => one.edit));

    expect(posts[0]?.edit).toBeUndefined();
    expect(edit.edit?.message).toBe("C1:1");
    expect(cardText(edit.card)).toContain("모델 의견: 고치는 편이 좋아요");
    expect(cardText(edit.card)).toContain("한국 기준과 매체 정책으로 검토했어요");
    expect(cardText(edit.edit!.alone!)).not.toContain("한국 기준");
    expect(posts.filter((one) => one.edit)).toHaveLength(1);
  });
});

describe("in a terminal", () => {
  test("the answer is told again when its opinion is there", async () => {
    const chat = await openJudged(judging(says(objects())));
    await openDemo(db, { now: fixedNow, zone: "Asia/Seoul" });
    const told: string[] = [];
    for await (const event of ask(chat, "Asia/Seoul", { question: CLEAN, files: [], lang: "ko" }))
      if (event.kind === "end" || event.kind === "redrawn") told.push(`${event.kind} ${textOf(event.cards)}`);

    expect(told.map((one) => one.split(" ")[0])).toEqual(["end", "redrawn"]);
    expect(told[1]).toContain("모델 의견: 고치는 편이 좋아요");
  });
});

const brief =
  "여름 샌들 세일 캠페인 만들어줘, 300만원, 다음 달 1일부터 2주, 20대 여성, 인스타랑 네이버, url은 https://shop.co.kr/sandals";

describe("in the approval flow", () => {
  test("a decision waits for no model, and what the model adds later brings no button back", async () => {
    const gate = makeGate();
    const posts: Parcel[] = [];
    const { ctx } = await firm();
    const { chat, place } = await onSlack(
      ctx,
      judging(async ({ texts }) => {
        await gate.passed;
        const words = texts[0]?.words.slice(0, 6) ?? "";
        return says({ findings: [{ text: 1, rule: "kr.fla.false-exaggerated", words }], rewrites: [] })();
      }),
      posts,
    );

    const { inboundId } = await chat.send(place, { key: randomUUID(), text: brief, lang: "ko" });
    const first = await until(() => chat.answerTo(place, inboundId));
    const token = tokenOf(first.cards as Parcel[], "반려");
    const pressed = await chat.press(place, { key: randomUUID(), token });
    await until(() => chat.answerTo(place, pressed.inboundId));
    const settled = await until(async () => posts.find(({ edit }) => edit?.settled));
    gate.open();
    const edit = await until(async () => posts.find((one) => one.edit?.alone));

    expect(textOf(first.cards)).toContain("더 보고 있어요");
    expect(settled.edit?.settled?.line).toContain("반려");
    expect(labelsOf(edit)).toEqual([]);
    expect(cardText(edit.card)).toContain("반려");
    expect(cardText(edit.card)).toContain("모델 의견: 고치는 편이 좋아요");
  });

  test("what was said of the same version is shown at once, and asked no second time", async () => {
    const { ctx } = await firm();
    const later: OpinionAsked[] = [];
    const by = { model: "made/model", prompt: "review-judge@1 sha256:0" };
    const here = { ...ctx, judge: { ...by, later: (one: OpinionAsked) => void later.push(one) } };
    const texts = [{ label: "", text: "동네 서점입니다.", runsOn: "other", field: "body" }];
    const of = { kind: "plan", subject: randomUUID(), version: 1, label: "서점", texts } as const;
    const asking = { ...of, trade: "other", jurisdictions: ["KR"], lang: "ko" } as const;

    const first = await reviewAndKeep(here, asking);
    const given = { findings: [], rewrites: [] };
    await withTx(ctx, (tx) => keepGiven(tx, ctx, { reviewId: first.id, by, given }));
    const again = await reviewAndKeep(here, asking);
    const other = { ...here, judge: { ...here.judge, prompt: "review-judge@2 sha256:1" } };
    const byOther = await reviewAndKeep(other, asking);
    const without = await reviewAndKeep(ctx, asking);

    expect(first.opinion).toEqual({ state: "waiting" });
    expect(again.opinion).toEqual({ state: "given", by, given });
    expect(byOther.opinion).toEqual({ state: "waiting" });
    expect(without.opinion).toBeUndefined();
    expect(later.map(({ reviewId }) => reviewId)).toEqual([first.id, first.id]);
  });
});
