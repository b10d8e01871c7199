// Every tool there is, in one list: what a model, a button or a dropped file may reach, by its name.

import { deputyTools } from "./approvals/deputy-tools.ts";
import { approvalTools } from "./approvals/tools.ts";
import { approvedActions } from "./campaigns/actions.ts";
import { againTools } from "./campaigns/changes/again.ts";
import { withConsentLists } from "./audience/consent-file.ts";
import { sendTool } from "./audience/sending/tool.ts";
import { audienceTools } from "./audience/tools.ts";
import { budgetTools } from "./budget/tools.ts";
import { pauseAllTools } from "./campaigns/pause-all.ts";
import { planFormTools } from "./campaigns/plan/forms.ts";
import { outcomeTools } from "./campaigns/outcome.ts";
import { withPlans } from "./campaigns/plan/list.ts";
import { withPlanPictures } from "./campaigns/plan/pictures.ts";
import { ruleTools } from "./campaigns/rule-tools.ts";
import { dossierTools } from "./campaigns/dossier/tool.ts";
import { liveTools } from "./campaigns/live-tool.ts";
import { setAsideTools } from "./campaigns/set-aside-tool.ts";
import { campaignTools } from "./campaigns/tools.ts";
import { undoTools } from "./campaigns/undo.ts";
import { reviewGround } from "./campaigns/review.ts";
import { pastCopy } from "./campaigns/past-copy.ts";
import { answerTools } from "./compliance/answers/tools.ts";
import { withRuleLists } from "./compliance/brand/dropped.ts";
import { brandRuleTools } from "./compliance/brand/tools.ts";
import { withPages } from "./compliance/pages/tool.ts";
import { pictureTools } from "./compliance/picture.ts";
import { explainTool } from "./compliance/explain/tool.ts";
import { complianceTools } from "./compliance/tools.ts";
import { nightTools } from "./compliance/nights/tools.ts";
import { brandTools } from "./creatives/brand-tools.ts";
import { creativeTools } from "./creatives/tools.ts";
import { alertTools } from "./digests/alerts/tools.ts";
import { digestTools } from "./digests/compose/tool.ts";
import { portfolioTools } from "./digests/portfolio/tool.ts";
import { reachingTools } from "./digests/reaching/tools.ts";
import { scheduleTools } from "./digests/schedules/tools.ts";
import { feedbackTools } from "./feedback/tools.ts";
import { historyTools } from "./history.ts";
import { importTools } from "./imports/tools.ts";
import { intakeTools } from "./intake/tools.ts";
import { autonomyTools } from "./limits/autonomy-tools.ts";
import { limitFormTools } from "./limits/form.ts";
import { limitTools } from "./limits/tools.ts";
import { performanceTools } from "./performance/tools.ts";
import type { Tool } from "./tool.ts";
import { workspaceTools } from "./workspace/tools.ts";

export const tools: readonly Tool[] = [
  ...performanceTools.map(withPlans),
  ...campaignTools,
  ...outcomeTools,
  ...ruleTools,
  ...undoTools,
  ...budgetTools,
  ...creativeTools.map(withPlanPictures),
  ...brandTools,
  ...brandRuleTools(pastCopy),
  ...answerTools,
  ...complianceTools(reviewGround),
  explainTool(reviewGround),
  ...pictureTools(reviewGround),
  ...setAsideTools,
  ...nightTools,
  ...liveTools,
  ...dossierTools,
  ...againTools,
  ...planFormTools,
  ...approvalTools(approvedActions),
  ...deputyTools,
  ...scheduleTools,
  ...digestTools,
  ...portfolioTools,
  ...alertTools,
  ...reachingTools,
  ...audienceTools,
  sendTool(reviewGround.brandFacts),
  ...workspaceTools,
  ...limitTools,
  ...limitFormTools,
  ...autonomyTools,
  ...pauseAllTools,
  ...historyTools,
  ...feedbackTools,
  ...intakeTools,
  ...importTools
    .map(withPages)
    .map(withConsentLists)
    .map((tool) => withRuleLists(tool, pastCopy)),
];
