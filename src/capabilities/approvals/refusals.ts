// Why a decision does not count, with the next step.

import { momentIn } from "../../core/card/plain/sources.ts";
import { Failure } from "../../core/failure.ts";
import { type Words, words } from "../../core/locale.ts";
import type { Ctx } from "../context.ts";
import type { Refusal } from "./rules.ts";
import type { Approval } from "./stored.ts";

export function changed(): Failure {
  return new Failure("conflict", "the plan changed since", {
    say: words(
      "그사이 내용이 바뀌어서 이 카드로는 승인할 수 없어요.",
      "It was changed since, so this card approves nothing.",
    ),
    next: words(
      "새 카드에서 바뀐 내용을 확인하고 결정해 주세요.",
      "Look at the changes on the new card and decide there.",
    ),
  });
}

export function onlySuggested(): Failure {
  return new Failure("forbidden", "the autonomy level is suggest", {
    say: words(
      "이 작업은 ‘제안만’ 단계라 실행하지 않아요.",
      "This kind of action is set to “suggest only”, so it is not carried out.",
    ),
    next: words(
      "관리자가 ‘승인 후 실행’으로 바꾸면 승인할 수 있어요.",
      "It can be approved once an admin sets it to “act on approval”.",
    ),
  });
}

const refusals: Readonly<Record<Refusal, { say: Words; next: Words }>> = {
  role: {
    say: words("이 요청은 지금 역할로 결정할 수 없어요.", "Your role does not decide this request."),
    next: words("매니저나 관리자에게 부탁해 주세요.", "Please ask a manager or an admin."),
  },
  own: {
    say: words(
      "금액이 커서 요청한 사람이 스스로 승인할 수 없어요.",
      "The amount is too large for the requester to approve alone.",
    ),
    next: words("다른 매니저나 관리자가 승인해 주세요.", "Another manager or admin has to approve it."),
  },
  twice: {
    say: words(
      "이미 승인하셨어요. 다른 한 사람의 승인이 더 필요해요.",
      "You have approved it already; one more person has to.",
    ),
    next: words("다른 매니저나 관리자에게 부탁해 주세요.", "Please ask another manager or admin."),
  },
  reason: {
    say: words(
      "혼자 결정하는 워크스페이스라 승인하는 이유가 필요해요.",
      "You decide alone here, so it needs a written reason.",
    ),
    next: words(
      "이유를 적어 다시 승인해 주세요. 예: ‘승인 사유: 시즌 세일 시작’",
      "Approve again with a reason.",
    ),
  },
  too_early: {
    say: words(
      "혼자 결정하는 큰 금액은 요청하고 한 시간 뒤부터 승인할 수 있어요.",
      "A large amount decided alone can be approved one hour after it was asked for.",
    ),
    next: words("조금 뒤에 다시 승인해 주세요.", "Approve it again a little later."),
  },
  expired: {
    say: words(
      "승인 기한이 지났어요. 아무것도 실행하지 않았어요.",
      "Its time to be approved is over; nothing was done.",
    ),
    next: words(
      "같은 요청을 다시 보내 새 카드를 받아 주세요.",
      "Send the request again to get a fresh card.",
    ),
  },
};

export function refused(
  refusal: Refusal,
  { needs }: Pick<Approval, "needs"> = { needs: anyNeeds },
  { zone }: Pick<Ctx, "zone"> = { zone: "UTC" },
): Failure {
  const { say, next } = refusals[refusal];
  const code = refusal === "expired" ? "limit" : "forbidden";
  if (refusal !== "too_early" || !needs.notBefore)
    return new Failure(code, `refused: ${refusal}`, { say, next });
  const at = momentIn(zone, needs.notBefore);
  return new Failure(code, `refused: ${refusal}`, {
    say,
    next: words(`${at}부터 승인할 수 있어요.`, `It can be approved from ${at} on.`),
  });
}

const anyNeeds: Approval["needs"] = { roles: [], people: 1, other: false, reason: false };

export function halted(): Failure {
  return new Failure("limit", "everything automatic is halted", {
    say: words(
      "지금은 모든 자동 실행이 멈춰 있어서 승인하지 않았어요.",
      "Everything automatic is halted now, so this was not approved.",
    ),
    next: words(
      "관리자가 멈춤을 풀면 다시 승인해 주세요. 일시정지와 예산 낮추기는 지금도 할 수 있어요.",
      "Approve it again once an admin lets automation go on. Pausing and lowering budgets work even now.",
    ),
  });
}

export function noSuch(): Failure {
  return new Failure("not_found", "no such approval", {
    say: words("그런 승인 요청이 없어요.", "There is no such request."),
    next: words(
      "‘승인할 것 보여줘’로 기다리는 요청을 볼 수 있어요.",
      "Say “show what waits for approval” to see what is open.",
    ),
  });
}
