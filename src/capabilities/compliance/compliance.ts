// The door of compliance: what others may ask about a copy and the rules it is judged by.

export { SetBrandRule } from "./brand/asked.ts";
export { ruleSaid } from "./brand/said.ts";
export { proposeRule } from "./brand/tools.ts";
export { bannedByRules, bannedIn } from "./brand/packs.ts";
export type { PastCopy, ReadPast } from "./brand/trial.ts";
export type { Facts } from "./facts.ts";
export { loadLists } from "./packs.ts";
export { dealThrough } from "./sends/consent.ts";
export { type Answer, answerSend, purposeOfMessage, ruleCited } from "./sends/ask.ts";
export { decideConsent, decideSend } from "./sends/gate.ts";
export { confirmedThrough, noticeDueBy } from "./sends/renewal.ts";
export { type Consent, Send, SendChannel, type SendDecision } from "./sends/send.ts";
export { openReviews } from "./ready.ts";
export { jurisdictionOf, placeOf } from "./places.ts";
export { findingsParts, reviewCard } from "./review-card.ts";
export { copyAlone, digestOf, homePacks } from "./judging.ts";
export { type Live, openGround, reviewAgain } from "./nights/again.ts";
export { endNight, judgedIn, makeNightsDue, NIGHTS, readNight, takeUntold } from "./nights/nights.ts";
export { differenceText } from "./nights/told.ts";
export { hearersOf } from "./nights/tools.ts";
export { packsFor } from "./brand/packs.ts";
export type { Packs } from "./packs.ts";
export { proofName } from "./proof-kinds.ts";
export {
  type FindingRow,
  type ProofRow,
  type ReviewRecord,
  reviewRecord,
  type ReviewRow,
  ruleText,
} from "./record.ts";
export { openAsking } from "./judge/asking.ts";
export { emptyOpinionCall, keepGiven, OPINIONS, readOpinionCall, storeOpinionCall } from "./judge/calls.ts";
export { awaitedOn, withGiven, withOpinionOf, withoutOpinion } from "./judge/card.ts";
export type { JudgeName, OpinionAsked, OpinionGiven, OpinionRequest } from "./judge/opinion.ts";
export type { Judged, KeptReview, ReviewAsk, Reviewed } from "./judging.ts";
export { reviewAndKeep } from "./reviews.ts";
export type { ReviewGround } from "./tools.ts";
export { isRegulatedAd, Trade, tradeCalled, tradeIn, tradeName } from "./trades.ts";
export { answerParts } from "./answers/card.ts";
export { RULE_SEVERITY, severityAction } from "./answers/severity-request.ts";
export { judgeLines } from "./unkept.ts";
export { askSetAside, mustNotBeHeld, mustPass, newestHeld, SET_ASIDE, setAsideAction } from "./set-aside.ts";
