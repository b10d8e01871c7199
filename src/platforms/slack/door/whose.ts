// Whose a request is: the teams and the organisation it names, before anything else of it is read.

import { z } from "zod";
import type { Named } from "../teams.ts";

const Id = z.string().regex(/^[TE][A-Z\d]{1,30}$/);
/** What is not an id of Slack's counts as not said. */
const Said = Id.nullish().catch(undefined);
const OneOf = z.object({ id: Said }).nullish().catch(undefined);

const Whose = z.object({
  /** Events: the installation it is delivered to stands first. */
  authorizations: z
    .array(z.object({ team_id: Said, enterprise_id: Said }))
    .max(20)
    .catch([]),
  context_team_id: Said,
  context_enterprise_id: Said,
  /** Events and commands. */
  team_id: Said,
  enterprise_id: Said,
  /** Presses and modals. */
  team: OneOf,
  enterprise: OneOf,
});

export function whose(body: unknown): Named {
  const said = Whose.safeParse(body).data;
  if (!said) return { teams: [] };
  const { authorizations, team, enterprise } = said;
  const teams = [
    ...authorizations.map((one) => one.team_id),
    said.context_team_id,
    said.team_id,
    team?.id,
  ].filter((id) => id !== undefined && id !== null);
  const organisation =
    authorizations.find((one) => one.enterprise_id)?.enterprise_id ??
    said.context_enterprise_id ??
    said.enterprise_id ??
    enterprise?.id ??
    undefined;
  return { teams: [...new Set(teams)], enterprise: organisation };
}
