// What a model outside says it assumed: it names the slot, the words are ours.

import { type Lang, say, type Words, words } from "../core/locale.ts";

const assumed: Readonly<Record<string, Words>> = {
  time: words("기간을 말하지 않으셔서 위의 기간으로 봤어요", "no period was given, so the days above"),
  year: words("연도를 말하지 않으셔서 가장 최근 날짜로 봤어요", "no year was given, so the latest such date"),
  compare: words(
    "무엇과 견줄지 말하지 않으셔서 골랐어요",
    "nothing was named to compare with, so this was chosen",
  ),
  metrics: words("지표를 말하지 않으셔서 골랐어요", "no metric was named, so these were chosen"),
  dimensions: words(
    "무엇별인지 말하지 않으셔서 골라서 나눴어요",
    "nothing was named to split by, so this was chosen",
  ),
  grain: words(
    "날짜를 어떻게 나눌지 말하지 않으셔서 골랐어요",
    "no step of time was named, so this was chosen",
  ),
  filters: words("앞에서 이야기한 조건을 이어서 봤어요", "the filters talked about before"),
  medium: words("매체를 말하지 않으셔서 골랐어요", "no medium was named, so this was chosen"),
  campaign: words("앞에서 이야기한 캠페인으로 봤어요", "the campaign talked about before"),
  order: words("순위 기준을 말하지 않으셔서 골랐어요", "nothing was named to rank by, so this was chosen"),
  limit: words("몇 개인지 말하지 않으셔서 골랐어요", "no number was named, so this was chosen"),
  currency: words(
    "통화를 말하지 않으셔서 이 워크스페이스의 통화로 봤어요",
    "no currency was named, so this workspace's",
  ),
};

/** One line per slot that we know, `slot: text`; the model's own text is not read. */
export function ownAssumptions(given: readonly unknown[], lang: Lang): string[] {
  const slots = given.map((one) => (typeof one === "string" ? (/^\w+/.exec(one.trim())?.[0] ?? "") : ""));
  return [...new Set(slots)].flatMap((slot) => {
    const text = Object.hasOwn(assumed, slot) ? assumed[slot] : undefined;
    return text ? [`${slot}: ${say(lang, text)}`] : [];
  });
}
