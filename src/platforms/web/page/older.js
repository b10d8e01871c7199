// The way back: older messages come as the reader nears the top, or by the button that stands there.

import { getFound, getOlder } from "./api.js";
import { byId } from "./dom.js";
import { t } from "./words.js";

/** So many pixels before the top is reached they are asked for. */
const aheadPx = 1_200;

/** @param here where the page is */
export function buildOlder({ talk, here }) {
  const button = byId("older");
  /** Where the messages before the first one on the page end; `undefined` at the conversation's beginning. */
  let before;
  let loading;
  /** Conversations drawn so far: what was asked for in an earlier one is not put into a later. */
  let drawn = 0;

  const say = (key) => {
    button.hidden = before === undefined;
    button.dataset.words = key;
    button.textContent = t(key);
  };

  async function nextPage() {
    const mine = drawn;
    const still = () => mine === drawn;
    const focused = document.activeElement === button;
    say("olderComing");
    try {
      const page = await getOlder(here(), before);
      const first = await talk.before(page.entries, still);
      if (!still()) return false;
      before = page.older;
      say("older");
      if (focused) announce(page.entries.length);
      if (focused && button.hidden) takeFocus(first);
      return true;
    } catch {
      if (still()) say("olderFailed");
      return false;
    }
  }

  /** @returns whether a page came */
  function load() {
    if (before === undefined) return Promise.resolve(false);
    if (loading) return loading;
    const mine = nextPage().finally(() => {
      // Another conversation may be loading its own by now.
      if (loading === mine) loading = undefined;
    });
    return (loading = mine);
  }

  // A busy page is told of several frames at once: the last one counts.
  const watch = new IntersectionObserver((seen) => seen.at(-1).isIntersecting && void ahead(), {
    root: byId("talk"),
    rootMargin: `${aheadPx}px 0px 0px`,
  });
  /** Where the button stays in view nothing changes for the observer: it is asked anew. */
  const ahead = async () => {
    if (!(await load())) return;
    watch.unobserve(button);
    watch.observe(button);
  };
  watch.observe(button);
  button.addEventListener("click", load);

  return {
    /** Another conversation is drawn now. */
    reset(from) {
      drawn += 1;
      loading = undefined;
      before = from;
      say("older");
    },
    /** Whether there are messages above those on the page. */
    isMore: () => before !== undefined,
    /**
     * Looks for a text above what is drawn, and draws as far as it is found.
     * @returns whether it was found
     */
    async find(text) {
      const mine = drawn;
      for (let from = before; from !== undefined && mine === drawn;) {
        const { id, older } = await getFound(here(), text, from);
        while (id && mine === drawn && !talk.has(id)) if (!(await load())) return false;
        if (id) return true;
        from = older;
      }
      return false;
    },
  };
}

function announce(count) {
  byId("announce").textContent = t("olderHere", { n: count });
}

/** Where the pressed button is gone, a keyboard goes on at what came. */
function takeFocus(node) {
  if (!node) return;
  node.tabIndex = -1;
  node.focus({ preventScroll: true });
}
