// The door of campaigns.

export { CALLS } from "./execution/calls.ts";
export { carryOut, giveUpCall, type MediaDesk } from "./execution/carry-out.ts";
export { liveTexts } from "./live.ts";
export { reach, type Reach } from "./execution/reach.ts";
export { plansInFlight } from "./in-flight.ts";
export { type CampaignPlan, isSetHere } from "./plan.ts";
