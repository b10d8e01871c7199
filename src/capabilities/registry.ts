// Every tool there is, in one list: what a model, a button or a dropped file may reach, by its name.

import { importTools } from "./imports/tools.ts";
import { performanceTools } from "./performance/tools.ts";
import type { Tool } from "./tool.ts";

export const tools: readonly Tool[] = [...performanceTools, ...importTools];
