import { describe, expect, test } from "vitest";
import { buildOnce } from "../../../../src/platforms/slack/door/once.ts";

/** Counts its runs; each ends as told, once `open` is called. */
function keeper(...ends: (boolean | Error)[]): {
  runs: () => number;
  keep: () => Promise<boolean>;
  open: () => void;
} {
  let runs = 0;
  let open = (): void => {};
  const gate = new Promise<void>((resolve) => (open = resolve));
  return {
    runs: () => runs,
    open,
    keep: async () => {
      const end = ends[runs];
      runs += 1;
      await gate;
      if (end instanceof Error) throw end;
      return end ?? true;
    },
  };
}

describe("one key", () => {
  test("is kept once: its twin waits until the row is there", async () => {
    const once = buildOnce();
    const { runs, keep, open } = keeper(true);
    let acked = false;
    const first = once("a", keep);
    const twin = once("a", keep).then(() => (acked = true));
    await Promise.resolve();
    expect(acked).toBe(false);

    open();
    await Promise.all([first, twin, once("a", keep)]);

    expect(runs()).toBe(1);
  });

  test("that was not meant for us is looked at again: the twin may show that it was", async () => {
    const once = buildOnce();
    const { runs, keep, open } = keeper(false, true, true);
    open();
    await Promise.all([once("a", keep), once("a", keep)]);
    await once("a", keep);

    expect(runs()).toBe(2);
  });

  test("that could not be kept is tried by its twin, and its own sender is told", async () => {
    const once = buildOnce();
    const { runs, keep, open } = keeper(new Error("no database"), true);
    const first = once("a", keep);
    const twin = once("a", keep);
    open();

    await expect(first).rejects.toThrow("no database");
    await twin;
    expect(runs()).toBe(2);
  });
});

test("keys of different things do not wait for each other, and the oldest are forgotten", async () => {
  const once = buildOnce(2);
  const kept: string[] = [];
  const keep = (key: string) => () => Promise.resolve(kept.push(key) > 0);
  for (const key of ["a", "b", "c", "b", "a"]) await once(key, keep(key));

  expect(kept).toEqual(["a", "b", "c", "a"]);
});
