// Modals in Slack: there at once, filled when it is known what they ask; sent once, with what is wrong at its field; closed without a trace.

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { act } from "../../../src/agent/act.ts";
import { buildAnswerer } from "../../../src/app.ts";
import { findApproval, listApprovals } from "../../../src/capabilities/approvals/approvals.ts";
import type { Ctx } from "../../../src/capabilities/context.ts";
import { findGuardrails } from "../../../src/capabilities/limits/limits.ts";
import { tools } from "../../../src/capabilities/registry.ts";
import type { Answerer } from "../../../src/chat/chat.ts";
import type { Db } from "../../../src/db/db.ts";
import { nameOnSlack, soon } from "../../chat/posting.ts";
import { personOf } from "../../chat/support.ts";
import { asOwner, closeTestDb, openTestDb, silentLog } from "../../support/database.ts";
import { openSlackApi, type SlackApi } from "../../support/slack-api.ts";
import type { SlackDriver } from "../../support/slack-driver.ts";
import type { ShownModal } from "../../support/slack-modals.ts";
import { joinWorkspace } from "../../support/workspace.ts";
import { press, self } from "./inbound/made-payloads.ts";
import { buttonsIn, makeTeam, openReplica, write } from "./support.ts";

const whole = buildAnswerer(silentLog);
/** Plans without pictures: drawing them is not what is looked at here. */
const answerer: Answerer = {
  ...whole,
  turn: (ctx, input) => whole.turn({ ...ctx, withoutCreatives: true }, input),
  act: (ctx, tool, input, ...more) => whole.act({ ...ctx, withoutCreatives: true }, tool, input, ...more),
};

let db: Db;
let api: SlackApi;
let admin: Ctx;
let slack: SlackDriver;
beforeAll(async () => {
  db = await openTestDb();
});
beforeEach(async () => {
  admin = await makeTeam(db);
  api = await openSlackApi(self);
  ({ slack } = await openReplica(db, api, answerer));
});
afterEach(() => api.close());
afterAll(() => closeTestDb(db));

type Post = SlackApi["sent"][number];
const asText = (view: unknown): string => JSON.stringify(view);
let presses = 0;

/** The newest post with a button of this label. */
async function posted(label: string): Promise<{ post: Post; value: string; action_id: string }> {
  const find = () =>
    api.sent
      .map((post) => ({ post, button: buttonsIn(post).find(({ text }) => text.text === label) }))
      .findLast(({ button }) => button);
  await expect.poll(find, soon).toBeDefined();
  const { post, button } = find() ?? {};
  if (!post || !button) throw new Error(`no button ${label}`);
  return { post, ...button };
}

/** Presses the button as Slack tells of it. @returns the trigger it came with */
async function open(label: string, user = "U1", trigger = api.modals.trigger()): Promise<string> {
  const { post, value, action_id } = await posted(label);
  const { channel, ts, thread_ts } = post;
  const container = { type: "message", message_ts: ts, channel_id: channel, ...(thread_ts && { thread_ts }) };
  const payload = press(
    {
      channel: { id: channel },
      container,
      message: { ts, ...(thread_ts && { thread_ts }) },
      trigger_id: trigger,
      user: { id: user, username: user, team_id: "T1" },
    },
    { action_id, value, action_ts: `1763802100.${String(++presses).padStart(6, "0")}` },
  );
  const { status } = await slack.interaction(payload);
  expect(status).toBe(200);
  return trigger;
}

/** The modal that stands open, once it says more than that it is coming. */
async function filled(): Promise<ShownModal> {
  await expect.poll(() => api.modals.open.at(-1)?.seen.length, soon).toBe(2);
  const modal = api.modals.open.at(-1);
  if (!modal) throw new Error("no modal");
  return modal;
}

type Element = {
  type: string;
  initial_value?: string;
  initial_option?: { value: string };
  initial_options?: { value: string }[];
};
type Input = { type: string; block_id: string; element: Element; label: { text: string } };

function inputsOf({ view }: ShownModal): Input[] {
  return (view["blocks"] as Input[]).filter(({ type }) => type === "input");
}

function stateOf(element: Element, value: string): Record<string, unknown> {
  if (element.type === "datepicker") return { type: "datepicker", selected_date: value || null };
  if (element.type === "static_select")
    return { type: "static_select", selected_option: value ? { value } : null };
  if (element.type === "checkboxes") {
    const selected_options = value.split(",").flatMap((one) => (one ? [{ value: one }] : []));
    return { type: "checkboxes", selected_options };
  }
  return { type: "plain_text_input", value: value || null };
}

