// Rooms by their names: a person alone with us, a room of a team, the team itself.

/** The room where a person is alone with us, on a platform that takes posts. */
export function directRoom(platformId: string): string {
  return `@${platformId}`;
}

/** The team a room belongs to; `undefined` where a person is alone with us. */
export function teamOf(roomRef: string): string | undefined {
  return roomRef.startsWith("@") ? undefined : roomRef.split("/")[0];
}

/** A thread as a room within its room: one that went on in another workspace is bound to that. */
export function threadRoom(roomRef: string, threadRef: string): string {
  return `${roomRef}/${threadRef}`;
}
