// Why a comparison leaves accounts out, and what its changes are taken over instead.

import type { Run } from "../../../core/card/text.ts";
import { type Words, words } from "../../../core/locale.ts";
import type { Quantity } from "../../../core/quantity.ts";
import { josa } from "../../../language/josa.ts";
import { type Answer, scopeOf } from "../answer.ts";
import type { Side } from "../coverage.ts";
import { daysOf, type Unlike } from "../like-accounts.ts";
import { comparedNames, likeNames } from "./compared.ts";

/** One note: each reason with its accounts, then what that means for the changes. */
export function unlikeNote(answer: Answer): Run[] {
  const { unlike } = answer.compared;
  const byReason = [...Map.groupBy(unlike, ({ why }) => why).values()];
  return [...byReason.flatMap((group) => [...reason(answer, group), " "]), closing(answer)[answer.lang]];
}

function reason(answer: Answer, group: readonly Unlike[]): Run[] {
  const { lang } = answer;
  const names = comparedNames(
    answer,
    group.map(({ chosen }) => chosen.account),
    lang,
  );
  const [first] = group;
  if (first?.why !== "days") return [missing(names, first?.why === "no_now")[lang]];
  if (group.length > 1) {
    const some = `${josa(names, "은/는")} 데이터가 있는 날이 두 기간에서 서로 달라요.`;
    return [words(some, `Days with data differ between the periods for ${names}.`)[lang]];
  }
  const [now, before] = [daysQuantity(answer, first, "now"), daysQuantity(answer, first, "before")];
  return lang === "ko"
    ? [`${josa(names, "은/는")} 데이터가 있는 날이 달라요(`, now, "일, 비교 기간 ", before, "일)."]
    : [`Days with data differ for ${names} (`, now, " here, ", before, " in the period compared with)."];
}

function missing(names: string, now: boolean): Words {
  return now
    ? words(
        `${josa(names, "은/는")} 비교 기간에만 데이터가 있어요.`,
        `There are data for ${names} in the period compared with only.`,
      )
    : words(
        `${josa(names, "은/는")} 비교 기간에 데이터가 없어요.`,
        `There are no data for ${names} in the period compared with.`,
      );
}

function daysQuantity(answer: Answer, { chosen }: Unlike, side: Side): Quantity {
  const { medium, name: account } = chosen.account;
  const scope = scopeOf(answer, side, { medium, account });
  return { value: daysOf(chosen, side), unit: "count", metric: "days", scope, queryId: answer.queryId };
}

function closing(answer: Answer): Words {
  const { compared, request } = answer;
  if (request.kind === "trend")
    return words(
      "그래서 비교 기간은 함께 그리지 않았어요.",
      "The period compared with is therefore not drawn beside it.",
    );
  if (compared.like.length === 0)
    return words(
      "그래서 두 기간의 변화는 계산하지 않았어요.",
      "No change between the periods is therefore given.",
    );
  const out = compared.unlike.map(({ chosen }) => chosen.account);
  const [ko, en] = [comparedNames(answer, out, "ko"), comparedNames(answer, out, "en")];
  return words(
    `변화는 ${josa(ko, "을/를")} 빼고 ${likeNames(answer, "ko")}만으로 계산했어요.`,
    `Changes leave out ${en} and are taken over ${likeNames(answer, "en")} only.`,
  );
}
