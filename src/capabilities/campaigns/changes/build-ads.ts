// A campaign's ads put in the place of others, as exact steps: the new one is made, started and read back before an old one is paused. Media
// keep what an ad shows as it was approved, so another creative or another address is another ad; the old one stays, to go back to.

import { type Words, words } from "../../../core/locale.ts";
import type { Change } from "../../approvals/approvals.ts";
import type { Step } from "../execution/steps.ts";
import type { CampaignAds, RunningAd, Shows } from "./ads.ts";
import type { Built, Show } from "./build.ts";
import { type Candidate, candidateOf, isRunning } from "./creatives.ts";
import type { Reached } from "./targets.ts";

/** What one campaign's ads are to become; `url` alone leaves every ad's words and pictures as they are. */
export type AdsChange = { of: CampaignAds; to?: Candidate; url?: string };

/** Beside what was built, the campaigns where no ad could be made of it: those are changed on their medium. */
export type BuiltAds = Built & { beyond: Reached[] };

export function buildAds(changes: readonly AdsChange[], show: Show): BuiltAds {
  const built = changes.map((change) => ({ change, ...linesOf(change, show) }));
  const moved = built.filter(({ steps }) => steps.length > 0);
  return {
    exact: {
      lines: moved.map(({ change: { of }, steps }) => ({
        medium: of.one.medium,
        accountId: of.one.accountId,
        entity: of.one.name,
        steps,
      })),
      holds: [],
      undoHolds: [],
      releases: [],
    },
    diff: moved.flatMap(({ diff }) => diff),
    already: built
      .filter(({ steps, beyond }) => steps.length === 0 && !beyond)
      .map(({ change }) => change.of.one.name),
    beyond: built.filter(({ beyond }) => beyond).map(({ change }) => change.of.one),
  };
}

type Lines = { steps: Step[]; diff: Change[]; beyond: boolean };

function linesOf(change: AdsChange, show: Show): Lines {
  const lines: Lines = { steps: [], diff: [], beyond: false };
  const groups = change.of.groups.filter(({ id }) => change.of.ads.some((ad) => ad.groupId === id));
  for (const group of groups) {
    const ads = change.of.ads.filter(({ groupId }) => groupId === group.id);
    const wanted = change.to ? [change.to] : ads.filter(({ status }) => isRunning(status)).map(asItIs);
    for (const to of wanted) replace(change, { group, ads, to }, lines, show);
  }
  // A part of a campaign on the new creative and a part on the old one is nobody's wish.
  return lines.beyond ? { steps: [], diff: [], beyond: true } : lines;
}

function asItIs(ad: RunningAd): Candidate {
  return { ...candidateOf([ad]), key: ad.id };
}

type Place = { group: { id: string; name: string }; ads: readonly RunningAd[]; to: Candidate };

/** @param lines gets the steps of one ad group and what they change */
function replace(change: AdsChange, { group, ads, to }: Place, lines: Lines, show: Show): void {
  const { url } = change;
  const there = url === undefined ? ads.find((ad) => to.ads.some(({ id }) => id === ad.id)) : undefined;
  // An address is changed ad by ad; a creative takes the place of all others.
  const out = (change.to ? ads.filter((ad) => ad !== there) : to.ads).filter(({ status }) =>
    isRunning(status),
  );
  const isOn = (there !== undefined && isRunning(there.status)) || leadsThere(change, to);
  if (isOn && (out.length === 0 || !change.to)) return;
  const after = isOn ? undefined : start(change, { group, ads, to }, there, lines);
  if (lines.beyond) return;
  for (const ad of out) {
    lines.steps.push({
      op: "set_status",
      level: "ad",
      target: { id: ad.id },
      status: "paused",
      before: "active",
      ...(after !== undefined && { after }),
    });
  }
  const starts = isOn ? "runs" : there ? "resumed" : "made";
  lines.diff.push(...diffOf(change, { group, ads: out, to }, starts, show));
}

