// Door of intake: files that come without a person. A door (folder, address) keeps a file as an arrival, a job reads it, people are told.

export { findAddress, noteUse, revealAddress } from "./address.ts";
export {
  type Arrival,
  ARRIVALS,
  arrivalState,
  type Door,
  findArrivals,
  keepArrival,
  keepRefusal,
  type Outcome,
  readArrival,
  saveOutcome,
} from "./arrivals.ts";
export { foldersOf, type IntakeFolder } from "./folders.ts";
export { takesFiles } from "./room-intake.ts";
export { takeArrival } from "./take.ts";
