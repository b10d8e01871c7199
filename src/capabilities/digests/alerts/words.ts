// What is amiss, in words: the first line of a message, what it was compared with, how sure that is. Figures stay quantities.

import type { Run } from "../../../core/card/text.ts";
import { type Lang, say, type Words, words } from "../../../core/locale.ts";
import { mediumLabels } from "../../../core/medium.ts";
import { type Metric, metrics } from "../../../core/metric.ts";
import { periodOf } from "../../../core/time.ts";
import { josa } from "../../../language/josa.ts";
import { periodWords } from "../../performance/performance.ts";
import type { AlertKind, Seen, Watch } from "./rules.ts";

export const kindLabels: Readonly<Record<AlertKind, Words>> = {
  tracking: words("전환 추적 멈춤", "Conversion tracking dead"),
  budget: words("예산 초과", "Budget overrun"),
  rejected: words("매체 반려", "Ads turned down"),
  no_conversions: words("전환 없는 지출", "Spend without conversions"),
  missing: words("데이터 누락", "Data missing"),
  threshold: words("기준 넘음", "A limit passed"),
};

export type Page = { lang: Lang; today: Temporal.PlainDate };

/** 메타 · ‘포근이불 신규고객’ */
export function subjectWords({ about }: Pick<Seen, "about">, lang: Lang): string {
  const { medium, campaign } = about;
  const named = [medium && say(lang, mediumLabels[medium]), campaign && quoted(campaign, lang)];
  return named.filter((one) => one !== undefined).join(" · ");
}

function quoted(text: string, lang: Lang): string {
  return lang === "ko" ? `‘${text}’` : `“${text}”`;
}

function daysOf({ period }: Pick<Seen, "period">, { lang, today }: Page): string {
  return period ? periodWords(periodOf(period), lang, today.year) : "";
}

/** @returns runs whose figures are quantities */
export function leadRuns(seen: Seen, page: Page): Run[] {
  const { lang } = page;
  const who = subjectWords(seen, lang);
  const on = daysOf(seen, page);
  const { now, against } = seen;
  const say_ = (ko: Run[], en: Run[]): Run[] => (lang === "ko" ? ko : en);
  const head = who === "" ? "" : `${who} `;
  switch (seen.kind) {
    case "threshold":
      return thresholdRuns(seen, page);
    case "tracking":
      return say_(
        [
          `${head}전환이 거의 끊겼어요. ${on}에 `,
          now ?? "",
          "건이에요. 평소라면 ",
          against ?? "",
          "건쯤이에요.",
        ],
        [
          `${head}conversions have nearly stopped: `,
          now ?? "",
          ` on ${on}, where about `,
          against ?? "",
          " are usual.",
        ],
      );
    case "no_conversions":
      return say_(
        [
          `${who}에 ${on} `,
          seen.beside[0] ?? "",
          "을 썼는데 전환이 없어요. 평소라면 ",
          against ?? "",
          "건쯤이에요.",
        ],
        [
          `${who} spent `,
          seen.beside[0] ?? "",
          ` on ${on} without a conversion, where about `,
          against ?? "",
          " are usual.",
        ],
      );
    case "budget":
      return budgetRuns(seen, page);
    case "missing":
      return say_(
        [
          `${seen.about.account ?? who} 데이터가 `,
          now ?? "",
          `일째 들어오지 않았어요. 마지막 날짜는 ${on}이에요.`,
        ],
        [`No data of ${seen.about.account ?? who} for `, now ?? "", ` days; the last day is ${on}.`],
      );
    case "rejected":
      return say_(
        [`${head}심사에서 반려된 소재가 `, now ?? "", "개 있어요."],
        [`${who} turned down `, now ?? "", " of the ads."],
      );
  }
}

function thresholdRuns(seen: Seen, page: Page): Run[] {
  const { lang } = page;
  const { now, against } = seen;
  const who = subjectWords(seen, lang);
  const on = daysOf(seen, page);
  const label = now ? say(lang, metrics[now.metric as Metric].label) : "";
  const isOver = (now?.value ?? Infinity) > (against?.value ?? 0);
  if (lang === "ko") {
    const what = `${who === "" ? "" : `${who} `}${label}`;
    if (now?.value === null)
      return [
        `${josa(what, "을/를")} 낼 수 없어요: ${on}에 전환이 없는데 광고비가 정하신 `,
        against ?? "",
        "을 넘었어요.",
      ];
    return [
      `${josa(what, "이/가")} ${on} `,
      now ?? "",
      "로, 정하신 ",
      against ?? "",
      isOver ? "보다 높아요." : "보다 낮아요.",
    ];
  }
  const what = `${who === "" ? "" : `${who}: `}${label}`;
  if (now?.value === null)
    return [`${what} cannot be formed: no conversion on ${on}, while spend passed your `, against ?? "", "."];
  return [`${what} is `, now ?? "", ` on ${on}, ${isOver ? "above" : "below"} your `, against ?? "", "."];
}

