// Google's mutate: every operation of a call or none, temporary negative names among them, money as micros in strings.

import { z } from "zod";
import type { WireReply } from "../transport.ts";
import { add, change, get, Refused, type Shelf } from "./engine.ts";
import { json, read } from "./server.ts";

const Micros = z.string().regex(/^\d{1,19}$/);
const Status = z.enum(["ENABLED", "PAUSED"]);
const Resource = z.string().regex(/^customers\/\d{10}\/[a-zA-Z]+\/-?[\d~]+$/);
const Iso = z.iso.date();
const headlines = z
  .array(z.strictObject({ text: z.string().min(1) }))
  .min(3)
  .max(15);

const Operation = z.union([
  z.strictObject({
    campaignBudgetOperation: z.strictObject({
      create: z.strictObject({
        resourceName: Resource,
        name: z.string(),
        amountMicros: Micros,
        deliveryMethod: z.enum(["STANDARD", "ACCELERATED"]),
        explicitlyShared: z.literal(false),
      }),
    }),
  }),
  z.strictObject({
    campaignBudgetOperation: z.strictObject({
      update: z.strictObject({ resourceName: Resource, amountMicros: Micros }),
      updateMask: z.literal("amountMicros"),
    }),
  }),
  z.strictObject({
    campaignOperation: z.strictObject({
      create: z.strictObject({
        resourceName: Resource,
        name: z.string(),
        status: Status.default("ENABLED"),
        advertisingChannelType: z.enum(["SEARCH", "DISPLAY"]),
        campaignBudget: Resource,
        maximizeConversions: z.strictObject({}).optional(),
        targetSpend: z.strictObject({}).optional(),
        containsEuPoliticalAdvertising: z.literal("DOES_NOT_CONTAIN_EU_POLITICAL_ADVERTISING"),
        startDate: Iso.optional(),
        endDate: Iso.optional(),
      }),
    }),
  }),
  z.strictObject({
    campaignOperation: z.strictObject({
      update: z.strictObject({
        resourceName: Resource,
        status: Status.optional(),
        name: z.string().optional(),
        endDate: Iso.optional(),
      }),
      updateMask: z.string(),
    }),
  }),
  z.strictObject({
    adGroupOperation: z.strictObject({
      create: z.strictObject({
        resourceName: Resource,
        name: z.string(),
        campaign: Resource,
        status: Status.default("ENABLED"),
      }),
    }),
  }),
  z.strictObject({
    adGroupOperation: z.strictObject({
      update: z.strictObject({
        resourceName: Resource,
        status: Status.optional(),
        name: z.string().optional(),
      }),
      updateMask: z.string(),
    }),
  }),
  z.strictObject({
    adGroupCriterionOperation: z.strictObject({
      create: z.strictObject({
        adGroup: Resource,
        status: Status,
        keyword: z.strictObject({
          text: z.string().min(1).max(80),
          matchType: z.enum(["EXACT", "PHRASE", "BROAD"]),
        }),
      }),
    }),
  }),
  z.strictObject({
    adGroupAdOperation: z.strictObject({
      create: z.strictObject({
        adGroup: Resource,
        status: Status.default("ENABLED"),
        ad: z.strictObject({
          finalUrls: z.array(z.url()).length(1),
          finalUrlSuffix: z.string().optional(),
          responsiveSearchAd: z.strictObject({
            headlines,
            descriptions: z
              .array(z.strictObject({ text: z.string().min(1) }))
              .min(2)
              .max(4),
          }),
        }),
      }),
    }),
  }),
  z.strictObject({
    adGroupAdOperation: z.strictObject({
      update: z.strictObject({ resourceName: Resource, status: Status }),
      updateMask: z.literal("status"),
    }),
  }),
]);
type Operation = z.output<typeof Operation>;
const Mutate = z.strictObject({
  mutateOperations: z.array(Operation).min(1),
  partialFailure: z.boolean().default(false),
  validateOnly: z.boolean().default(false),
});

/** Budgets by temporary name until their campaign takes them; the real names of what was made here. */
type Made = { budgets: Map<string, bigint>; names: Map<string, string> };

export function googleMutate(shelf: Shelf, body: unknown): WireReply {
  const { mutateOperations, validateOnly } = read(Mutate, body);
  const made: Made = { budgets: new Map(), names: new Map() };
  const responses = mutateOperations.map((operation) => ran(shelf, operation, made));
  if (validateOnly) throw new Refused("invalid", "validateOnly is not played here");
  if (made.budgets.size > 0) throw new Refused("invalid", "a budget without a campaign");
  return json({
    mutateOperationResponses: responses.map((resourceName, at) => ({
      [resultName(mutateOperations[at])]: { resourceName: made.names.get(resourceName) ?? resourceName },
    })),
  });
}

function resultName(operation: Operation | undefined): string {
  return Object.keys(operation ?? {})[0]?.replace(/Operation$/, "Result") ?? "";
}

/** @returns the resource's name, temporary when it gets its real one later */
function ran(shelf: Shelf, operation: Operation, made: Made): string {
  if ("campaignBudgetOperation" in operation) return budget(shelf, operation.campaignBudgetOperation, made);
  if ("campaignOperation" in operation) return campaign(shelf, operation.campaignOperation, made);
  if ("adGroupOperation" in operation) return adGroup(shelf, operation.adGroupOperation, made);
  if ("adGroupCriterionOperation" in operation)
    return keyword(shelf, operation.adGroupCriterionOperation.create, made);
  return ad(shelf, operation.adGroupAdOperation, made);
}

