// The line at the top: whether the server is there, and what is waited for.

import { byId } from "./dom.js";
import { t } from "./words.js";

/** Shorter waits need no words. */
const quickMs = 400;

export function buildLine() {
  const place = byId("line");
  let connected = true;
  /** What is waited for, when it takes a while. */
  const waits = new Set();
  const say = () => {
    place.textContent = connected ? (waits.size > 0 ? t("loading") : "") : t("offline");
  };

  return {
    online: (yes) => {
      connected = yes;
      say();
    },
    /** Gives what `promise` gives, and says meanwhile that it is on its way. */
    async during(promise) {
      const late = setTimeout(() => {
        waits.add(promise);
        say();
      }, quickMs);
      try {
        return await promise;
      } finally {
        clearTimeout(late);
        if (waits.delete(promise)) say();
      }
    },
  };
}
