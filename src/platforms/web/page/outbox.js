// Messages on their way: kept on this device until the server has them, sent in the order they were written, each under its one key.

import { post } from "./api.js";
import { keep, kept } from "./store.js";
import { t } from "./words.js";

const name = "outbox";
const retryMs = 3_000;
/** A dead line says nothing: what is not answered by then is sent again. */
const enoughMs = 20_000;
/** Not the message's fault: no answer, nobody signed in, too many at once, a server or a proxy that is not there now. */
const passing = new Set([0, 401, 429, 502, 503, 504]);

/**
 * @param draw shows a message on its way and returns how to change what is shown (`talk.outgoing`)
 * @param onSent hears a message and the id the server gave it
 */
export function buildOutbox({ draw, onSent }) {
  let messages = [];
  let person;
  let busy = false;
  let later;
  /** What is drawn, by key. */
  let drawn = new Map();

  const others = ({ key }) => kept(name, []).filter((one) => one.key !== key);
  const drop = (message) => {
    messages = messages.filter(({ key }) => key !== message.key);
    keep(name, others(message));
  };
  const show = (message) => drawn.set(message.key, draw(message.text));

  async function send(message) {
    const { person: _person, ...body } = message;
    try {
      const { id } = await post("/api/messages", body, AbortSignal.timeout(enoughMs));
      drop(message);
      drawn.get(message.key)?.arrived();
      onSent(message, id);
      return true;
    } catch (refusal) {
      if (passing.has(refusal.status)) {
        for (const { key } of messages) drawn.get(key)?.later(flush);
        return false;
      }
      drop(message);
      drawn.get(message.key)?.failed(refusal.message || t("sentFailed"), () => add(message));
      return true;
    }
  }

  async function flush() {
    clearTimeout(later);
    if (busy) return;
    busy = true;
    while (messages.length > 0 && (await send(messages[0])));
    busy = false;
    if (messages.length > 0) later = setTimeout(flush, retryMs);
  }

  function add(message) {
    messages.push(message);
    // What another page has on its way stays where it is.
    keep(name, [...others(message), message]);
    if (!drawn.has(message.key)) show(message);
    void flush();
  }

  return {
    /** @param message `{ thread, workspace, key, text, replaces }` */
    add: (message) => add({ ...message, person }),
    /** The page was drawn anew: what is on its way in this conversation is shown again, and everything is sent. */
    resume(state) {
      if (person !== state.person.id)
        messages = kept(name, []).filter((one) => one.person === state.person.id);
      person = state.person.id;
      drawn = new Map();
      for (const message of messages) if (message.thread === state.thread) show(message);
      void flush();
    },
    flush,
  };
}
