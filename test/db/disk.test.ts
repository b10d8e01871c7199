import { describe, expect, it, onTestFinished, vi } from "vitest";
import { watchDisk } from "../../src/db/disk.ts";

describe("the disk of the embedded database", () => {
  it("is let pass while there is room, refused as full below 64 MB, and let pass again when room was made", async () => {
    vi.useFakeTimers({ toFake: ["performance"] });
    onTestFinished(() => void vi.useRealTimers());
    let bytes = 1e12;
    const check = watchDisk("/any", async () => ({ bavail: bytes, bsize: 1 }));

    await expect(check()).resolves.toBeUndefined();
    bytes = 60 * 2 ** 20;
    vi.advanceTimersByTime(300);
    await expect(check()).rejects.toMatchObject({ code: "ENOSPC" });
    bytes = 1e12;
    vi.advanceTimersByTime(300);
    await expect(check()).resolves.toBeUndefined();
  });

  it("of a real folder has room", async () => {
    await expect(watchDisk(import.meta.dirname)()).resolves.toBeUndefined();
  });
});
