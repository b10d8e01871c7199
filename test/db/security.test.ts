// Row level security, read from the database's own catalogue: every table belongs to a class, and the class says what
// each role may do there. A table without a class fails the first test.

import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { newId, WorkspaceId } from "../../src/core/ids.ts";
import { type Db, rowsOf, withSystemTx, withTx } from "../../src/db/db.ts";
import { asOwner, closeTestDb, openTestDb } from "../support/database.ts";
import { makeWorkspace } from "../support/workspace.ts";

const tenant = [
  "ad",
  "ad_account",
  "ad_group",
  "admission",
  "alias",
  "autonomy",
  "blob",
  "brand_guide",
  "campaign",
  "campaign_rule",
  "change_event",
  "conversation",
  "creative",
  "creative_version",
  "daily_conversion",
  "daily_fact",
  "deputy",
  "document",
  "feedback",
  "guardrail",
  "header_mapping",
  "import",
  "import_campaign",
  "incident_told",
  "metric_day",
  "model_call",
  "outside_notice",
  "outside_room",
  "pace",
  "plan",
  "plan_version",
  "reach_order",
  "reservation",
  "room_intake",
  "room_policy",
  "sandbox_account",
  "stop",
  "stored_query",
  "turn",
];
/** Written and read, never changed. */
const appendOnly = [
  "access_record",
  "approval_decision",
  "consent",
  "consent_told",
  "contact",
  "ledger",
  "review",
  "review_opinion",
  "review_override",
];
/** Moved on, never taken away. */
const keptRows = [
  "alert_rule",
  "alert_setting",
  "approval",
  "brand_rule",
  "evidence",
  "finding",
  "finding_answer",
  "incident",
  "ledger_head",
  "push_setting",
  "review_change",
];
/** All that co9ma_system may read of the tables whose rows it claims or routes: a new column is closed until it is named here. */
const claimed = [
  "alone",
  "attempts",
  "crashes",
  "holder",
  "created_at",
  "fence",
  "id",
  "lease_until",
  "next_at",
  "state",
];
const machinery = {
  arrival: [...claimed, "workspace_id"],
  approval_notice: [...claimed, "approval_id", "due_at", "kind", "workspace_id"],
  button: ["conversation_id", "expires_at", "person_id", "token", "used_at", "workspace_id"],
  callback: [...claimed, "conversation_id", "inbound_id", "platform", "shut_at", "workspace_id"],
  consent_look: [...claimed, "due_at", "workspace_id"],
  delivery: [...claimed, "conversation_id", "kind", "platform", "turn_id", "workspace_id"],
  draft_answer: ["created_at", "reminded_at", "state", "turn_id", "workspace_id"],
  figure_look: [...claimed, "due_at", "workspace_id"],
  inbound: [
    ...claimed,
    "conversation_id",
    "dedupe_key",
    "kind",
    "person_id",
    "platform",
    "stop_asked",
    "workspace_id",
  ],
  intake_address: ["reveal_hash", "token_hash", "workspace_id"],
  link: ["token_hash", "workspace_id"],
  review_night: [...claimed, "due_at", "kind", "night", "workspace_id"],
  schedule: ["id", "next_slot_at", "state", "workspace_id"],
  schedule_slot: [...claimed, "schedule_id", "workspace_id"],
  knock: [...claimed, "conversation_id", "path", "workspace_id"],
  media_call: [...claimed, "approval_id", "line", "medium", "stage", "workspace_id"],
  opinion_call: [...claimed, "review_id", "workspace_id"],
};
const directory = [
  "identity",
  "installation",
  "link_code",
  "membership",
  "person",
  "room",
  "session",
  "workspace",
];

const tenantTables = [...tenant, ...appendOnly, ...keptRows, ...Object.keys(machinery)];

let db: Db;
beforeAll(async () => {
  db = await openTestDb();
});
afterAll(() => closeTestDb(db));

const namesOf = async (query: string) => (await asOwner<{ name: string }>(db, query)).map(({ name }) => name);

/** `select`, `insert` … that a role has on the whole of a table. */
const verbsOf = (role: string, table: string) =>
  namesOf(
    `select lower(privilege_type) as name from information_schema.role_table_grants
     where grantee = '${role}' and table_schema = 'public' and table_name = '${table}' order by 1`,
  );

