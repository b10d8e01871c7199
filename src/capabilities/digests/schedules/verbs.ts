// Verbs of schedules: what buttons and slots call, by the names of their tools.

/** A slot goes out; the program's own. */
export const SEND = "send_digest";

/** That a schedule has nowhere to go any more, told to its owner; the program's own. */
export const TELL_LOST = "tell_schedule";

export const PREVIEW = "preview_schedule";
export const CHANGE = "change_schedule";
