// The table of cards on their way, by the name under which the claim loop serves it and whoever adds a card wakes it.

export const OUTBOX = "delivery";
