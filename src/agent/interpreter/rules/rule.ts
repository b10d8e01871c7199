// A rule: what is wanted when the facts of a request fit, and the name that is printed as the reason.

import type { Intent } from "../interpretation.ts";
import type { Look } from "../look.ts";

export type Rule = { name: string; intent: Intent; when: (look: Look) => boolean };
