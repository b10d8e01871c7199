// Who listens to which conversation in this process, by its place (`placeKey`). Someone who comes in the middle of a turn first hears what it said so far.

import type { InboundId } from "../core/ids.ts";
import type { ChatEvent } from "./events.ts";

export type Listener = (event: ChatEvent) => void;

export type Hub = {
  tell: (place: string, event: ChatEvent) => void;
  /** Says what runs now, then what follows, until the returned function is called. */
  listen: (place: string, listener: Listener) => () => void;
  /** Forgets what a turn said that will not end here: it failed, or somebody else has it. */
  forget: (place: string, id: InboundId) => void;
  /** Whether anyone listens. */
  heard: (place: string) => boolean;
  /** Whether this message is being answered in this process. */
  runs: (place: string, id: string) => boolean;
};

type Room = { listeners: Set<Listener>; running: ChatEvent[] };

export function buildHub(): Hub {
  const rooms = new Map<string, Room>();

  function roomOf(id: string): Room {
    const known = rooms.get(id);
    if (known) return known;
    const made: Room = { listeners: new Set(), running: [] };
    rooms.set(id, made);
    return made;
  }

  function leaveIfEmpty(id: string, room: Room): void {
    if (room.listeners.size === 0 && room.running.length === 0) rooms.delete(id);
  }

  return {
    tell(id, event) {
      const room = roomOf(id);
      room.running = after(room.running, event);
      for (const listener of room.listeners) listener(event);
      leaveIfEmpty(id, room);
    },
    listen(id, listener) {
      const room = roomOf(id);
      for (const event of room.running) listener(event);
      room.listeners.add(listener);
      return () => {
        room.listeners.delete(listener);
        leaveIfEmpty(id, room);
      };
    },
    forget(place, id) {
      const room = roomOf(place);
      room.running = room.running.filter((event) => event.id !== id);
      leaveIfEmpty(place, room);
    },
    heard: (id) => (rooms.get(id)?.listeners.size ?? 0) > 0,
    runs: (place, id) => rooms.get(place)?.running.some((event) => event.id === id) ?? false,
  };
}

/** The events of running turns: an end takes its turn's events away, progress replaces the progress before it. */
function after(running: readonly ChatEvent[], event: ChatEvent): ChatEvent[] {
  if (event.kind === "end") return running.filter(({ id }) => id !== event.id);
  const kept =
    event.kind === "progress"
      ? running.filter(({ kind, id }) => kind !== "progress" || id !== event.id)
      : running;
  return [...kept, event];
}