const columnsOf = (role: string, table: string, verb: string) =>
  namesOf(
    `select column_name as name from information_schema.column_privileges
     where grantee = '${role}' and table_schema = 'public' and table_name = '${table}' and privilege_type = '${verb}'
     order by 1`,
  );

const policiesOf = (table: string) =>
  asOwner<{ name: string; roles: string; cmd: string; seen: string; written: string }>(
    db,
    `select policyname as name, array_to_string(roles, ',') as roles, cmd, qual as seen, with_check as written
     from pg_policies where schemaname = 'public' and tablename = '${table}' order by 1`,
  );

const ofWorkspace = "(workspace_id = (NULLIF(current_setting('app.workspace'::text, true), ''::text))::uuid)";

describe("every table", () => {
  test("belongs to a class", async () => {
    const all = await namesOf(
      "select tablename as name from pg_tables where schemaname = 'public' order by 1",
    );

    expect(all).toEqual([...tenantTables, ...directory].toSorted());
  });

  test("has row level security on, and forced on its owner as well", async () => {
    const open = await namesOf(
      `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')
       and not (relrowsecurity and relforcerowsecurity)`,
    );

    expect(open).toEqual([]);
  });

  test("is granted to the two roles only, never to everybody", async () => {
    const others = await namesOf(
      `select distinct grantee as name from information_schema.role_table_grants
       where table_schema = 'public' and grantee not in ('co9ma_app', 'co9ma_system')
         and grantee <> (select tableowner from pg_tables where schemaname = 'public' limit 1)`,
    );

    expect(others).toEqual([]);
  });

  test("of every other schema is closed to both roles", async () => {
    const reachable = await namesOf(
      `select distinct table_schema as name from information_schema.role_table_grants
       where grantee in ('co9ma_app', 'co9ma_system') and table_schema <> 'public'`,
    );

    expect(reachable).toEqual([]);
  });
});

test("the two roles own nothing, cannot sign in and cannot pass row level security", async () => {
  const roles = await asOwner(
    db,
    `select rolname, rolsuper, rolbypassrls, rolcanlogin, rolcreaterole,
       (select count(*)::int from pg_class where relowner = pg_roles.oid) as owned
     from pg_roles where rolname in ('co9ma_app', 'co9ma_system') order by 1`,
  );

  const none = { rolsuper: false, rolbypassrls: false, rolcanlogin: false, rolcreaterole: false, owned: 0 };
  expect(roles).toEqual([
    { rolname: "co9ma_app", ...none },
    { rolname: "co9ma_system", ...none },
  ]);
});

describe("tenant tables", () => {
  test.each(tenantTables)("%s shows and takes the rows of the workspace that is set", async (table) => {
    const own = (await policiesOf(table)).filter(({ roles }) => roles !== "co9ma_system");

    expect(own).toEqual([
      { name: "tenant", roles: "co9ma_app", cmd: "ALL", seen: ofWorkspace, written: ofWorkspace },
    ]);
  });

  test.each(tenant)("%s is the app's alone", async (table) => {
    expect(await verbsOf("co9ma_app", table)).toEqual(["delete", "insert", "select", "update"]);
    expect(await columnsOf("co9ma_system", table, "SELECT")).toEqual([]);
    expect(await verbsOf("co9ma_system", table)).toEqual([]);
  });

  test.each(appendOnly)("%s is written and read, never changed", async (table) => {
    expect(await verbsOf("co9ma_app", table)).toEqual(["insert", "select"]);
    expect(await verbsOf("co9ma_system", table)).toEqual([]);
  });

  test.each(keptRows)("%s is moved on and never taken away", async (table) => {
    expect(await verbsOf("co9ma_app", table)).toEqual(["insert", "select", "update"]);
    expect(await verbsOf("co9ma_system", table)).toEqual([]);
  });

  test("no foreign row appears, whatever the query says", async () => {
    await makeWorkspace(db);
    const stranger = { db, workspaceId: newId(WorkspaceId) };

    for (const table of [...tenantTables, "workspace", "membership", "person", "room"]) {
      const rows = await withTx(stranger, (tx) =>
        rowsOf(tx, sql`select 1 from ${sql.identifier(table)} limit 1`),
      );
      expect(rows).toEqual([]);
    }
  });
});

test("of a contact nothing changes but that its address goes", async () => {
  expect(await columnsOf("co9ma_app", "contact", "UPDATE")).toEqual(["erased_at", "sealed"]);
});

