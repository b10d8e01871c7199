// Words that slips are compared with beside the lexicons, and words that are right as they are.

import { z } from "zod";
import { loadYaml, wordSet } from "./data.ts";

const file = loadYaml("spellings", z.object({ spellings: z.array(z.string()), right: wordSet }));

/** What time is told with: its forms are patterns, which no slip can be compared with. */
export const timeSpellings: readonly string[] = file.spellings;
/** Read by patterns, or by nobody: no slips of other words. */
export const rightWords: ReadonlySet<string> = file.right;
