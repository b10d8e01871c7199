// What the product can do today, by topic, each with a next step; and what a metric means.

import { z } from "zod";
import { type Lang, say, type Words, words } from "../../core/locale.ts";
import { Metric } from "../../core/metric.ts";
import { meaningOf } from "./meaning.ts";

const General = z.enum([
  "overview",
  "connect",
  "files",
  "figures",
  "report_formats",
  "export",
  "metrics",
  "approvals",
  "roles",
  "schedules",
  "languages",
  "privacy",
  "cost",
  "chat_places",
  "undo",
]);
type General = z.output<typeof General>;

/** A topic of the product, or a metric whose meaning is asked. */
export const Topic = z.union([General, Metric]);
export type Topic = z.output<typeof Topic>;

type Help = { text: Words; next: Readonly<Record<Lang, readonly string[]>> };

const questions = {
  ko: ["지난주 캠페인 어땠어?", "이번 달 매체별 CPA 비교해줘", "지난주 ROAS 왜 변했어?"],
  en: [
    "How did the campaigns do last week?",
    "Compare CPA by medium this month",
    "Why did ROAS change last week?",
  ],
};

const texts: Readonly<Record<General, Help>> = {
  overview: {
    text: words(
      "광고 성과를 물어보시면 표와 그래프로 답하고, 왜 변했는지 나눠서 보여 드려요. 매체에서 받은 보고서 파일을 여기에 끌어다 놓으면 그 숫자로 답해요. 캠페인 만들기, 예산, 문구, 검수, 예약 보고 같은 일은 알아듣고 무엇이 필요한지 알려 드리지만 아직 실행하지는 않아요.",
      "Ask about your ad results and I answer with tables and charts, and split a change into what moved. Drop a report exported from a medium here and I answer from its figures. Campaigns, budgets, copy, reviews and scheduled reports I understand and say what they need, but I don't carry them out yet.",
    ),
    next: questions,
  },
  connect: {
    text: words(
      "아직 광고 계정에 직접 연결하지는 않아요. 메타, 구글, 네이버, 카카오, 틱톡에서 내려받은 보고서 파일을 여기에 끌어다 놓으면 바로 읽어요. 키나 비밀번호는 보내지 마세요.",
      "Ad accounts are not connected directly yet. Export a report from Meta, Google, Naver, Kakao or TikTok and drop the file here; I read it at once. Please don't send keys or passwords.",
    ),
    next: {
      ko: ["어떤 파일 형식을 읽어?", "지난주 매체별 광고비"],
      en: ["Which file formats do you read?", "Spend by medium last week"],
    },
  },
  files: {
    text: words(
      "보고서 파일을 이 대화창에 끌어다 놓거나 첨부하면 돼요. 무엇으로 읽었는지, 합계가 맞는지, 읽지 못한 줄이 있는지 바로 알려 드려요. 같은 파일은 다시 올려도 바뀌지 않고, 고친 파일은 이전 숫자를 대신해요.",
      "Drop the report file into this chat or attach it. I tell you at once what I read it as, whether its totals agree and which lines I could not read. The same file twice changes nothing; a corrected one replaces the old figures.",
    ),
    next: { ko: ["어떤 파일 형식을 읽어?"], en: ["Which file formats do you read?"] },
  },
  report_formats: {
    text: words(
      "CSV, TSV, XLSX를 읽어요. 메타, 구글, 네이버, 카카오, 틱톡의 내보내기와 날짜·매체·광고비가 있는 일반 표면 돼요. 답은 이 대화에 표, 그래프, 글로 드려요.",
      "I read CSV, TSV and XLSX: exports of Meta, Google, Naver, Kakao and TikTok, or any table with dates, media and spend. Answers come in this chat as tables, charts and words.",
    ),
    next: {
      ko: ["파일은 어떻게 올려?", "지난주 캠페인 어땠어?"],
      en: ["How do I upload a report?", "How did the campaigns do last week?"],
    },
  },
  export: {
    text: words(
      "답을 엑셀이나 PDF 파일로 내보내는 기능은 아직 없어요. 표는 화면에서 복사할 수 있고, 어떤 보고서에서 나온 숫자인지는 답 아래에서 확인할 수 있어요.",
      "Answers can't be saved as Excel or PDF files yet. Tables can be copied from the page, and below each answer you see which reports its figures come from.",
    ),
    next: { ko: ["지난달 매체별로 비교해줘"], en: ["Compare media for last month"] },
  },
  figures: {
    text: words(
      "숫자는 올려 주신 보고서에서만 나오고, 지어내지 않아요. 비율은 합계를 합계로 나누고, 통화나 부가세 기준이 다르면 섞지 않아요. 답 아래의 ‘이 숫자는 어떻게?’를 누르면 질의와 근거 파일이 보여요.",
      "Figures come from the reports you gave me and are never made up. Ratios are sums divided; currencies and VAT bases are not mixed silently. Press “How was this made?” below an answer to see its query and files.",
    ),
    next: {
      ko: ["지난주 광고비 얼마 썼어?", "ROAS가 뭐야?"],
      en: ["How much did we spend last week?", "What does ROAS mean?"],
    },
  },
  metrics: {
    text: words(
      "광고비, 노출, 클릭, 전환, 매출과 여기서 나오는 클릭률(CTR), CPC, CPM, 전환율(CVR), CPA, ROAS, 객단가를 봐요. 도달과 빈도는 매체가 준 범위에서만 보여 드려요. 궁금한 지표의 뜻을 물어보셔도 돼요.",
      "I show spend, impressions, clicks, conversions and revenue, and what follows from them: CTR, CPC, CPM, CVR, CPA, ROAS and AOV. Reach and frequency are shown only for the scope the medium reported. Ask what any of them means.",
    ),
    next: { ko: ["ROAS가 뭐야?", "CPA가 뭐야?"], en: ["What does ROAS mean?", "What does CPA mean?"] },
  },
  approvals: {
    text: words(
      "돈을 쓰거나 광고를 바꾸는 일은 제안으로만 올라가고, 관리자나 매니저가 버튼을 눌러야 실행되도록 만들고 있어요. 글로 쓴 ‘승인’은 아무것도 승인하지 않아요. 지금은 광고를 바꾸는 실행 자체가 아직 없어요.",
      "Whatever spends money or changes an ad is only proposed and is meant to run when an admin or manager presses the button; the typed word “approve” approves nothing. Today nothing is carried out on the media yet.",
    ),
    next: { ko: ["승인은 누가 할 수 있어?"], en: ["Who can approve budgets?"] },
  },
  roles: {
    text: words(
      "역할은 관리자, 매니저, 멤버, 뷰어 네 가지예요. 모두가 성과를 볼 수 있고, 뷰어는 바꾸는 일을 요청할 수 없으며, 돈이 드는 일은 관리자와 매니저의 몫이에요. 역할은 관리자만 바꿔요.",
      "There are four roles: admin, manager, member and viewer. Everybody sees results, a viewer can't ask for changes, and what spends money is up to admins and managers. Only an admin changes roles.",
    ),
    next: { ko: ["내 권한이 뭐야?"], en: ["What is my role?"] },
  },
  schedules: {
    text: words(
      "‘매일 아침 9시에 요약 보내줘’처럼 말씀하시면 무엇을 언제 어디로 보낼지 정리해 드려요. 실제로 제시간에 보내는 기능은 아직 준비 중이라, 지금은 그때 물어봐 주시면 바로 답해요.",
      "Say something like “send a summary every morning at nine” and I note what goes where and when. Sending on time is still being built; until then, ask and I answer at once.",
    ),
    next: { ko: ["어제 성과 요약해줘"], en: ["Summarise yesterday's results"] },
  },
  languages: {
    text: words(
      "한국어와 영어로 묻고 답할 수 있어요. 섞어 쓰셔도 되고, 줄임말이나 초성, 오타도 웬만하면 알아들어요.",
      "You can ask in Korean or English, or both at once; short forms and most slips of the hand are understood.",
    ),
    next: questions,
  },
  privacy: {
    text: words(
      "데이터는 워크스페이스마다 따로 보관되고, 다른 회사의 질문으로는 열리지 않아요. 올린 보고서는 되돌릴 수 있어요. 고객의 전화번호나 비밀번호는 필요하지 않으니 보내지 마세요.",
      "Data is kept apart for each workspace and no question from another company opens it. A report you dropped can be undone. Customers' phone numbers or passwords are not needed, so please don't send any.",
    ),
    next: { ko: ["올린 파일은 취소할 수 있어?"], en: ["Can I undo an upload?"] },
  },
  cost: {
    text: words(
      "이 프로그램은 Apache 라이선스로 공개되어 있어서 직접 설치하면 사용료가 없어요. 언어 모델을 따로 연결하면 그 비용은 모델 제공사에 내시게 돼요. 광고비를 물어보신 거라면 기간을 붙여 다시 물어봐 주세요.",
      "The program is open under the Apache licence: on your own machine it costs nothing. If you connect a language model, its provider bills you for it. If you meant ad spend, ask again with a period.",
    ),
    next: { ko: ["이번 달 광고비 얼마 썼어?"], en: ["How much did we spend this month?"] },
  },
  chat_places: {
    text: words(
      "지금은 웹 대화창과 터미널에서 쓸 수 있어요. 슬랙과 카카오톡은 다음 버전에서 연결할 예정이에요.",
      "Today you can use me in the web chat and in the terminal. Slack and KakaoTalk come with a later version.",
    ),
    next: questions,
  },
  undo: {
    text: words(
      "잘못 올린 보고서는 읽은 결과 카드의 되돌리기 버튼으로 취소할 수 있고, 그러면 이전 숫자로 돌아가요. 누가 무엇을 했는지 남은 기록은 지워지지 않아요.",
      "A report dropped by mistake is taken back with the undo button on its card; the figures before it come back. The record of who did what is never deleted.",
    ),
    next: { ko: ["파일은 어떻게 올려?"], en: ["How do I upload a report?"] },
  },
};