describe("machinery tables", () => {
  test.each(Object.entries(machinery))("the system reads of %s what it needs", async (table, visible) => {
    expect(await columnsOf("co9ma_system", table, "SELECT")).toEqual(visible.toSorted());
  });

  test("the system changes the columns of the claim loop and no others", async () => {
    const claim = ["alone", "attempts", "crashes", "fence", "holder", "lease_until", "next_at", "state"];

    expect(await columnsOf("co9ma_system", "inbound", "UPDATE")).toEqual(claim);
    expect(await columnsOf("co9ma_system", "media_call", "UPDATE")).toEqual(claim);
    expect(await columnsOf("co9ma_system", "approval_notice", "UPDATE")).toEqual(claim);
    expect(await columnsOf("co9ma_system", "consent_look", "UPDATE")).toEqual(claim);
    expect(await columnsOf("co9ma_system", "delivery", "UPDATE")).toEqual(claim);
    expect(await columnsOf("co9ma_system", "review_night", "UPDATE")).toEqual(claim);
    expect(await columnsOf("co9ma_system", "button", "UPDATE")).toEqual([]);
    expect(await verbsOf("co9ma_system", "inbound")).toEqual(["insert"]);
    expect(await verbsOf("co9ma_system", "delivery")).toEqual([]);
    expect(await verbsOf("co9ma_system", "button")).toEqual([]);
  });

  test("content is refused to the system", async () => {
    for (const query of ["body from inbound", "content from delivery", "input from button", "* from inbound"])
      await expect(
        withSystemTx(db, "test", (tx) => rowsOf(tx, sql.raw(`select ${query}`))),
      ).rejects.toMatchObject({ code: "42501" });
  });
});

describe("the directory", () => {
  test.each(directory)("%s is whole to the system", async (table) => {
    const bySystem = (await policiesOf(table)).filter(({ roles }) => roles === "co9ma_system");

    expect(bySystem).toEqual([
      { name: "directory", roles: "co9ma_system", cmd: "ALL", seen: "true", written: "true" },
    ]);
    expect(await verbsOf("co9ma_system", table)).toEqual(["delete", "insert", "select", "update"]);
  });

  test("identities, installations, sessions and codes are closed to the app", async () => {
    for (const table of ["identity", "installation", "session", "link_code"]) {
      expect(await columnsOf("co9ma_app", table, "SELECT")).toEqual([]);
      await expect(
        withTx({ db, workspaceId: newId(WorkspaceId) }, (tx) =>
          rowsOf(tx, sql`select 1 from ${sql.identifier(table)}`),
        ),
      ).rejects.toMatchObject({ code: "42501" });
    }
  });

  test("of its members a workspace sees id, name and language, not where they were last", async () => {
    expect((await columnsOf("co9ma_app", "person", "SELECT")).toSorted()).toEqual(["id", "lang", "name"]);
  });

  test("a workspace sees itself, its members and nobody else", async () => {
    const a = await makeWorkspace(db);
    await makeWorkspace(db);

    const seen = await withTx(a, async (tx) => ({
      workspaces: await rowsOf(tx, sql`select id from workspace`),
      people: await rowsOf(tx, sql`select id from person`),
      roles: await rowsOf(tx, sql`select role from membership`),
    }));

    expect(seen).toEqual({
      workspaces: [{ id: a.workspaceId }],
      people: [{ id: a.actor.kind === "person" ? a.actor.personId : undefined }],
      roles: [{ role: "company_admin" }],
    });
  });

  test("a workspace cannot add itself a member of another one, nor rename it", async () => {
    const a = await makeWorkspace(db);
    const b = await makeWorkspace(db);

    const joining = withTx(a, (tx) =>
      tx.execute(
        sql`insert into membership (workspace_id, person_id, role, created_at) values (${b.workspaceId}, ${randomUUID()}, 'company_admin', now())`,
      ),
    );
    await expect(joining).rejects.toMatchObject({ code: "42501" });
    await withTx(a, (tx) =>
      tx.execute(sql`update workspace set name = 'mine now' where id = ${b.workspaceId}`),
    );

    expect(await namesOf(`select name from workspace where id = '${b.workspaceId}'`)).not.toEqual([
      "mine now",
    ]);
  });
});
