// Cards that ask or decline: what is unclear or absent, and at most three ways on. No figures on them.

import type { Card, Part } from "../../../core/card/card.ts";
import type { Choice } from "../../../core/card/choice.ts";
import { type Failure, failureText } from "../../../core/failure.ts";
import { type Lang, type Words, words } from "../../../core/locale.ts";
import { type Medium, mediumLabels } from "../../../core/medium.ts";
import type { Filter, MarketingQuery, QueryTime } from "../../../core/query.ts";
import type { Period } from "../../../core/time.ts";
import { josa } from "../../../language/josa.ts";
import { periodWords } from "../period-words.ts";
import type { NameQuestion } from "../resolve-names.ts";
import { dimLabels } from "./words.ts";

/** The tool a button calls with the settled query. */
const RUN = "query_performance";

const fieldWords = (field: Filter["field"]): Words =>
  field === "status" ? words("상태", "Status") : dimLabels[field];

/** "'쵸여름 샌들' 캠페인을 찾지 못했어요. 혹시 이 중에 있나요?" */
export function nameCard(question: NameQuestion, query: MarketingQuery, lang: Lang): Card {
  const { written, kind, names, filter } = question;
  const { ko, en } = fieldWords(filter.field);
  const asked: Record<NameQuestion["kind"], Words> = {
    several: words(
      `'${written}'에 맞는 ${josa(ko, "이/가")} 여러 개예요. 어느 쪽인가요?`,
      `Several fit "${written}". Which ${en.toLowerCase()} do you mean?`,
    ),
    confirm: words(
      `'${written}' ${josa(ko, "을/를")} 그대로는 찾지 못했어요. 혹시 이건가요?`,
      `There is no ${en.toLowerCase()} "${written}". Did you mean this?`,
    ),
    none: words(
      `'${written}' ${josa(ko, "은/는")} 데이터에 없어요.${names.length > 0 ? " 혹시 이 중에 있나요?" : " 이름을 다시 알려 주세요."}`,
      `There is no ${en.toLowerCase()} "${written}" in the data. ${names.length > 0 ? "Is it one of these?" : "Please tell me the name again."}`,
    ),
  };
  const choices = names.map((name): Choice => ({
    label:
      filter.field === "medium" ? (mediumLabels[name as keyof typeof mediumLabels]?.[lang] ?? name) : name,
    style: "plain",
    press: { action: RUN, input: settled(query, question, name) },
  }));
  return { lang, parts: [{ kind: "form", slot: filter.field, question: [asked[kind][lang]], choices }] };
}

/** The query with the chosen name in the place of the words it came from. */
function settled(
  query: MarketingQuery,
  { written, filter: asked }: NameQuestion,
  name: string,
): MarketingQuery {
  const filters = query.filters.map((filter) =>
    filter.values.includes(written)
      ? {
          ...filter,
          field: asked.field,
          values: filter.values.map((value) => (value === written ? name : value)),
        }
      : filter,
  );
  return { ...query, filters, unresolved: [] };
}

/** What whoever made the query could not settle. */
export function unresolvedCard(query: MarketingQuery, lang: Lang): Card {
  const parts = query.unresolved.map(({ slot, options }): Part => {
    const filters = (name: string): Filter[] => [
      ...query.filters,
      { field: slot as Filter["field"], op: "in", values: [name] },
    ];
    const field = slot in dimLabels || slot === "status";
    const choices = options.map((name): Choice => ({
      label: name,
      style: "plain",
      press: { action: RUN, input: { ...query, unresolved: [], ...(field && { filters: filters(name) }) } },
    }));
    return { kind: "form", slot, question: [slotQuestion(slot, lang)], choices };
  });
  return { lang, parts };
}

function slotQuestion(slot: string, lang: Lang): string {
  const label = slot in dimLabels ? dimLabels[slot as keyof typeof dimLabels] : slotWords[slot];
  const { ko, en } = label ?? words("어떤 것", "one");
  return words(`어느 ${josa(ko, "을/를")} 볼까요?`, `Which ${en.toLowerCase()} do you mean?`)[lang];
}

const slotWords: Readonly<Record<string, Words>> = {
  time: words("기간", "period"),
  metric: words("지표", "metric"),
  currency: words("통화", "currency"),
};

/** A period that cannot be answered, with periods that can. */
export function timeCard(failure: Failure, query: MarketingQuery, lang: Lang): Card {
  const { say, next } = failureText(failure, lang);
  const choices = [
    retime(query, "last_week", words("지난주", "Last week"), lang),
    retime(query, "last_7_days", words("최근 7일", "Last 7 days"), lang),
    retime(query, "this_month", words("이번 달", "This month"), lang),
  ];
  return { lang, parts: [{ kind: "form", slot: "time", question: [`${say} ${next}`], choices }] };
}

function retime(query: MarketingQuery, time: QueryTime, label: Words, lang: Lang): Choice {
  const { compare: _compare, ...rest } = query;
  return {
    label: label[lang],
    style: "plain",
    press: { action: RUN, input: { ...rest, time, assumptions: withoutTime(query) } },
  };
}

function withoutTime({ assumptions }: MarketingQuery): string[] {
  return assumptions.filter((text) => !text.startsWith("time:"));
}

