// A chat that posts, for tests: the messenger is the test's own, or one that keeps every parcel.

import { onTestFinished } from "vitest";
import { act } from "../../src/agent/act.ts";
import { workspaceTools } from "../../src/capabilities/workspace/tools.ts";
import { type Chat, type Messenger, openChat, type Parcel } from "../../src/chat/chat.ts";
import type { PersonId } from "../../src/core/ids.ts";
import type { Db } from "../../src/db/db.ts";
import { asOwner, silentLog } from "../support/database.ts";
import { fixedNow } from "../support/workspace.ts";
import { makeAnswerer } from "./made-answerer.ts";

/** For whatever happens on the way of a post. */
export const soon = { timeout: 45_000 };

/** Buttons act as the workspace's own tools do. */
export async function openPosting(db: Db, messenger: Messenger): Promise<Chat> {
  const answerer = makeAnswerer(undefined, (ctx, tool, input) =>
    act(ctx, workspaceTools, { tool, input }, () => {}),
  );
  const now = (): Temporal.Instant => fixedNow;
  const chat = await openChat({ db, log: silentLog, now, answerer, messengers: { slack: messenger } });
  onTestFinished(() => chat.close(0));
  return chat;
}

/** Every parcel is taken, in the order of `posts`. */
export async function openKeeping(db: Db): Promise<{ chat: Chat; posts: Parcel[] }> {
  const posts: Parcel[] = [];
  const chat = await openPosting(db, async (parcel) => ({ ref: String(posts.push(parcel)) }));
  return { chat, posts };
}

/** Makes a person known on Slack by this id. */
export async function nameOnSlack(db: Db, personId: PersonId, platformId: string): Promise<void> {
  await asOwner(
    db,
    `insert into identity (platform, platform_id, person_id) values ('slack', '${platformId}', '${personId}')`,
  );
}

const choicesOf = ({ card }: Parcel) =>
  card.parts.flatMap((part) => (part.kind === "proposal" ? part.choices : []));

export function labelsOf(parcel: Parcel): string[] {
  return choicesOf(parcel).map(({ label }) => label);
}

/** What the first button with this label carries. */
export function tokenOf(posts: readonly Parcel[], label: string): string {
  const press = posts.flatMap(choicesOf).find((choice) => choice.label === label)?.press;
  if (!press || !("token" in press)) throw new Error(`no button ${label}`);
  return press.token;
}
