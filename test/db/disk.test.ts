import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { watchDisk } from "../../src/db/disk.ts";

const free = vi.hoisted(() => ({ bytes: 1e12 }));
vi.mock("node:fs/promises", async (original) => ({
  ...(await original<typeof import("node:fs/promises")>()),
  statfs: async () => ({ bavail: free.bytes, bsize: 1 }),
}));

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), "co9ma-disk-"));
});
afterEach(() => rm(dir, { recursive: true, force: true }));

describe("the disk of the embedded database", () => {
  it("is let pass while there is room, refused as full below 64 MB, and let pass again when room was made", async () => {
    vi.useFakeTimers({ toFake: ["performance"] });
    const check = watchDisk(dir);

    await expect(check()).resolves.toBeUndefined();
    free.bytes = 60 * 2 ** 20;
    vi.advanceTimersByTime(300);
    await expect(check()).rejects.toMatchObject({ code: "ENOSPC" });
    free.bytes = 1e12;
    vi.advanceTimersByTime(300);
    await expect(check()).resolves.toBeUndefined();
    vi.useRealTimers();
  });
});