function budget(
  shelf: Shelf,
  one: Extract<Operation, { campaignBudgetOperation: unknown }>["campaignBudgetOperation"],
  { budgets }: Made,
): string {
  if ("create" in one) {
    budgets.set(one.create.resourceName, BigInt(one.create.amountMicros));
    return one.create.resourceName;
  }
  const id = idIn(shelf, one.update.resourceName, "campaignBudgets").replace(/9$/, "");
  change(shelf, "campaign", id, { dailyMicros: BigInt(one.update.amountMicros) });
  return one.update.resourceName;
}

function campaign(
  shelf: Shelf,
  one: Extract<Operation, { campaignOperation: unknown }>["campaignOperation"],
  { budgets, names }: Made,
): string {
  if ("update" in one) return updated(shelf, "campaign", "campaigns", one);
  const { create } = one;
  const dailyMicros = budgets.get(create.campaignBudget);
  if (dailyMicros === undefined) throw new Refused("not_found", "no such budget");
  if ((create.maximizeConversions === undefined) === (create.targetSpend === undefined))
    throw new Refused("invalid", "one bidding strategy is needed");
  budgets.delete(create.campaignBudget);
  const { id } = add(shelf, {
    level: "campaign",
    name: create.name,
    on: create.status === "ENABLED",
    dailyMicros,
    ...(create.startDate !== undefined && { from: create.startDate }),
    ...(create.endDate !== undefined && { to: create.endDate }),
    fields: {
      objective:
        create.advertisingChannelType === "DISPLAY" ? "awareness" : create.targetSpend ? "traffic" : "sales",
    },
  });
  names.set(create.campaignBudget, `customers/${shelf.state.ref}/campaignBudgets/${id}9`);
  return `customers/${shelf.state.ref}/campaigns/${id}`;
}

function adGroup(
  shelf: Shelf,
  one: Extract<Operation, { adGroupOperation: unknown }>["adGroupOperation"],
  { names }: Made,
): string {
  if ("update" in one) return updated(shelf, "adGroup", "adGroups", one);
  const { resourceName, name, campaign: parent, status } = one.create;
  const parentId = idIn(shelf, parent, "campaigns");
  const { id } = add(shelf, { level: "adGroup", name, parentId, on: status === "ENABLED", fields: {} });
  const real = `customers/${shelf.state.ref}/adGroups/${id}`;
  names.set(resourceName, real);
  return real;
}

function keyword(
  shelf: Shelf,
  create: { adGroup: string; keyword: { text: string } },
  { names }: Made,
): string {
  const id = idIn(shelf, names.get(create.adGroup) ?? create.adGroup, "adGroups");
  get(shelf, "adGroup", id);
  const criterion = shelf.state.nextId++;
  shelf.state.kept[`${id}/${criterion}`] = create.keyword;
  return `customers/${shelf.state.ref}/adGroupCriteria/${id}~${criterion}`;
}

function ad(
  shelf: Shelf,
  one: Extract<Operation, { adGroupAdOperation: unknown }>["adGroupAdOperation"],
  { names }: Made,
): string {
  if ("update" in one) return updated(shelf, "ad", "adGroupAds", one);
  const { adGroup: group, status, ad: given } = one.create;
  const parentId = idIn(shelf, names.get(group) ?? group, "adGroups");
  const texts = given.responsiveSearchAd.headlines;
  const fields = {
    headlines: texts,
    descriptions: given.responsiveSearchAd.descriptions,
    finalUrls: given.finalUrls,
    ...(given.finalUrlSuffix !== undefined && { suffix: given.finalUrlSuffix }),
  };
  const { id } = add(shelf, {
    level: "ad",
    name: texts[0]?.text ?? "",
    parentId,
    on: status === "ENABLED",
    fields,
  });
  return `customers/${shelf.state.ref}/adGroupAds/${id}`;
}

type Update = {
  update: {
    resourceName: string;
    status?: string | undefined;
    name?: string | undefined;
    endDate?: string | undefined;
  };
  updateMask: string;
};

/** Changes exactly what the mask names. */
function updated(
  shelf: Shelf,
  level: "campaign" | "adGroup" | "ad",
  collection: string,
  { update, updateMask }: Update,
): string {
  const { resourceName, status, name, endDate } = update;
  const named = updateMask.split(",").toSorted().join(",");
  const given = Object.keys(update)
    .filter((field) => field !== "resourceName")
    .toSorted()
    .join(",");
  if (named !== given) throw new Refused("invalid", "FIELD_MASK does not name what is sent");
  change(shelf, level, idIn(shelf, resourceName, collection), {
    ...(status !== undefined && { on: status === "ENABLED" }),
    ...(name !== undefined && { name }),
    ...(endDate !== undefined && { to: endDate }),
  });
  return resourceName;
}

function idIn({ state }: Shelf, resourceName: string, collection: string): string {
  const prefix = `customers/${state.ref}/${collection}/`;
  if (!resourceName.startsWith(prefix)) throw new Refused("invalid", `not one of ${collection}`);
  return resourceName.slice(prefix.length);
}