/** Sends the modal with these fields. @returns what Slack is to do with it; nothing closes it */
async function submit(modal: ShownModal, typed: Record<string, string>, user = "U1") {
  const values = Object.fromEntries(
    inputsOf(modal).map(({ block_id, element }) => {
      const picked = element.initial_options?.map((one) => one.value).join(",");
      const stood = picked ?? element.initial_option?.value ?? element.initial_value ?? "";
      const value = typed[block_id] ?? stood;
      return [block_id, { value: stateOf(element, value) }];
    }),
  );
  const { view, id, hash } = modal;
  const response = await slack.interaction({
    type: "view_submission",
    api_app_id: "A1",
    team: { id: "T1" },
    user: { id: user, username: user, team_id: "T1" },
    trigger_id: api.modals.trigger(),
    view: { ...view, id, hash, state: { values } },
  });
  expect(response.status).toBe(200);
  const text = await response.text();
  const answer = (text === "" ? {} : JSON.parse(text)) as {
    response_action?: string;
    errors?: Record<string, string>;
    view?: unknown;
  };
  if (answer.response_action === undefined) api.modals.close(id);
  return answer;
}

const brief = { product: "여름 샌들 세일", budget: "300만원", media: "meta,naver", gender: "female" };

/** A plan that waits for approval, made by the modal of the brief. */
async function planned() {
  await write(api, slack, { text: "<@UBOT> 캠페인 양식으로 만들래" });
  await open("양식 열기");
  expect(await submit(await filled(), brief)).toEqual({});
  await expect.poll(async () => (await listApprovals(admin)).length, soon).toBe(1);
  const [asked] = await listApprovals(admin);
  if (!asked) throw new Error("nothing was asked for");
  await posted("반려");
  return asked;
}

describe("the brief of a campaign", () => {
  test("opens at once, before anything is known of it, and is filled then", async () => {
    await write(api, slack, { text: "<@UBOT> 캠페인 양식으로 만들래" });
    await open("양식 열기");
    const modal = await filled();

    expect(asText(modal.seen[0])).toContain("불러오는 중");
    expect(inputsOf(modal).map(({ block_id, element }) => `${block_id} ${element.type}`)).toEqual([
      "product plain_text_input",
      "budget plain_text_input",
      "period static_select",
      "objective static_select",
      "media checkboxes",
      "start datepicker",
      "end datepicker",
      "age plain_text_input",
      "gender static_select",
      "region plain_text_input",
      "audience plain_text_input",
      "url plain_text_input",
    ]);
    expect(modal.view).toMatchObject({ title: { text: "새 캠페인" }, submit: { text: "계획 만들기" } });
    expect(api.refused).toEqual([]);
  });

  test("names what is wrong at its fields, keeps nothing of it, and is a plan once it is right", async () => {
    await write(api, slack, { text: "<@UBOT> 캠페인 양식으로 만들래" });
    await open("양식 열기");
    const modal = await filled();
    const refused = await submit(modal, { ...brief, budget: "많이", url: "shop" });
    const kept = await asOwner(db, "select 1 from inbound where kind = 'click'");
    const taken = await submit(modal, brief);
    await expect.poll(async () => (await listApprovals(admin)).length, soon).toBe(1);

    expect(refused.response_action).toBe("errors");
    expect(Object.keys(refused.errors ?? {})).toEqual(["budget", "url"]);
    expect(refused.errors?.["budget"]).toContain("‘300만원’");
    expect(kept).toEqual([]);
    expect(taken).toEqual({});
    expect((await listApprovals(admin))[0]?.total).toEqual({ minor: "3000000", currency: "KRW" });
  });

  test("sent twice is one plan", async () => {
    await write(api, slack, { text: "<@UBOT> 캠페인 양식으로 만들래" });
    await open("양식 열기");
    const modal = await filled();
    await Promise.all([submit(modal, brief), submit(modal, brief)]);
    await posted("반려");
    await submit(modal, brief);

    expect(await asOwner(db, "select 1 from inbound where kind = 'click' and state <> 'dead'")).toHaveLength(
      1,
    );
    expect(await listApprovals(admin)).toHaveLength(1);
  });

  test("closed leaves nothing, and opens again", async () => {
    await write(api, slack, { text: "<@UBOT> 캠페인 양식으로 만들래" });
    await open("양식 열기");
    api.modals.close((await filled()).id);
    await open("양식 열기");
    const again = await filled();

    expect(await submit(again, brief)).toEqual({});
    await expect.poll(async () => (await listApprovals(admin)).length, soon).toBe(1);
  });

  test("is no one else's: whoever did not ask for it is told so in the modal", async () => {
    const other = await joinWorkspace(admin, "project_manager");
    await nameOnSlack(db, personOf(other), "T1/U2");
    await write(api, slack, { text: "<@UBOT> 캠페인 양식으로 만들래" });
    await open("양식 열기", "U2");

    expect(asText((await filled()).view)).toContain("이 버튼은 누를 수 없어요");
  });

  test("whose trigger ran out is told to its presser, with the words that do the same on the card", async () => {
    await write(api, slack, { text: "<@UBOT> 캠페인 양식으로 만들래" });
    const late = api.modals.trigger();
    api.modals.expire(late);
    const { post } = await posted("양식 열기");
    await open("양식 열기", "U1", late);
    await expect.poll(() => asText(api.whispered), soon).toContain("양식 창을 열지 못했어요");

    expect(post.text).toContain("글로도 돼요");
    expect(api.modals.open).toEqual([]);
  });
});

