import { expect, test } from "vitest";
import { Failure, failureText } from "../../src/core/failure.ts";
import { newId, WorkspaceId } from "../../src/core/ids.ts";
import { codeOf, fault, gateError, isConnectionLoss, isDriverWriteFault } from "../../src/db/faults.ts";
import { serverRefusal } from "../../src/db/refusals.ts";

const app = { role: "co9ma_app", workspaceId: newId(WorkspaceId) } as const;

test("the code of an error is found below drizzle's and our own wrapping", () => {
  const driver = fault("23505", "duplicate key");
  const wrapped = new Error("Failed query: insert …", { cause: driver });

  expect(codeOf(wrapped)).toBe("23505");
  expect(codeOf(new Failure("unavailable", "gone", { cause: wrapped }))).toBe("23505");
  expect(codeOf(new Error("no code"))).toBeUndefined();
  expect(codeOf("no error")).toBeUndefined();
});

test.each(["CONNECTION_CLOSED", "ECONNRESET", "57P01", "25P03", "08006", "TX_UNANSWERED"])(
  "%s means that the connection is gone",
  (code) => expect(isConnectionLoss(fault(code, "x"))).toBe(true),
);

test.each(["57014", "55P03", "40P01", "23505", "TX_DEAD", "TX_DEADLINE"])(
  "%s leaves the connection in use",
  (code) => expect(isConnectionLoss(fault(code, "x"))).toBe(false),
);

test.each(["ECONNRESET", "57014", "TX_DEADLINE", "53100"])(
  "people are told of %s in both languages, with a next step",
  (code) => {
    const told = gateError(fault(code, "from below"), app);

    expect(told).toMatchObject({ name: "Failure", code: "unavailable" });
    for (const lang of ["ko", "en"] as const) {
      const { say, next } = failureText(told as Failure, lang);
      expect([say.length > 5, next.length > 5]).toEqual([true, true]);
    }
  },
);

test("an engine that aborted is told as one, not as a bug", () => {
  const aborted = Object.assign(new Error("Aborted(). Build with -sASSERTIONS for more info."), {
    name: "RuntimeError",
  });

  expect(gateError(aborted, app)).toMatchObject({
    message: "the embedded database stopped (EMBEDDED_ABORTED)",
  });
});

test("a bug stays what it is", () => {
  const bug = new TypeError("x is undefined");

  expect(gateError(bug, app)).toBe(bug);
});

test.each([
  ["28P01", "The database refused the user or password in DATABASE_URL."],
  ["42501", "The database user may not create the schema and its roles."],
  ["OLD_SERVER", "The database server is too old."],
  ["CONNECT_TIMEOUT", "The database cannot be reached."],
])("a server that refuses with %s is told as such", (code, said) => {
  expect(failureText(serverRefusal(fault(code, "from below")), "en").say).toBe(said);
});

test("only the driver's own late write is let pass", () => {
  const late = new TypeError("Cannot read properties of null (reading 'write')");
  late.stack =
    "TypeError: …\n    at Immediate.nextWrite (/app/node_modules/postgres/src/connection.js:255:22)";

  expect(isDriverWriteFault(late)).toBe(true);
  expect(isDriverWriteFault(new TypeError("Cannot read properties of null (reading 'write')"))).toBe(false);
  expect(isDriverWriteFault(new Error("nextWrite"))).toBe(false);
});

test("the driver's own question, lost with its connection, ends no process; a statement of ours does", () => {
  const lost = (query: string) => Object.assign(fault("ECONNRESET", "read ECONNRESET"), { query });

  const types = "\n      select b.oid, b.typarray\n      from pg_catalog.pg_type a\n      left join";

  expect(isDriverWriteFault(lost(types))).toBe(true);
  expect(isDriverWriteFault(lost("select 1"))).toBe(false);
  expect(isDriverWriteFault(Object.assign(fault("23505", "twice"), { query: types }))).toBe(false);
});
