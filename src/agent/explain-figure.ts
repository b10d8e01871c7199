// "이 숫자는 어떻게?": how the figures of an earlier answer were made.

import { z } from "zod";
import { explainQuery } from "../capabilities/performance/performance.ts";
import { defineTool, type Tool } from "../capabilities/tool.ts";
import { QueryId } from "../core/ids.ts";

export const explainFigure: Tool = defineTool({
  name: "explain_figure",
  about:
    "How the figures of an earlier answer were made: the query, its days, sums and reports. " +
    "Call it when somebody asks where a number comes from. Take queryId from that answer's tool result.",
  effect: "read",
  input: z.object({ queryId: QueryId }),
  run: async (ctx, { queryId }) => ({
    card: await explainQuery(ctx, queryId),
    facts: { explained: queryId },
    outside: false,
  }),
});
