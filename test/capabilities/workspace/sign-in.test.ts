import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { MAX_MISSES } from "../../../src/capabilities/workspace/codes.ts";
import { makeSpokenCode, sameHash } from "../../../src/capabilities/workspace/secrets.ts";
import {
  closeOtherSessions,
  closeSession,
  findSession,
  issueAdminCode,
  issueSignInCode,
  meetPerson,
  openSession,
  redeemCode,
  redeemSignInCode,
  scopeFor,
  spokenCodeIn,
} from "../../../src/capabilities/workspace/workspace.ts";
import type { PersonId, WorkspaceId } from "../../../src/core/ids.ts";
import type { Db } from "../../../src/db/db.ts";
import { asOwner, closeTestDb, openTestDb, silentLog } from "../../support/database.ts";
import { fixedNow as now, makeWorkspace } from "../../support/workspace.ts";

let db: Db;
let personId: PersonId;
let met = 0;
beforeAll(async () => {
  db = await openTestDb();
});
beforeEach(async () => {
  personId = (await meetPerson(db, { platform: "web", platformId: `b${++met}`, name: "신지안", now })).id;
});
afterAll(() => closeTestDb(db));

const wrong = "ABCD-EFG2";

async function redeem(code: string, who = personId) {
  const { workspaceId } = await makeWorkspace(db);
  await redeemCode({ db, log: silentLog }, { code, sender: async () => who, workspaceId, now });
  return scopeFor(db, { personId: who, workspaceId, now });
}

function expire(table: "link_code" | "session"): Promise<unknown> {
  return asOwner(db, `update ${table} set expires_at = now() - interval '1 second' where expires_at > now()`);
}

describe("the admin code", () => {
  it("makes its first sender an admin, and says so in the ledger", async () => {
    const code = await issueAdminCode(db);

    const scope = await redeem(code);

    expect(scope.role).toBe("company_admin");
    const rows = await asOwner(
      db,
      `select action, subject from ledger where workspace_id = '${scope.workspaceId}'`,
    );
    expect(rows).toEqual([{ action: "workspace.take_admin", subject: personId }]);
  });

  it("is read whatever its case and width, and found only in a message of its own", () => {
    expect(spokenCodeIn("  k7qm-2xvb ")).toBe("K7QM-2XVB");
    expect(spokenCodeIn("Ｋ７ＱＭ－２ＸＶＢ")).toBe("K7QM-2XVB");
    for (const text of ["META-DATA", "K7QM2XVB", "코드 K7QM-2XVB", "K7QM-2XV0", "지난주 어땠어?", ""]) {
      expect(spokenCodeIn(text)).toBeUndefined();
    }
    expect(spokenCodeIn(makeSpokenCode())).toBeDefined();
  });

  it("works once, also when two people send it at once", async () => {
    const code = await issueAdminCode(db);
    const other = await meetPerson(db, { platform: "web", platformId: "other", name: "오지호", now });

    const outcomes = await Promise.allSettled([redeem(code), redeem(code, other.id)]);

    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    await expect(redeem(code)).rejects.toMatchObject({ code: "forbidden" });
  });

  it("of one replica does not end that of another", async () => {
    const [one, two] = [await issueAdminCode(db), await issueAdminCode(db)];

    expect((await redeem(two)).role).toBe("company_admin");
    expect((await redeem(one)).role).toBe("company_admin");
  });

  it("ends after ten minutes", async () => {
    const code = await issueAdminCode(db);
    const [row] = await asOwner<{ minutes: number }>(
      db,
      "select round(extract(epoch from max(expires_at) - now()) / 60)::int as minutes from link_code",
    );
    await expire("link_code");

    await expect(redeem(code)).rejects.toMatchObject({ code: "forbidden" });
    expect(row?.minutes).toBe(10);
  });

  it("is not closed by a stranger who guesses some hundred times", async () => {
    const code = await issueAdminCode(db);
    const { workspaceId } = await makeWorkspace(db);
    for (let miss = 0; miss < 300; miss++) {
      const guess = redeemCode(
        { db, log: silentLog },
        { code: miss % 2 ? wrong : "%' or 1=1 --", sender: async () => personId, workspaceId, now },
      );
      await expect(guess).rejects.toMatchObject({ code: "forbidden" });
    }

    expect((await redeem(code)).role).toBe("company_admin");
  });

  it("closes after far too many wrong guesses", async () => {
    const code = await issueAdminCode(db);
    await asOwner(db, `update link_code set misses = ${MAX_MISSES - 1} where used_at is null`);
    await expect(redeem(wrong)).rejects.toMatchObject({ code: "forbidden" });

    await expect(redeem(code)).rejects.toMatchObject({ code: "forbidden" });
  });

  it("asks who sends it only once it is accepted", async () => {
    const { workspaceId } = await makeWorkspace(db);
    let asked = 0;
    const sender = async (): Promise<PersonId> => {
      asked += 1;
      return personId;
    };

    const guess = redeemCode({ db, log: silentLog }, { code: wrong, sender, workspaceId, now });

    await expect(guess).rejects.toMatchObject({ code: "forbidden" });
    expect(asked).toBe(0);
  });

  it("gives nothing away: wrong, used and expired read alike, and only hashes are stored", async () => {
    const code = await issueAdminCode(db);
    await redeem(code);
    const failures = await Promise.allSettled([redeem(code), redeem(wrong), redeem("")]);

    expect(
      new Set(failures.map((each) => (each.status === "rejected" ? String(each.reason) : "done"))).size,
    ).toBe(1);
    const rows = await asOwner<{ code_hash: string }>(db, "select code_hash from link_code");
    expect(rows.every(({ code_hash }) => /^[0-9a-f]{64}$/.test(code_hash))).toBe(true);
  });

  it("does not open a session, as a sign-in code makes no admin", async () => {
    const { workspaceId } = await makeWorkspace(db);
    const [admin, signIn] = [await issueAdminCode(db), await issueSignInCode(db, { personId, workspaceId })];

    await expect(redeemSignInCode(db, admin)).rejects.toMatchObject({ code: "forbidden" });
    await expect(redeem(signIn)).rejects.toMatchObject({ code: "forbidden" });
  });
});

