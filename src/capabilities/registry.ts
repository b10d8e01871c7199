// Every tool there is, in one list: what a model, a button or a dropped file may reach, by its name.

import { approvalTools } from "./approvals/tools.ts";
import { audienceTools } from "./audience/tools.ts";
import { budgetTools } from "./budget/tools.ts";
import { campaignTools } from "./campaigns/tools.ts";
import { complianceTools } from "./compliance/tools.ts";
import { creativeTools } from "./creatives/tools.ts";
import { scheduleTools } from "./digests/tools.ts";
import { importTools } from "./imports/tools.ts";
import { performanceTools } from "./performance/tools.ts";
import type { Tool } from "./tool.ts";
import { workspaceTools } from "./workspace/tools.ts";

export const tools: readonly Tool[] = [
  ...performanceTools,
  ...campaignTools,
  ...budgetTools,
  ...creativeTools,
  ...complianceTools,
  ...approvalTools,
  ...scheduleTools,
  ...audienceTools,
  ...workspaceTools,
  ...importTools,
];
