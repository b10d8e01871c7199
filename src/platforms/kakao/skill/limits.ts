// What a reply may hold in KakaoTalk, as a table. Source: Kakao's guide to skill responses 2.0, and its guide for team-chat bots 1.11.1 (2026-04-20).
// `rowColumns` is ours: the guide says "two lines" of a row and no number of letters; a Hangul letter is two columns.

import limits from "./limits.json" with { type: "json" };

export { limits };

/** One-to-one with a channel's bot, or a bot in a team chat: two guides, two sets of parts. */
export type Profile = "person" | "team";

/** `path` is a JSON pointer into the reply. */
export type Problem = { level: "error" | "warn"; path: string; rule: string };