describe("a sign-in link", () => {
  async function makeMember(): Promise<{ personId: PersonId; workspaceId: WorkspaceId }> {
    const { actor, workspaceId } = await makeWorkspace(db);
    if (actor.kind !== "person") throw new Error("nobody");
    return { personId: actor.personId, workspaceId };
  }

  it("opens a session of its person where they were, once", async () => {
    const member = await makeMember();
    const code = await issueSignInCode(db, member);

    const session = await redeemSignInCode(db, code);

    expect(session).toMatchObject(member);
    expect(await findSession(db, session.token)).toBe(member.personId);
    await expect(redeemSignInCode(db, code)).rejects.toMatchObject({ code: "forbidden" });
  });

  it("of two who use it at once lets one in", async () => {
    const code = await issueSignInCode(db, await makeMember());

    const tries = await Promise.allSettled([1, 2, 3].map(() => redeemSignInCode(db, code)));

    expect(tries.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  });

  it("is refused when unknown or expired, and when a newer one was made", async () => {
    const [expired, member] = [await issueSignInCode(db, await makeMember()), await makeMember()];
    await expire("link_code");
    const older = await issueSignInCode(db, member);
    const newer = await issueSignInCode(db, member);

    for (const code of [expired, older, "", `${newer}x`])
      await expect(redeemSignInCode(db, code)).rejects.toMatchObject({ code: "forbidden" });
    expect((await redeemSignInCode(db, newer)).personId).toBe(member.personId);
  });

  it("holds for its own workspace only, and for a member of it", async () => {
    const [member, other] = [await makeMember(), await makeMember()];
    const code = await issueSignInCode(db, member);
    const moved = code.replace(member.workspaceId, other.workspaceId);
    const leaver = await makeMember();
    const left = await issueSignInCode(db, leaver);
    await asOwner(db, `delete from membership where person_id = '${leaver.personId}'`);

    for (const refused of [moved, left])
      await expect(redeemSignInCode(db, refused)).rejects.toMatchObject({ code: "forbidden" });
    expect((await redeemSignInCode(db, code)).workspaceId).toBe(member.workspaceId);
  });
});

describe("a session", () => {
  it("of one's other browsers is closed at once, the own one and other people's are not", async () => {
    const other = (await meetPerson(db, { platform: "web", platformId: `o${++met}`, name: "신지안", now }))
      .id;
    const [mine, second, theirs] = [
      await openSession(db, { personId }),
      await openSession(db, { personId }),
      await openSession(db, { personId: other }),
    ];

    expect(await closeOtherSessions(db, { personId, token: mine })).toBe(1);

    const found = await Promise.all([mine, second, theirs].map((token) => findSession(db, token)));
    expect(found).toEqual([personId, undefined, other]);
  });

  it("knows its person until it is closed", async () => {
    const token = await openSession(db, { personId });
    expect(await findSession(db, token)).toBe(personId);

    await closeSession(db, token);

    expect(await findSession(db, token)).toBeUndefined();
  });

  it("ends after thirty days", async () => {
    const token = await openSession(db, { personId });
    const [row] = await asOwner<{ days: number }>(
      db,
      "select round(extract(epoch from max(expires_at) - now()) / 86400)::int as days from session",
    );
    await expire("session");

    expect(row?.days).toBe(30);
    expect(await findSession(db, token)).toBeUndefined();
  });

  it("is not opened by a made-up token or by what the table holds", async () => {
    await openSession(db, { personId });
    const [row] = await asOwner<{ token_hash: string }>(db, "select token_hash from session");

    expect(await findSession(db, row?.token_hash ?? "")).toBeUndefined();
    expect(await findSession(db, "")).toBeUndefined();
  });
});

describe("comparing hashes", () => {
  it("tells equal from different, and never takes a short one for equal", () => {
    expect(sameHash("ab12", "ab12")).toBe(true);
    expect(sameHash("ab12", "ab13")).toBe(false);
    expect(sameHash("ab", "ab12")).toBe(false);
    expect(sameHash("", "ab12")).toBe(false);
  });
});
