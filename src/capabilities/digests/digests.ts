// Door of digests: how people are reached when nobody asked.

export { orderOf, openPhone, PushPath, pushesOn, ReachPath } from "./reaching/reaching.ts";
