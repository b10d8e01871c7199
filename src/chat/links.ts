// Links that open one thing without a session: for surfaces that show neither pictures of ours nor files, such as KakaoTalk. The address
// carries an opaque token and nothing else; what it opens, for whom and until when is a row that knows only the token's hash.

import { and, eq, gt, isNull, lt, or, sql } from "drizzle-orm";
import { z } from "zod";
import { memberIn } from "../capabilities/workspace/workspace.ts";
import { DeliveryId, DocumentId, InboundId, PersonId, WorkspaceId } from "../core/ids.ts";
import type { Lang } from "../core/locale.ts";
import { type Db, withSystemTx, withTx } from "../db/db.ts";
import { buildTokens, type LinkTokens } from "./link-tokens.ts";
import { link } from "./tables.ts";

/** How long a link opens what it was made for. */
export const linkMinutes = {
  /** Kakao fetches a picture when it is posted and again when the room is opened on another device; a week is what people look back. */
  picture: 7 * 24 * 60,
  /** A whole answer to read: it holds figures, so it is for the working day it was asked in. */
  card: 24 * 60,
  /** Bytes to take away, by whoever holds the address. */
  file: 24 * 60,
  /** It lets a file in under a person's name: as long as it takes to find the file on a phone. */
  upload: 10,
  /** It presses under a person's name: as long as it takes to fill in thirty fields. */
  form: 30,
} as const satisfies Record<string, number>;

export type LinkPurpose = keyof typeof linkMinutes;

const OnCard = z.object({ delivery: DeliveryId, part: z.number().int().nonnegative() });

/** What a link opens. `part` counts the parts of the stored card from 0. */
export const LinkSubject = z.discriminatedUnion("purpose", [
  /** A chart of a stored card, drawn as a PNG of 800 × 400; or a stored picture as it is. */
  z.object({ purpose: z.literal("picture"), of: z.union([OnCard, z.object({ document: DocumentId })]) }),
  /** Stored cards as one page to read: the whole of an answer. */
  z.object({ purpose: z.literal("card"), of: z.object({ deliveries: z.array(DeliveryId).min(1).max(50) }) }),
  z.object({ purpose: z.literal("file"), of: z.object({ document: DocumentId }) }),
  /** One file of this person, dropped in this conversation. */
  z.object({
    purpose: z.literal("upload"),
    of: z.object({ platform: z.string(), roomRef: z.string(), threadRef: z.string() }),
  }),
  /** A form of a stored card; what is filled in is sent as the person's press. */
  z.object({ purpose: z.literal("form"), of: OnCard }),
]);
export type LinkSubject = z.output<typeof LinkSubject>;

/** Under whose name a link opens: the asker, whose answer it shows. */
export type LinkOwner = { workspaceId: WorkspaceId; personId: PersonId; lang: Lang };

export type FoundLink = LinkOwner & {
  /** Names the link where its token must not stand. */
  key: string;
  subject: LinkSubject;
  /** `expired` also once its person left the workspace. */
  state: "open" | "used" | "expired";
  /** The message that used it up. */
  usedIn: InboundId | undefined;
};

export type Links = {
  /**
   * One address for each subject, in order, in one way to the database. The subjects lie in the owner's workspace.
   * @returns `undefined` in place of each where no public address is known: what it would open is said in words then
   */
  make: (owner: LinkOwner, subjects: readonly LinkSubject[]) => Promise<(URL | undefined)[]>;
  /** @returns `undefined` for what is no link of ours; looked up only where the token bears our mark */
  find: (token: string) => Promise<FoundLink | undefined>;
  /** Uses a link up for one message; that of a form goes on with the last press. @returns false when it was used, or ran out, before */
  use: (token: string, inboundId: InboundId) => Promise<boolean>;
};

/** The path under which every link lies. */
export const LINK_PATH = "/l/";

