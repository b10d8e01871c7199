// The directory: who belongs where. Routing only, no tenant data.

import { bigint, boolean, index, integer, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { instant } from "../../db/columns.ts";

/** A tenant: one client of an agency is one workspace. */
export const workspace = pgTable("workspace", {
  id: uuid().primaryKey(),
  name: text().notNull(),
  /** `demo` runs on the simulated market, `own` on the people's own data. */
  kind: text({ enum: ["demo", "own"] }).notNull(),
  zone: text().notNull(),
  currency: text().notNull(),
  lang: text({ enum: ["ko", "en"] }).notNull(),
  /** Seed of the simulated market; only for `demo`. */
  seed: bigint({ mode: "number" }),
  /** Until when one process has its market's missing days in hand; only for `demo`. */
  marketLeaseUntil: instant(),
  createdAt: instant().notNull(),
});

export const person = pgTable("person", {
  id: uuid().primaryKey(),
  name: text().notNull(),
  lang: text({ enum: ["ko", "en"] }),
  lastWorkspaceId: uuid(),
  createdAt: instant().notNull(),
});

/** A person's id on a platform. */
export const identity = pgTable(
  "identity",
  { platform: text().notNull(), platformId: text().notNull(), personId: uuid().notNull() },
  (t) => [primaryKey({ columns: [t.platform, t.platformId] })],
);

export const membership = pgTable(
  "membership",
  {
    workspaceId: uuid().notNull(),
    personId: uuid().notNull(),
    role: text({ enum: ["company_admin", "project_manager", "member", "viewer"] }).notNull(),
    createdAt: instant().notNull(),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.personId] }), index("membership_person").on(t.personId)],
);

/** A person who wrote and belongs to nobody yet: asked of the admins once, decided once. */
export const admission = pgTable(
  "admission",
  {
    workspaceId: uuid().notNull(),
    personId: uuid().notNull(),
    askedAt: instant().notNull(),
    /** The admins were sent a card; where no platform knows one of them, they see it when they look who is here. */
    carded: boolean().notNull().default(true),
    decidedAt: instant(),
    decidedBy: uuid(),
    /** The role they were let in with; `null` beside a decision: they were turned away. */
    role: text({ enum: ["company_admin", "project_manager", "member", "viewer"] }),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.personId] })],
);

/** A place on a platform, bound to one workspace. */
export const room = pgTable(
  "room",
  {
    platform: text().notNull(),
    roomRef: text().notNull(),
    workspaceId: uuid().notNull(),
    createdAt: instant().notNull(),
  },
  (t) => [primaryKey({ columns: [t.platform, t.roomRef] })],
);

/** A room that people from outside can read: answered in only while an admin of the workspace has approved it. */
export const outsideRoom = pgTable(
  "outside_room",
  {
    workspaceId: uuid().notNull(),
    platform: text().notNull(),
    roomRef: text().notNull(),
    state: text({ enum: ["asked", "approved", "silent"] }).notNull(),
    askedAt: instant().notNull(),
    /** As on an admission. */
    carded: boolean().notNull().default(true),
    decidedAt: instant(),
    decidedBy: uuid(),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.platform, t.roomRef] })],
);

/** Who was told when that such a room is not answered in; people by the platform's own names, as they need not be met for it. */
export const outsideNotice = pgTable(
  "outside_notice",
  {
    workspaceId: uuid().notNull(),
    platform: text().notNull(),
    roomRef: text().notNull(),
    personRef: text().notNull(),
    toldAt: instant().notNull(),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.platform, t.roomRef, t.personRef] })],
);

/** A signed-in browser; only the hash of its token is kept. */
export const session = pgTable("session", {
  tokenHash: text().primaryKey(),
  personId: uuid().notNull(),
  expiresAt: instant().notNull(),
  createdAt: instant().notNull(),
});

/**
 * One-use codes: `admin` makes its first sender the admin, `sign_in` opens a session for a person, `invite` lets somebody new in,
 * `install` puts the app into a team for a workspace, `install_state` is such a going to the platform and back.
 */
export const linkCode = pgTable("link_code", {
  codeHash: text().primaryKey(),
  purpose: text({ enum: ["admin", "sign_in", "invite", "install", "install_state"] }).notNull(),
  /** Of a `sign_in`, or of an `invite` that is for one person already known. */
  personId: uuid(),
  /** Where an `invite` lets in, in which role, and who asked them. */
  workspaceId: uuid(),
  role: text({ enum: ["company_admin", "project_manager", "member", "viewer"] }),
  invitedBy: uuid(),
  /** Wrong guesses made while it was open; too many close it. */
  misses: integer().notNull().default(0),
  expiresAt: instant().notNull(),
  usedAt: instant(),
  createdAt: instant().notNull(),
});

/** The app in a team of a platform, or in a whole organisation: with its tokens, sealed. A team of an organisation has none of its own. */
export const installation = pgTable(
  "installation",
  {
    platform: text().notNull(),
    /** The platform's own id of the team or of the organisation. */
    teamRef: text().notNull(),
    /** The organisation whose tokens are the team's; `null` where it has its own. */
    viaRef: text(),
    appRef: text(),
    botRef: text().notNull(),
    scopes: text().notNull().default(""),
    tokenSealed: text(),
    /** With it a token that expires is made new; `null` where tokens do not. */
    refreshSealed: text(),
    expiresAt: instant(),
    /** Until when one process is making the token new. */
    refreshUntil: instant(),
    /** The workspace it was installed for, and who of it made the link. */
    workspaceId: uuid(),
    invitedBy: uuid(),
    createdAt: instant().notNull(),
    updatedAt: instant().notNull(),
  },
  (t) => [primaryKey({ columns: [t.platform, t.teamRef] })],
);

/** What may be said in a room, where an admin decided otherwise than that everything may. */
export const roomPolicy = pgTable(
  "room_policy",
  {
    workspaceId: uuid().notNull(),
    platform: text().notNull(),
    roomRef: text().notNull(),
    policy: text({ enum: ["open", "links_only", "draft_first"] }).notNull(),
    /** Who looks at drafts first; the admins where nobody is named. */
    leadId: uuid(),
    setBy: uuid(),
    setAt: instant().notNull(),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.platform, t.roomRef] })],
);