/** Its address is the wanted one already. */
function leadsThere({ url, to: other }: AdsChange, { ads }: Candidate): boolean {
  const old = ads[0]?.shows?.landingUrl;
  return url !== undefined && !other && old !== undefined && withTagsOf(old, url) === old;
}

/** @returns the place of the step after which the new ad surely runs */
function start(
  change: AdsChange,
  { group, ads, to }: Place,
  there: RunningAd | undefined,
  lines: Lines,
): number {
  const { steps } = lines;
  if (there) {
    steps.push(switchedOn({ id: there.id }), { op: "verify_ad", ad: { id: there.id } });
    return steps.length - 1;
  }
  const shows = shownBy(change, to, ads);
  if (!shows) {
    lines.beyond = true;
    return 0;
  }
  const made = steps.length;
  const { texts, images, shown, landingUrl } = shows;
  const name = [group.name, to.letter].filter(Boolean).join(" ");
  steps.push(
    {
      op: "create_ad",
      name,
      adGroup: { id: group.id },
      texts: { ...texts },
      images: [...images],
      shown: [...shown],
      landingUrl,
    },
    switchedOn({ step: made }),
    { op: "verify_ad", ad: { step: made } },
  );
  return made + 2;
}

function switchedOn(target: { id: string } | { step: number }): Step {
  return { op: "set_status", level: "ad", target, status: "active", before: "paused" };
}

/** A new creative leads where the ads it replaces lead. */
function shownBy({ url }: AdsChange, to: Candidate, ads: readonly RunningAd[]): Shows | undefined {
  const old = ads.find(({ status, shows }) => shows && isRunning(status)) ?? ads.find(({ shows }) => shows);
  const leads = to.ads.find(({ shows }) => shows)?.shows?.landingUrl ?? old?.shows?.landingUrl;
  if (!to.shows || leads === undefined) return undefined;
  return { ...to.shows, landingUrl: url === undefined ? leads : withTagsOf(leads, url) };
}

/** The tags that the old address carried go on, where the new one does not have its own. */
function withTagsOf(old: string, url: string): string {
  if (!URL.canParse(old) || !URL.canParse(url)) return url;
  const tagged = new URL(url);
  for (const [key, value] of new URL(old).searchParams)
    if (key.startsWith("utm_") && !tagged.searchParams.has(key)) tagged.searchParams.set(key, value);
  return tagged.toString();
}

const on = words("집행 중", "active");
const off = words("일시정지", "paused");

/** @param starts what becomes of the wanted ad: it runs already, is switched on, or is made */
function diffOf(
  change: AdsChange,
  { group, ads, to }: Place,
  starts: "runs" | "resumed" | "made",
  show: Show,
): Change[] {
  const { one, groups } = change.of;
  const where = groups.length > 1 ? [one.name, group.name] : [one.name];
  const entity = (name: string): string => [...where, name].join(" · ");
  if (change.url !== undefined && !change.to) {
    const old = to.ads[0]?.shows?.landingUrl ?? "";
    return [
      {
        entity: entity(labelOf(to, show)),
        medium: one.medium,
        field: show.text(words("연결 주소", "landing page")),
        before: old,
        after: withTagsOf(old, change.url),
      },
    ];
  }
  const lines = ads.map((ad) => line(labelOf(asItIs(ad), show), on, off));
  if (starts === "runs") return lines;
  const fresh = starts === "made";
  return [line(labelOf(to, show), fresh ? null : off, fresh ? made : on), ...lines];

  function line(name: string, before: Words | null, after: Words): Change {
    return {
      entity: entity(name),
      medium: one.medium,
      field: show.text(words("상태", "status")),
      before: before && show.text(before),
      after: show.text(after),
    };
  }
}

const made = words("새 광고로 만들어 집행", "made as a new ad and started");

/** `소재 B ‘가볍게 걷는 여름’` */
export function labelOf({ letter, headline }: Pick<Candidate, "letter" | "headline">, show: Show): string {
  const quoted = show.text(words(`‘${headline}’`, `“${headline}”`));
  return letter === undefined ? quoted : `${show.text(words("소재", "creative"))} ${letter} ${quoted}`;
}
