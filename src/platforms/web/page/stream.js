// Live events of one conversation. The browser reconnects by itself and names the last delivery it saw; what is stored is never missed.

const kinds = ["said", "progress", "card", "words", "end", "redrawn"];

/** The server says it is there every 15 seconds: a line that says nothing for so long is dead, though no error tells it. */
const deadMs = 40_000;
/** After a sleep, or on another network, less silence is enough to doubt. */
const doubtMs = 16_000;
const lookMs = 5_000;
/** A refusal closes the source for good (a proxy's error page, a restart): try again, slowly. */
const againMs = 3_000;

/**
 * @param handlers one function an event kind; `opened()` as often as the line is there; `online(false)` when it is lost;
 *   `lost()` when it was refused
 * @returns a function that ends it
 */
export function openStream({ thread, workspace }, after, handlers) {
  const over = new AbortController();
  let last = after;
  let heardAt;
  let source;
  let again;

  const heard = () => (heardAt = wallMs());
  const open = () => {
    source?.close();
    clearTimeout(again);
    heard();
    const query = new URLSearchParams({ thread, workspace, ...(last ? { after: last } : {}) });
    const mine = (source = new EventSource(`/api/events?${query}`));
    for (const kind of kinds) {
      mine.addEventListener(kind, (event) => {
        heard();
        last = event.lastEventId || last;
        handlers[kind](JSON.parse(event.data));
      });
    }
    mine.addEventListener("here", heard);
    mine.addEventListener("open", () => {
      heard();
      handlers.opened();
    });
    mine.addEventListener("error", () => {
      handlers.online(false);
      if (mine.readyState === EventSource.CLOSED) again = setTimeout(() => handlers.lost(), againMs);
    });
  };
  const doubt = (silentMs) => {
    if (wallMs() - heardAt < silentMs) return;
    handlers.online(false);
    open();
  };

  const { signal } = over;
  const look = setInterval(() => doubt(deadMs), lookMs);
  document.addEventListener("visibilitychange", () => document.hidden || doubt(doubtMs), { signal });
  window.addEventListener("pageshow", ({ persisted }) => persisted && open(), { signal });
  window.addEventListener("online", open, { signal });
  window.addEventListener("offline", () => handlers.online(false), { signal });
  open();
  return () => {
    over.abort();
    clearInterval(look);
    clearTimeout(again);
    source.close();
  };
}

/** The clock of the wall: the others may stand still while the machine sleeps. */
function wallMs() {
  // oxlint-disable-next-line no-restricted-globals -- in a browser there is no other one yet
  return Date.now();
}
