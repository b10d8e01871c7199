// Which medium and format a report is from: by the signature of its header, then its title, then its file name.

import { type Medium, mediumLabels } from "../../../../core/medium.ts";
import { words } from "../../../../core/locale.ts";
import type { Doubt, ReadAnswers } from "../report.ts";
import type { HeaderCell } from "./header-cell.ts";
import { headerKey, mediaWords, type Signature } from "./words.ts";

export type MediumFound = { medium: Medium; format: string; doubt: Doubt | undefined };

const TITLE_WEIGHT = 4;
const NAME_WEIGHT = 2;
/** A clear lead: this much evidence, and this far ahead of the next medium. */
const CLEAR_SCORE = 4;
const CLEAR_LEAD = 2;

type MediumClues = {
  cells: HeaderCell[];
  title: string | undefined;
  name: string;
  /** Values of a platform column that only Meta has. */
  metaPlacements: boolean;
};

export function findMedium(clues: MediumClues, answers: ReadAnswers): MediumFound {
  const ranked = mediaWords.signatures
    .map((signature) => ({ signature, score: scoreOf(signature, clues) }))
    .toSorted((a, b) => b.score - a.score);
  const [best, next] = ranked;
  if (answers.medium !== undefined) return answeredMedium(answers.medium, best?.signature, best?.score ?? 0);
  if (!best || best.score === 0) return unknownMedium();
  const { medium, format } = best.signature;
  const clear = best.score >= CLEAR_SCORE && best.score - (next?.score ?? 0) >= CLEAR_LEAD;
  if (clear) return { medium, format, doubt: undefined };
  const known = ranked
    .filter((one) => one.score > 0 && one.signature.format !== "ga4")
    .map((one) => one.signature.medium);
  return { medium, format: best.score >= CLEAR_SCORE ? format : "generic", doubt: doubtOf(medium, known) };
}

/** The medium a cell names: `페이스북`, `Google Ads`. */
export function mediumNamed(cell: string): Medium | undefined {
  return mediaWords.values[headerKey(cell)];
}

function scoreOf(signature: Signature, { cells, title, name, metaPlacements }: MediumClues): number {
  let score = 0;
  const counted = new Set<string>();
  for (const cell of cells) {
    for (const key of [cell.key, headerKey(cell.text)]) {
      if (counted.has(key)) continue;
      counted.add(key);
      score += signature.headers[key] ?? 0;
    }
  }
  if (cells.some((cell) => cell.window !== undefined && /[가-힣]/.test(cell.text))) {
    score += signature.headers["window:ko"] ?? 0;
  }
  if (signature.medium === "meta" && metaPlacements) score += CLEAR_SCORE;
  const lower = (title ?? "").toLowerCase();
  if (signature.titles.some((text) => lower.includes(text))) score += TITLE_WEIGHT;
  const file = name.normalize("NFC").toLowerCase();
  if (signature.names.some((text) => nameHas(file, text))) score += NAME_WEIGHT;
  return score;
}

/** Short Latin names only as words of their own: `fb` is in `fb_ads.csv`, not in `fbi.csv`. */
function nameHas(file: string, text: string): boolean {
  if (!/^[a-z0-9]+$/.test(text)) return file.includes(text);
  return (
    new RegExp(`(^|[^a-z0-9])${text}([^a-z0-9]|$)`).test(file) || (text.length >= 5 && file.includes(text))
  );
}

function answeredMedium(medium: Medium, best: Signature | undefined, score: number): MediumFound {
  const same = best?.medium === medium && score > 0 ? best : undefined;
  return { medium, format: same?.format ?? "generic", doubt: undefined };
}

function unknownMedium(): MediumFound {
  return { medium: "other", format: "generic", doubt: doubtOf("other", ["meta", "google_ads", "naver"]) };
}

function doubtOf(assumed: Medium, likely: Medium[]): Doubt {
  const media = [...new Set([...likely, "naver", "kakao", "meta", "google_ads"] as Medium[])].slice(0, 3);
  const label = mediumLabels[assumed];
  return {
    slot: "medium",
    question: words("어느 매체의 리포트인가요?", "Which medium is this report from?"),
    options: media.map((medium) => ({ label: mediumLabels[medium], answers: { medium } })),
    assumed:
      assumed === "other"
        ? words(
            "매체를 알 수 없어 ‘기타 매체’로 두었어요.",
            "The medium is not stated; I kept it as “Other media”.",
          )
        : words(`매체를 ${label.ko}(으)로 보았어요.`, `I took it for a ${label.en} report.`),
  };
}
