// Data are there, but not in the shape the question needs: which shape they have, and what can be asked instead.

import type { Card } from "../../../core/card/card.ts";
import { type Lang, words } from "../../../core/locale.ts";
import type { Dim, MarketingQuery } from "../../../core/query.ts";
import { josa } from "../../../language/josa.ts";
import type { LeftOut } from "../choose-view.ts";
import { periodWords } from "../period-words.ts";
import type { Request } from "../request.ts";
import { declineCard, periodChoices } from "./question.ts";
import { byDim, dimLabels } from "./words.ts";

const timeDims: readonly Dim[] = ["day", "week", "month", "year", "weekday", "day_type"];

export function lackingCard(
  leftOut: readonly LeftOut[],
  query: MarketingQuery,
  request: Request,
  lang: Lang,
  today: Temporal.PlainDate,
): Card {
  const windows = leftOut.flatMap((one) => one.windows);
  const lacks = leftOut.find((one) => one.lacks)?.lacks;
  if (lacks === "hour") return declineCard(lang, noHours, [], instead(request, lang));
  const spans = (of: Lang): string =>
    [...new Set(windows.map((window) => periodWords(window, of, today.year)))].slice(0, 3).join(", ");
  if (lacks && timeDims.includes(lacks) && windows.length > 0) {
    const text = words(
      `${spans("ko")} 합계만 있는 보고서라 ${josa(dimLabels[lacks].ko, "으로/로")} 나눌 수 없어요. 일별 보고서를 올리면 볼 수 있어요.`,
      `The report only has sums over ${spans("en")}, so it cannot be split by ${dimLabels[lacks].en.toLowerCase()}. Drop a daily report to see it.`,
    );
    return declineCard(
      lang,
      text,
      periodChoices({ ...query, kind: "total", dimensions: [] }, windows, lang, today),
    );
  }
  if (!lacks && windows.length > 0) {
    const text = words(
      `${spans("ko")} 합계만 있는 보고서라 이 기간으로 자를 수 없어요.`,
      `The report only has sums over ${spans("en")}; it cannot be cut to this period.`,
    );
    return declineCard(lang, text, periodChoices(query, windows, lang, today));
  }
  const dim = lacks ?? "campaign";
  const text = words(
    `저장된 데이터는 ${josa(dimLabels[dim].ko, "으로/로")} 나뉘어 있지 않아요. ${byDim(dim, "ko")} 보고서를 올리면 볼 수 있어요.`,
    `The stored data are not split by ${dimLabels[dim].en.toLowerCase()}. Drop a report ${byDim(dim, "en")} to see it.`,
  );
  return declineCard(lang, text, [], instead(request, lang));
}

const noHours = words(
  "시간대별 데이터가 없어요. 매체에서 시간대별 보고서를 내려받아 올리면 볼 수 있어요.",
  "There are no hourly data. Drop an hourly report of the medium to see them.",
);

function instead({ span }: Request, lang: Lang): string[] {
  const when = span.label[lang];
  return lang === "ko"
    ? [`${when} 실적 어땠어?`, `${when} 매체별로 보여줘`]
    : [`How did ${when} go?`, `Show ${when} by medium`];
}
