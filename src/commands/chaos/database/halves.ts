// Half transactions, looked for in the rows themselves by statements that know no code of the app: each finds what was committed without
// that which belongs to it.

/** Words of a breach -> a statement whose every row is one, with the id of what it is about in `about`. */
export const halfQueries: Readonly<Record<string, string>> = {
  "a message is done and has not one answer": `
    select i.id::text as about from inbound i left join turn t on t.workspace_id = i.workspace_id and t.inbound_id = i.id
    where i.state = 'done' and i.kind = 'message' group by i.id having count(t.id) <> 1`,
  "an answer stands for a message that is not done": `
    select t.id::text as about from turn t join inbound i on i.id = t.inbound_id where i.state not in ('done', 'dead')`,
  "an answer has no card on its way": `
    select t.id::text as about from turn t
    where t.outcome = 'answered' and not exists (select from delivery d where d.turn_id = t.id)`,
  "a card belongs to no answer": `
    select d.id::text as about from delivery d
    where d.turn_id is not null and not exists (select from turn t where t.id = d.turn_id)`,
  "a button stands on no card": `
    select b.token as about from button b
    where b.delivery_id is not null and not exists (select from delivery d where d.id = b.delivery_id)`,
  "the brand is not what the last change in the ledger says": `
    select g.workspace_id::text as about from brand_guide g
    where g.guide->>'name' is distinct from (select l.after->>'name' from ledger l
      where l.workspace_id = g.workspace_id and l.action = 'brand.set' order by l.seq desc limit 1)`,
  "the ledger has a gap": `
    select h.workspace_id::text as about from ledger_head h
    where h.seq <> (select count(*) from ledger l where l.workspace_id = h.workspace_id)`,
  "work was left in somebody's hands": `
    select id::text as about from inbound where state = 'working' union all
    select id::text from delivery where state = 'working'`,
};

/** Names that the ledger says the brand was given. */
export const brandsQuery = `select distinct after->>'name' as about from ledger where action = 'brand.set'`;

/** @param ask runs a statement as the owner of the tables */
export async function findHalves(
  ask: (statement: string) => Promise<readonly { about: string | null }[]>,
): Promise<string[]> {
  const found: string[] = [];
  for (const [words, statement] of Object.entries(halfQueries))
    for (const { about } of await ask(statement)) found.push(`${words}: ${about}`);
  return found;
}