describe("a rejection", () => {
  test("asks why before it counts; the reason reaches who asked as a reason written later does", async () => {
    const asked = await planned();
    const manager = await joinWorkspace(admin, "project_manager");
    await nameOnSlack(db, personOf(manager), "T1/U2");
    await open("반려", "U2");
    const modal = await filled();
    const before = await findApproval(admin, asked.id);
    const answer = await submit(modal, { template: "budget", reason: "12월은 100만원까지만" }, "U2");
    await expect.poll(() => asText(api.sent), soon).toContain("사유대로 수정");

    expect(modal.view).toMatchObject({ title: { text: "반려" } });
    expect(before?.state).toBe("waiting");
    expect(answer).toEqual({});
    expect(await findApproval(admin, asked.id)).toMatchObject({
      state: "rejected",
      reason: "예산을 줄여 주세요. 12월은 100만원까지만",
    });
    expect(api.sent.map(({ text }) => text).join("\n")).toContain("사유: 예산을 줄여 주세요");
    expect(asText(api.sent)).not.toContain("이유를 남기려면");
  });

  test("that is cancelled rejects nothing", async () => {
    const asked = await planned();
    await open("반려");
    api.modals.close((await filled()).id);

    expect((await findApproval(admin, asked.id))?.state).toBe("waiting");
  });

  test("counts as it is where no modal opens, as before", async () => {
    const asked = await planned();
    api.refuse("views.open", "missing_scope");
    await open("반려");
    await expect.poll(async () => (await findApproval(admin, asked.id))?.state, soon).toBe("rejected");

    await expect.poll(() => api.sent.map(({ text }) => text).join("\n"), soon).toContain("이유를 남기려면");
  });

  test("of what was decided meanwhile is told so in the modal", async () => {
    const asked = await planned();
    const { planHash } = asked;
    await act(
      admin,
      tools,
      { tool: "decide_approval", input: { id: asked.id, planHash, decision: "reject" } },
      () => {},
    );
    await open("반려");

    expect(asText((await filled()).view)).toContain("반려됐어요");
  });
});

describe("a plan changed before it is approved", () => {
  test("is filled in as it stands and becomes a new version", async () => {
    const asked = await planned();
    await open("수정");
    const modal = await filled();
    const byName = Object.fromEntries(inputsOf(modal).map((one) => [one.block_id, one.element]));
    await submit(modal, { amount_meta: "100만원", amount_naver: "50만원" });
    await expect.poll(async () => (await findApproval(admin, asked.id))?.state, soon).toBe("superseded");

    expect(byName["amount_meta"]?.initial_value).toMatch(/^[\d,]+$/);
    const waiting = async () => (await listApprovals(admin)).find(({ state }) => state === "waiting")?.total;
    await expect.poll(waiting, soon).toEqual({ minor: "1500000", currency: "KRW" });
  });

  test("whose form is outdated says so, and keeps what was typed in a new form", async () => {
    const asked = await planned();
    await open("수정");
    const first = await filled();
    await open("수정");
    await expect.poll(() => api.modals.open.length, soon).toBe(2);
    const second = await filled();
    await submit(first, { amount_meta: "100만원", amount_naver: "" });
    await expect.poll(async () => (await findApproval(admin, asked.id))?.state, soon).toBe("superseded");
    const answer = await submit(second, { amount_meta: "77만원", amount_naver: "" });

    expect(answer.response_action).toBe("update");
    expect(asText(answer.view)).toMatch(/새 버전으로 바뀌어서[^]*새 양식/);
    await expect.poll(() => api.sent.map(({ text }) => text).join("\n"), soon).toContain("77만원");
  });
});

describe("limits", () => {
  test("open in a modal from the card that shows them, and are set by it", async () => {
    await write(api, slack, { text: "<@UBOT> 한도 보여줘" });
    await open("양식으로 바꾸기");
    const modal = await filled();
    const wrong = await submit(modal, { cap_day: "-5" });
    await submit(modal, { cap_day: "50만원" });
    await expect.poll(async () => (await findGuardrails(admin)).cap_day?.minor, soon).toBe("500000");

    expect(modal.view).toMatchObject({ title: { text: "한도와 자율 단계" }, submit: { text: "한도 저장" } });
    expect(Object.keys(wrong.errors ?? {})).toEqual(["cap_day"]);
    expect(api.refused).toEqual([]);
  });
});
