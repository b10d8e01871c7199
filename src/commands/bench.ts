// `npm run bench`: the product's figures on this machine, each beside a bare baseline of the same run. `--only NAME` for one group.

import { cpus, totalmem } from "node:os";
import { parseArgs } from "node:util";
import { benchServer } from "../config/development.ts";
import { conversationFigures } from "./bench/conversation/conversation.ts";
import { digestFigures } from "./bench/digests.ts";
import { embeddedFigures } from "./bench/embedded.ts";
import { importFigures } from "./bench/imports.ts";
import { interpreterFigures } from "./bench/interpreter.ts";
import { kakaoFigures } from "./bench/kakao/kakao.ts";
import { type Figure, figureLine } from "./bench/measure.ts";
import { pageFigures } from "./bench/page.ts";
import { planFigures } from "./bench/plan.ts";
import { queryFigures } from "./bench/queries.ts";
import { reviewFigures } from "./bench/review.ts";
import { replicaFigures, slackFigures } from "./bench/slack/slack.ts";
import { threadFigures } from "./bench/slack/threads.ts";
import { startFigures } from "./bench/start.ts";

type Group = (server: { url: string }, say: (text: string) => void) => Promise<Figure[]>;

const groups: Readonly<Record<string, Group>> = {
  start: startFigures,
  query: queryFigures,
  embedded: embeddedFigures,
  import: importFigures,
  interpreter: interpreterFigures,
  conversation: conversationFigures,
  digests: digestFigures,
  page: pageFigures,
  plan: planFigures,
  review: reviewFigures,
  slack: slackFigures,
  "slack-replicas": replicaFigures,
  "slack-threads": threadFigures,
  kakao: kakaoFigures,
};

const { values } = parseArgs({ options: { only: { type: "string" } } });
const chosen = Object.entries(groups).filter(
  ([name]) => values.only === undefined || name === groupOf(values.only),
);
if (chosen.length === 0) {
  process.stderr.write(`--only takes one of: ${Object.keys(groups).join(", ")}\n`);
  process.exit(2);
}

process.stdout.write(
  `machine cores=${cpus().length} memory_gb=${Math.round(totalmem() / 1e9)} node=${process.version}\n`,
);
for (const [, figures] of chosen) {
  const found = await figures({ url: benchServer() }, (text) => process.stderr.write(`${text}\n`));
  for (const figure of found) process.stdout.write(`${figureLine(figure)}\n`);
}

/** A group, or that of a figure by the beginning of its name: the longest name that fits. */
function groupOf(only: string): string | undefined {
  return Object.keys(groups)
    .filter((name) => only.startsWith(name))
    .toSorted((a, b) => b.length - a.length)[0];
}
