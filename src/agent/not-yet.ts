// Wishes that are understood but not yet carried out: each answers honestly what is needed and what works today.
// A capability that brings a tool of the same name replaces its line here.

import { z } from "zod";
import { defineTool, type Tool } from "../capabilities/tool.ts";
import type { Card } from "../core/card/card.ts";
import { type Lang, say, type Words, words } from "../core/locale.ts";
import type { Effect } from "../core/roles.ts";

type Wish = {
  name: string;
  about: string;
  effect: Effect;
  action?: string;
  what: Words;
  needs: Words;
  today: Words;
};

const figures = words(
  "지금은 캠페인별 성과와 추이를 바로 보여 드릴 수 있어요.",
  "Today I can show results and trends by campaign.",
);
const changeNeeds = words(
  "매체 계정 연결, 한도 설정, 담당자의 승인 버튼이 갖춰져야 해요.",
  "It needs a connected ad account, spending limits and an approval button pressed by the right person.",
);

const wishes: readonly Wish[] = [
  {
    name: "create_campaign",
    about: "Draft a new campaign: product, media, budget, dates, audience as the person said them.",
    effect: "spend",
    action: "campaign.create",
    what: words("캠페인 만들기", "Creating campaigns"),
    needs: changeNeeds,
    today: words(
      "지금은 비슷한 캠페인의 지난 성과를 찾아 드릴 수 있어요.",
      "Today I can look up how similar campaigns did.",
    ),
  },
  {
    name: "edit_campaign",
    about:
      "Change a campaign: budget, bid, name, dates, targeting, landing page; duplicate, archive, delete, undo.",
    effect: "spend",
    action: "campaign.edit",
    what: words("캠페인 수정", "Changing campaigns"),
    needs: changeNeeds,
    today: words(
      "지금은 그 캠페인의 성과를 보여 드리고, 변경은 매체 관리자에서 하실 수 있어요.",
      "Today I can show that campaign's results; change it in the medium's own manager.",
    ),
  },
  {
    name: "pause_campaign",
    about: "Pause or resume campaigns, ad groups or ads.",
    effect: "write",
    action: "campaign.pause",
    what: words("캠페인 켜고 끄기", "Pausing and resuming"),
    needs: changeNeeds,
    today: words(
      "지금은 무엇을 멈출지 고르실 수 있게 성과를 비교해 드릴 수 있어요. 급하면 매체 관리자에서 멈춰 주세요.",
      "Today I can compare results so that you can choose what to stop; if it is urgent, pause it in the medium's manager.",
    ),
  },
  {
    name: "show_approvals",
    about: "Show waiting approval requests with their buttons. Words never approve or reject anything.",
    effect: "read",
    what: words("승인과 반려", "Approvals"),
    needs: words(
      "글로는 승인되지 않아요. 승인할 실행이 생기면 승인 카드가 오고, 담당자가 버튼을 눌러야 해요.",
      "Typing never approves anything. Once there are actions to approve, a card with buttons will arrive for the right person to press.",
    ),
    today: words("지금 기다리는 승인 요청은 없어요.", "No request is waiting now."),
  },
  {
    name: "budget_plan",
    about: "Plan or reallocate a budget over media or campaigns.",
    effect: "read",
    what: words("예산 배분 제안", "Budget planning"),
    needs: words(
      "캠페인별 반응 곡선을 추정할 만큼의 일별 성과가 필요하고, 계산은 준비 중이에요.",
      "It needs enough daily results to estimate response curves; that calculation is on its way.",
    ),
    today: words(
      "지금은 매체별·캠페인별 ROAS와 CPA를 비교해 드릴 수 있어요.",
      "Today I can compare ROAS and CPA by medium and campaign.",
    ),
  },
  {
    name: "audience",
    about: "Create, show or review an audience segment.",
    effect: "write",
    action: "audience.create",
    what: words("타겟·세그먼트 만들기", "Building audiences"),
    needs: words(
      "동의 받은 고객 목록과 매체 연결이 필요해요.",
      "It needs a customer list with consent and a connected medium.",
    ),
    today: words(
      "지금은 연령·성별·지역별 성과가 담긴 보고서라면 나눠서 보여 드릴 수 있어요.",
      "Today I can split results by age, gender or region when your reports hold them.",
    ),
  },
  {
    name: "generate_copy",
    about: "Write headlines, taglines or body text for a product.",
    effect: "write",
    action: "creative.write",
    what: words("광고 문구 쓰기", "Writing ad copy"),
    needs: words(
      "브랜드 가이드와 심의 기준이 함께 준비되어야 해요.",
      "It needs your brand guide and the review rules beside it.",
    ),
    today: figures,
  },
  {
    name: "generate_image",
    about: "Make an image for a product in a given format.",
    effect: "write",
    action: "creative.draw",
    what: words("광고 이미지 만들기", "Making ad images"),
    needs: words(
      "이미지 생성 모델과 브랜드 가이드가 필요해요.",
      "It needs an image model and your brand guide.",
    ),
    today: figures,
  },
  {
    name: "review_compliance",
    about: "Check a text or creative against law, medium policy and the brand guide.",
    effect: "read",
    what: words("광고 심의 검토", "Compliance review"),
    needs: words(
      "법령·매체 정책 기준이 등록되어야 하고, 그 전에는 괜찮다는 판정을 드릴 수 없어요.",
      "It needs the law and policy rules on file; until then I cannot tell you that a text is fine.",
    ),
    today: words(
      "지금은 게시 전에 담당자 검토를 받아 주세요.",
      "For now, have it checked by the person in charge before it runs.",
    ),
  },
  {
    name: "schedule_digest",
    about: "Send a report at a rhythm, or list and change such schedules.",
    effect: "write",
    action: "schedule.create",
    what: words("정기 보고 예약", "Scheduled reports"),
    needs: words(
      "보낼 방과 시각을 저장하는 예약 기능이 필요하고, 준비 중이에요.",
      "It needs stored schedules with a room and a time; they are on their way.",
    ),
    today: words(
      "지금은 물어보실 때마다 같은 요약을 바로 만들어 드릴 수 있어요.",
      "Today I can make the same summary whenever you ask.",
    ),
  },
  {
    name: "cancel_schedule",
    about: "End a scheduled report.",
    effect: "write",
    action: "schedule.cancel",
    what: words("정기 보고 취소", "Cancelling scheduled reports"),
    needs: words(
      "아직 저장된 예약이 없어서 취소할 것도 없어요.",
      "There are no stored schedules yet, so nothing to cancel.",
    ),
    today: figures,
  },
  {
    name: "show_roles",
    about: "Show who has which role and what each role may do.",
    effect: "read",
    what: words("역할과 권한 보기", "Showing roles"),
    needs: words(
      "팀원 목록 화면이 필요하고, 준비 중이에요.",
      "It needs the list of members, which is on its way.",
    ),
    today: words(
      "보기는 모두, 변경은 멤버 이상, 예산은 매니저 이상, 역할 변경은 관리자만 할 수 있어요.",
      "Everyone may look, members may change, managers may touch budgets, only admins may change roles.",
    ),
  },
  {
    name: "set_role",
    about: "Invite a person or change a role.",
    effect: "write",
    action: "workspace.set_role",
    what: words("초대와 역할 변경", "Inviting people and changing roles"),
    needs: words(
      "관리자가 버튼으로 확인하는 절차가 필요하고, 준비 중이에요.",
      "It needs an admin's confirmation by button, which is on its way.",
    ),
    today: words(
      "새 사람이 메시지를 보내면 관리자에게 역할을 고르는 카드가 가요.",
      "When a new person writes, admins get a card to choose their role.",
    ),
  },
];

/** One tool per wish; any arguments are taken as said. */
export const notYetTools: readonly Tool[] = wishes.map((wish) =>
  defineTool({
    name: wish.name,
    about: `${wish.about} Not carried out yet: answers what is needed.`,
    effect: wish.effect,
    startedBy: "words",
    ...(wish.action && { action: wish.action }),
    input: z.looseObject({}),
    run: ({ lang }) => Promise.resolve({ card: notYetCard(wish, lang), facts: { notYet: wish.name } }),
  }),
);

function notYetCard(wish: Wish, lang: Lang): Card {
  const lead =
    lang === "ko"
      ? `${say(lang, wish.what)}: 요청은 알아들었지만 아직 실행하지 않아요. 바뀐 것은 없어요.`
      : `${say(lang, wish.what)}: understood, but not carried out yet. Nothing was changed.`;
  return {
    lang,
    parts: [
      { kind: "text", tone: "lead", runs: [lead] },
      { kind: "text", tone: "plain", runs: [say(lang, wish.needs)] },
      { kind: "text", tone: "note", runs: [say(lang, wish.today)] },
    ],
  };
}
