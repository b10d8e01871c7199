// Live events of one conversation. The browser reconnects by itself and names the last delivery it saw; what is stored is never missed.

const kinds = ["said", "progress", "card", "words", "end"];

/** @param handlers one function an event kind, and `online(connected)` */
export function openStream({ thread, workspace }, after, handlers) {
  const query = new URLSearchParams({ thread, workspace, ...(after ? { after } : {}) });
  const source = new EventSource(`/api/events?${query}`);
  for (const kind of kinds) source.addEventListener(kind, (event) => handlers[kind](JSON.parse(event.data)));
  source.addEventListener("open", () => handlers.online(true));
  source.addEventListener("error", () => {
    handlers.online(false);
    // A refusal closes the source for good (a proxy's error page, a restart): try again, slowly.
    if (source.readyState === EventSource.CLOSED) setTimeout(() => handlers.lost(), 3_000);
  });
  return () => source.close();
}
