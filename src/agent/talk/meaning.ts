// What a metric means, told from the registry: what it is made of and which direction is better.

import { type Lang, say, type Words, words } from "../../core/locale.ts";
import { type Metric, type MetricRow, metrics } from "../../core/metric.ts";
import { josa } from "../../language/josa.ts";

/** What no numerator and denominator tell. */
const plain: Partial<Record<Metric, Words>> = {
  spend: words("매체에서 실제로 쓴 광고비예요.", "the amount really spent on the medium."),
  impressions: words("광고가 화면에 나온 횟수예요.", "how often ads were shown."),
  clicks: words("광고를 누른 횟수예요.", "how often ads were clicked."),
  interactions: words(
    "클릭과 영상 보기 같은 다른 반응을 합한 구글의 지표예요.",
    "Google's count of clicks and other engagements together.",
  ),
  conversions: words(
    "구매, 가입처럼 매체가 전환으로 센 행동의 수예요.",
    "the purchases, sign-ups or other actions that the medium counted.",
  ),
  revenue: words(
    "매체가 광고 덕분이라고 보고한 매출이에요. 쇼핑몰의 실제 매출과는 다를 수 있어요.",
    "the sales that the medium credits to ads; the shop's own sales may differ.",
  ),
  reach: words(
    "광고를 한 번이라도 본 사람 수예요. 날짜나 매체끼리 더하지 않아요.",
    "how many people saw the ad at least once; never added over days or media.",
  ),
  frequency: words(
    "한 사람이 본 평균 횟수로, 노출을 도달로 나눈 값이에요.",
    "impressions divided by reach: how often a person saw it.",
  ),
};

const times: Readonly<Record<Lang, string>> = { ko: " (천 회 노출 기준)", en: ", per thousand impressions" };
const direction: Readonly<Record<MetricRow["better"], Words>> = {
  up: words(" 높을수록 좋아요.", " Higher is better."),
  down: words(" 낮을수록 좋아요.", " Lower is better."),
  neither: words("", ""),
};

export function meaningOf(metric: Metric, lang: Lang): string {
  const row = metrics[metric];
  const name = row.label[lang];
  return (
    start(name, lang) +
    (row.kind === "ratio" ? quotient(row, lang) : say(lang, plain[metric] ?? words("", ""))) +
    say(lang, direction[row.better])
  );
}

function start(name: string, lang: Lang): string {
  return lang === "ko" ? `${josa(name, "은/는")} ` : `${name} is `;
}

function quotient(row: Extract<MetricRow, { kind: "ratio" }>, lang: Lang): string {
  const over = metrics[row.numerator].label[lang];
  const under = metrics[row.denominator].label[lang];
  const scale = row.times > 1 ? times[lang] : "";
  return lang === "ko"
    ? `${josa(over, "을/를")} ${josa(under, "으로/로")} 나눈 값이에요${scale}. 먼저 모두 더한 다음 나눠요.`
    : `${over.toLowerCase()} divided by ${under.toLowerCase()}${scale}: summed first, divided last.`;
}
