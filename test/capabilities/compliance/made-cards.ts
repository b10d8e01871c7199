// Cards of the brand's own rules with values made up, for the golden set.

import { Card } from "../../../src/core/card/card.ts";
import type { Lang } from "../../../src/core/locale.ts";
import { notedCard } from "../../../src/capabilities/compliance/answers/card.ts";
import { statisticsCard } from "../../../src/capabilities/compliance/answers/statistics-card.ts";
import { trialCard } from "../../../src/capabilities/compliance/brand/card.ts";
import { OwnPolicy } from "../../../src/capabilities/compliance/brand/rule.ts";
import { fixedNow } from "../../support/workspace.ts";

const [from, to] = [Temporal.PlainDate.from("2026-08-24"), Temporal.PlainDate.from("2026-11-21")];

export function brandRuleCard(lang: Lang): Card {
  const policy = OwnPolicy.parse({
    severity: "block",
    runs_on: ["meta", "sms"],
    effective_from: "2026-12-01",
    check: { existence: { terms: ["최저가"] } },
    rewrite: { replace: [["최저가", "좋은 값"]] },
    reason: lang === "ko" ? "연말 정책" : "the year-end policy",
  });
  const trial = {
    from,
    to,
    looked: 42,
    caught: 5,
    whole: false,
    lines: [
      { label: "겨울 이불 · 메타 · A", before: "최저가로 만나는 이불", after: "좋은 값으로 만나는 이불" },
      { label: "토퍼 · 메타 · B", before: "최저가", after: null },
    ],
  };
  return Card.parse(trialCard(lang, { policies: [policy], trial, press: { rules: [{ policy }] } }));
}

export function findingAnsweredCard(lang: Lang): Card {
  const asked = {
    reviewId: "0193a1b2-0000-7000-8000-00000000f120",
    places: [0],
    name: "‘국내 판매 1위’ · kr.fla.superlative-unproven",
  };
  return Card.parse(notedCard({ asked, answer: "wrong", reason: "" }, lang, []));
}

export function ruleStatisticsCard(lang: Lang): Card {
  const none = { held: 0, setAside: 0, changed: 0, right: 0, wrong: 0, people: 0 };
  return Card.parse(
    statisticsCard(
      { lang, zone: "Asia/Seoul", now: fixedNow },
      {
        days: { from, to },
        counts: [
          {
            ...none,
            rule: "kr.fla.superlative-unproven",
            fired: 34,
            changed: 2,
            right: 1,
            wrong: 12,
            people: 3,
          },
          {
            ...none,
            rule: "brand.own.3",
            fired: 21,
            held: 21,
            setAside: 2,
            changed: 14,
            right: 4,
            people: 4,
          },
          { ...none, rule: "brand.banned-term", fired: 6 },
        ],
        names: new Map([[3, lang === "ko" ? "‘최저가’ 쓰지 않기" : "Do not write “최저가”"]]),
        requests: [],
      },
    ),
  );
}
