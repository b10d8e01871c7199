// A child process that tells its parent something by a message.

import type { ChildProcess } from "node:child_process";
import { once } from "node:events";

/** The child's next message. @throws when it ends instead */
export async function heard(child: ChildProcess): Promise<unknown> {
  const done = new AbortController();
  const ended = once(child, "exit", { signal: done.signal }).then(() => {
    throw new Error("a process that was started ended");
  });
  try {
    const [message] = (await Promise.race([once(child, "message"), ended])) as unknown[];
    return message;
  } finally {
    ended.catch(() => {});
    done.abort();
  }
}

/** Ends a child that ends with its parent. */
export async function leave(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const gone = once(child, "exit");
  child.disconnect();
  await gone;
}
