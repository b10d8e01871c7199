// What one room can do, for whoever draws and sends there. They belong to the room, not to its platform: the same KakaoTalk bot may hold
// a callback in one block and none in the other, and a Slack channel may hold people of another company.

/** Which look a card gets. */
export const surfaces = ["slack", "kakao_person", "kakao_team", "web", "terminal"] as const;
export type Surface = (typeof surfaces)[number];

export type RoomFeatures = {
  surface: Surface;
  /** Words are seen while they are written. */
  streams: boolean;
  /** What was sent can be changed later. */
  edits: boolean;
  /** Something can be said there that nobody just asked for, and whether each such message costs money. */
  push: "free" | "paid" | "none";
  /** A late answer has one more way, which can be gone once: how long it stays open. */
  callbackSeconds: number | undefined;
  /** Marks of Markdown in a text are drawn. */
  markdown: boolean;
  /** Offers below the last message, which go with the next one. */
  quickReplies: number;
  /** Buttons below each other on one card. */
  buttons: number;
  /** Cards beside each other in one bubble. */
  carousel: number;
  /** Bubbles of one reply; further ones have to be asked for. */
  bubbles: number;
  /** People who belong to no workspace of ours read along. */
  outsiders: boolean;
};

const free = Number.POSITIVE_INFINITY;

/** What a room of each kind can do where nothing else is known of it: callbacks and pushes of KakaoTalk are granted one by one. */
const usual: Readonly<Record<Surface, Omit<RoomFeatures, "surface" | "outsiders">>> = {
  slack: {
    streams: true,
    edits: true,
    push: "free",
    callbackSeconds: undefined,
    markdown: true,
    quickReplies: 0,
    buttons: 25,
    carousel: 10,
    bubbles: free,
  },
  kakao_person: {
    streams: false,
    edits: false,
    push: "none",
    callbackSeconds: undefined,
    markdown: false,
    quickReplies: 10,
    buttons: 3,
    carousel: 10,
    bubbles: 3,
  },
  kakao_team: {
    streams: false,
    edits: false,
    push: "none",
    callbackSeconds: undefined,
    markdown: true,
    quickReplies: 0,
    buttons: 5,
    carousel: 0,
    bubbles: 3,
  },
  web: {
    streams: true,
    edits: true,
    push: "free",
    callbackSeconds: undefined,
    markdown: false,
    quickReplies: 5,
    buttons: free,
    carousel: 0,
    bubbles: free,
  },
  terminal: {
    streams: true,
    edits: false,
    push: "none",
    callbackSeconds: undefined,
    markdown: false,
    quickReplies: 5,
    buttons: free,
    carousel: 0,
    bubbles: free,
  },
};

/** @param known what is known of this one room */
export function roomFeatures(
  surface: Surface,
  known: Partial<Omit<RoomFeatures, "surface">> = {},
): RoomFeatures {
  return { outsiders: false, ...usual[surface], ...known, surface };
}