/** @param at.secret CO9MA_SIGN_IN_SECRET: with another one no link that was made before opens anything */
export function buildLinks(
  db: Db,
  at: { publicUrl: URL | undefined; secret: Uint8Array | undefined },
): Links {
  const { publicUrl, secret } = at;
  const tokens = secret && buildTokens(secret);
  return {
    make: async (owner, subjects) =>
      publicUrl && tokens
        ? makeLinks(db, { publicUrl, tokens }, owner, subjects)
        : subjects.map(() => undefined),
    find: async (token) => (tokens?.isOurs(token) ? findLink(db, tokens.hashOf(token)) : undefined),
    use: async (token, inboundId) =>
      tokens?.isOurs(token) === true && useLink(db, tokens.hashOf(token), inboundId),
  };
}

async function makeLinks(
  db: Db,
  { publicUrl, tokens }: { publicUrl: URL; tokens: LinkTokens },
  { workspaceId, personId, lang }: LinkOwner,
  subjects: readonly LinkSubject[],
): Promise<URL[]> {
  if (subjects.length === 0) return [];
  const made = subjects.map((subject) => ({ subject, token: tokens.make() }));
  await withTx({ db, workspaceId }, async (tx) => {
    await tx
      .delete(link)
      .where(and(eq(link.workspaceId, workspaceId), lt(link.expiresAt, sql`now() - interval '1 day'`)));
    await tx.insert(link).values(
      made.map(({ subject: { purpose, of }, token }) => ({
        tokenHash: tokens.hashOf(token),
        workspaceId,
        personId,
        lang,
        purpose,
        input: of,
        expiresAt: sql`now() + make_interval(mins => ${linkMinutes[purpose]})`,
        createdAt: sql`now()`,
      })),
    );
  });
  return made.map(({ token }) => new URL(`${LINK_PATH}${token}`, publicUrl));
}

async function workspaceOf(db: Db, tokenHash: string): Promise<WorkspaceId | undefined> {
  const [row] = await withSystemTx(
    db,
    "link.find",
    (tx) => tx.select({ workspaceId: link.workspaceId }).from(link).where(eq(link.tokenHash, tokenHash)),
    { single: true },
  );
  return row && WorkspaceId.parse(row.workspaceId);
}

async function findLink(db: Db, tokenHash: string): Promise<FoundLink | undefined> {
  const workspaceId = await workspaceOf(db, tokenHash);
  if (!workspaceId) return undefined;
  return withTx({ db, workspaceId }, async (tx) => {
    const [row] = await tx
      .select({ link, isOpen: gt(link.expiresAt, sql`now()`) })
      .from(link)
      .where(and(eq(link.workspaceId, workspaceId), eq(link.tokenHash, tokenHash)));
    if (!row) return undefined;
    const personId = PersonId.parse(row.link.personId);
    const isHere = (await memberIn(tx, workspaceId, personId)) !== undefined;
    const { purpose, input: of, lang, usedIn } = row.link;
    return {
      key: tokenHash,
      workspaceId,
      personId,
      lang,
      subject: LinkSubject.parse({ purpose, of }),
      state: !isHere || !row.isOpen ? "expired" : row.link.usedAt === null ? "open" : "used",
      usedIn: usedIn === null ? undefined : InboundId.parse(usedIn),
    };
  });
}

async function useLink(db: Db, tokenHash: string, usedIn: InboundId): Promise<boolean> {
  const workspaceId = await workspaceOf(db, tokenHash);
  if (!workspaceId) return false;
  const again = or(isNull(link.usedAt), eq(link.purpose, "form"));
  const open = and(again, gt(link.expiresAt, sql`now()`));
  const used = await withTx({ db, workspaceId }, (tx) =>
    tx
      .update(link)
      .set({ usedAt: sql`now()`, usedIn })
      .where(and(eq(link.workspaceId, workspaceId), eq(link.tokenHash, tokenHash), open))
      .returning({ usedIn: link.usedIn }),
  );
  return used.length > 0;
}