export function helpWith(topic: Topic, lang: Lang): string {
  const general = General.safeParse(topic);
  return general.success ? say(lang, texts[general.data].text) : meaningOf(Metric.parse(topic), lang);
}

/** Up to three questions that can be asked next. */
export function afterHelp(topic: Topic, lang: Lang): readonly string[] {
  const general = General.safeParse(topic);
  return general.success ? texts[general.data].next[lang] : afterMeaning[lang](Metric.parse(topic));
}

const afterMeaning: Readonly<Record<Lang, (metric: Metric) => string[]>> = {
  ko: (metric) => [`지난주 ${askedAs(metric, "ko")} 알려줘`, `이번 달 매체별 ${askedAs(metric, "ko")}`],
  en: (metric) => [`${askedAs(metric, "en")} last week`, `${askedAs(metric, "en")} by medium this month`],
};

function askedAs(metric: Metric, lang: Lang): string {
  return say(lang, plainNames[metric] ?? words(metric.toUpperCase(), metric.toUpperCase()));
}

const plainNames: Partial<Record<Metric, Words>> = {
  spend: words("광고비", "Spend"),
  impressions: words("노출수", "Impressions"),
  clicks: words("클릭수", "Clicks"),
  interactions: words("상호작용", "Interactions"),
  conversions: words("전환수", "Conversions"),
  revenue: words("매출", "Revenue"),
  aov: words("객단가", "AOV"),
  interaction_rate: words("상호작용 발생률", "Interaction rate"),
  cost_per_interaction: words("상호작용당 비용", "Cost per interaction"),
  reach: words("도달", "Reach"),
  frequency: words("빈도", "Frequency"),
};
