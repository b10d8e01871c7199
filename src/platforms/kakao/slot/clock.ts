// The times of a slot, counted from the receipt of a request.

export type Times = {
  /** What is not answered by now comes later. */
  decideMs: number;
  /** Something is said by now, whatever we are waiting for. */
  sayMs: number;
  /** What is written after this may have come too late: Kakao waits for 5 s, its way here and back included. */
  lateMs: number;
  /** How long a callback may be waited with, and when it leads nowhere. */
  callback: Readonly<Record<"person" | "team", { dueMs: number; shutMs: number }>>;
};

/** Documented: 5 s, callbacks of 1 and 5 minutes; in the field 4.5 s were sometimes too long already. */
export const kakaoTimes: Times = {
  decideMs: 3_500,
  sayMs: 3_800,
  lateMs: 4_800,
  callback: { person: { dueMs: 50_000, shutMs: 58_000 }, team: { dueMs: 270_000, shutMs: 295_000 } },
};