function budgetRuns(seen: Seen, page: Page): Run[] {
  const { lang } = page;
  const { now, against, compared } = seen;
  const who = subjectWords(seen, lang);
  const on = daysOf(seen, page);
  const name =
    {
      cap_day: words("하루 한도", "the daily cap"),
      cap_month: words("한 달 한도", "the monthly cap"),
    }[compared as string] ?? words("일 예산", "its daily budget");
  const isWeek = compared === "daily_budget" && seen.period?.from !== seen.period?.to;
  const times = isWeek ? words("일 예산 7일치", "seven days of its budget") : name;
  const what = who === "" ? words("전체 광고비", "Total spend") : words(`${who} 광고비`, `${who} spend`);
  return lang === "ko"
    ? [`${what.ko}가 ${on} `, now ?? "", `로, ${times.ko} `, against ?? "", "을 넘었어요."]
    : [`${what.en} is `, now ?? "", ` on ${on}, past ${times.en} of `, against ?? "", "."];
}

/** How sure it is, and what it rests on. */
export function sureWords({ sure, chance, kind }: Seen): Words {
  if (kind === "missing")
    return words("확실해요: 들어온 보고서를 세었어요.", "Certain: reports that came in were counted.");
  if (kind === "rejected") return words("확실해요: 매체가 그렇게 답했어요.", "Certain: the medium says so.");
  if (sure === "stated" || chance === undefined)
    return words(
      "보고된 금액 그대로예요. 통계로 짐작한 것이 아니에요.",
      "As reported; nothing of it is estimated.",
    );
  const odds = oddsOf(chance);
  return sure === "very"
    ? words(
        `거의 확실해요: 우연히 이럴 가능성은 ${odds.ko}예요.`,
        `Nearly certain: by chance alone this comes ${odds.en}.`,
      )
    : words(
        `꽤 확실해요: 우연히 이럴 가능성은 ${odds.ko}예요.`,
        `Fairly certain: by chance alone this comes ${odds.en}.`,
      );
}

function oddsOf(chance: number): Words {
  if (chance < 1e-4) return words("만 번에 한 번도 안 되는 정도", "less than once in ten thousand times");
  if (chance < 1e-3) return words("천 번에 한 번도 안 되는 정도", "less than once in a thousand times");
  if (chance < 1e-2) return words("백 번에 한 번도 안 되는 정도", "less than once in a hundred times");
  return chance <= 0.05
    ? words("스무 번에 한 번 이하", "at most once in twenty times")
    : words("열 번에 한 번 이하", "at most once in ten times");
}

export function comparedWords({ compared, young }: Seen): Words | undefined {
  const base: Readonly<Record<Seen["compared"], Words | undefined>> = {
    limit: undefined,
    cap_day: words(
      "워크스페이스의 하루 지출 한도와 비교했어요.",
      "Compared with the workspace's cap per day.",
    ),
    cap_month: words(
      "워크스페이스의 한 달 지출 한도와 비교했어요.",
      "Compared with the workspace's cap per month.",
    ),
    daily_budget: words(
      "매체에 설정된 일 예산(VAT 별도)과 비교했어요. 매체가 하루에 더 쓸 수 있는 폭은 빼고 봤어요.",
      "Compared with the daily budget on the medium (VAT not included), beyond what the medium may overspend on a day.",
    ),
    usual: words(
      "직전 4주의 클릭당 전환율로 기대한 수와 비교했어요.",
      "Compared with what the clicks bring at the conversion rate of the four weeks before.",
    ),
    rhythm: words("보통 오던 간격과 비교했어요.", "Compared with the distance at which it usually comes."),
    review: undefined,
  };
  const aged = words(
    "전환은 며칠에 걸쳐 들어오므로, 같은 시점에 보통 와 있는 만큼과 비교했어요(가정).",
    "Conversions come in over days, so it is compared with what is usually there at the same age (an assumption).",
  );
  const first = base[compared];
  if (!young) return first;
  return first ? words(`${first.ko} ${aged.ko}`, `${first.en} ${aged.en}`) : aged;
}

/** `CPA > 20,000원 (메타, 하루)` as runs, for lists and confirmations. */
export function watchRuns(watch: Watch, lang: Lang): Run[] {
  const { metric, op, value, currency, window, each, media, campaigns } = watch;
  const { unit, label } = metrics[metric];
  const at = { value, unit, metric, scope: {}, ...(unit === "currency" && { currency: currency ?? "XXX" }) };
  const where = [
    ...(media ?? []).map((medium) => say(lang, mediumLabels[medium])),
    ...(campaigns ?? []).map(({ name }) => quoted(name, lang)),
  ].join(", ");
  const spans = {
    day: words("하루", "a day"),
    week: words("한 주", "a week"),
    month: words("한 달", "a month"),
  };
  const over = say(
    lang,
    window ? spans[window] : metrics[metric].kind === "ratio" ? words("", "") : spans.day,
  );
  const apart =
    each &&
    say(lang, each === "campaign" ? words("캠페인마다", "each campaign") : words("매체마다", "each medium"));
  const name = say(lang, label);
  if (lang === "ko") {
    const head = [where, apart, over].filter(Boolean).join(" ");
    return [
      `${head === "" ? "" : `${head} `}${josa(name, "이/가")} `,
      at,
      op === ">" ? " 넘으면" : " 밑으로 내려가면",
    ];
  }
  const tail = [over && `in ${over}`, where && `on ${where}`, apart && `(${apart})`]
    .filter(Boolean)
    .join(" ");
  return [`${name} ${op === ">" ? "above" : "below"} `, at, tail === "" ? "" : ` ${tail}`];
}