/** A plain "there is none", and what to do. */
export function declineCard(
  lang: Lang,
  text: Words,
  choices: readonly Choice[] = [],
  suggestions: readonly string[] = [],
): Card {
  const parts: Part[] = [{ kind: "text", runs: [text[lang]], tone: "lead" }];
  if (choices.length > 0)
    parts.push({
      kind: "form",
      slot: "time",
      question: [words("이 기간으로 볼까요?", "Shall I show these instead?")[lang]],
      choices: [...choices],
    });
  if (suggestions.length > 0) parts.push({ kind: "suggestions", texts: [...suggestions] });
  return { lang, parts };
}

/** No rows on the days asked for: which days there are, and a button for them. */
export function noRowsCard(
  query: MarketingQuery,
  asked: Period,
  stored: Period | undefined,
  subject: readonly string[],
  lang: Lang,
  today: Temporal.PlainDate,
): Card {
  const about = subject.length > 0 ? `${subject.join(" ")} ` : "";
  if (!stored) {
    return declineCard(
      lang,
      words(
        `아직 ${about}데이터가 없어요. 매체에서 내려받은 보고서 파일을 이 대화에 올려 주세요.`,
        `There are no ${about}data yet. Drop a report exported from the medium into this chat.`,
      ),
    );
  }
  const [ko, en] = [periodWords(asked, "ko", today.year), periodWords(asked, "en", today.year)];
  const ahead = stored.to.until(asked.from, { largestUnit: "days" }).days;
  if (ahead > 0 && ahead <= SETTLING_DAYS) {
    const last = periodWords({ from: stored.to, to: stored.to }, lang, today.year);
    const newest = [{ from: stored.to, to: stored.to }, lastDays(stored, 7), lastDays(stored, 30)];
    return declineCard(
      lang,
      words(
        `${ko} ${about}데이터는 아직 없어요. ${last}까지 있어요.`,
        `There are no ${about}data for ${en} yet; they end on ${last}.`,
      ),
      periodChoices(query, newest, lang, today),
    );
  }
  const text = words(
    `${ko}에는 ${about}데이터가 없어요. 저장된 기간은 ${periodWords(stored, "ko", today.year)}이에요.`,
    `There are no ${about}data for ${en}. Stored are ${periodWords(stored, "en", today.year)}.`,
  );
  return declineCard(lang, text, storedChoices(query, stored, lang, today));
}

/** A medium nobody has connected or dropped a report of: said, with the media there are. */
export function notConnectedCard(
  media: readonly Medium[],
  accounts: readonly { medium: Medium }[],
  lang: Lang,
): Card {
  const names = media.map((medium) => mediumLabels[medium][lang]).join(", ");
  const there = [...new Set(accounts.map(({ medium }) => medium))];
  const known = there.map((medium) => mediumLabels[medium][lang]);
  const text = words(
    `${josa(names, "은/는")} 이 워크스페이스에 연결되어 있지 않아서 숫자가 없어요. 보고서 파일을 올려 주시면 읽어 볼게요. 지금 있는 매체는 ${josa(known.join(", "), "이에요/예요")}.`,
    `${names} is not connected in this workspace, so there are no figures for it. Drop its report here and I will read it. The media there are: ${known.join(", ")}.`,
  );
  const first = known
    .slice(0, 2)
    .map((name) => (lang === "ko" ? `지난주 ${name} 성과 보여줘` : `How did ${name} do last week?`));
  return declineCard(lang, text, [], first);
}

/** Days this soon after the stored ones have not come in yet; later ones are simply not there. */
const SETTLING_DAYS = 7;

/** The whole stored period, its last week and its last month. */
function storedChoices(
  query: MarketingQuery,
  stored: Period,
  lang: Lang,
  today: Temporal.PlainDate,
): Choice[] {
  const spans = [stored, lastDays(stored, 7), lastDays(stored, 30)].filter(
    (span, index) => index === 0 || Temporal.PlainDate.compare(span.from, stored.from) > 0,
  );
  return periodChoices(query, spans, lang, today);
}

/** Buttons that ask the same of other days. */
export function periodChoices(
  query: MarketingQuery,
  spans: readonly Period[],
  lang: Lang,
  today: Temporal.PlainDate,
): Choice[] {
  const byText = new Map(spans.map((span) => [`explicit:${span.from}..${span.to}`, span]));
  return [...byText]
    .slice(0, 3)
    .map(([token, span]) =>
      retime(
        query,
        token,
        words(periodWords(span, "ko", today.year), periodWords(span, "en", today.year)),
        lang,
      ),
    );
}

function lastDays({ to }: Period, days: number): Period {
  return { from: to.subtract({ days: days - 1 }), to };
}

/** Forecasts are not built yet: what can be seen now instead. */
export function forecastCard(lang: Lang): Card {
  return declineCard(
    lang,
    words(
      "예측은 아직 할 수 없어요. 다음에 추가될 예정이고, 지금은 지난 실적을 보여 드릴 수 있어요.",
      "Forecasts come later. For now I can show how it has gone so far.",
    ),
    [],
    lang === "ko"
      ? ["최근 30일 일별 추이 보여줘", "지난달 실적 어땠어?"]
      : ["Show the daily trend of the last 30 days", "How did last month go?"],
  );
}
