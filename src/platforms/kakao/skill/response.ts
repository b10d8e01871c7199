// A whole reply as KakaoTalk takes it (SkillResponse 2.0), checked on two levels: `error` is refused there, `warn` is drawn cut or folded.
// Character limits of cards are display limits: Kakao's own sample of an itemCard breaks three of them.

import { z } from "zod";
import { QuickReply, Words } from "./controls.ts";
import { bubbles, type Bubbles, type CarouselType } from "./cards.ts";
import { Carousel } from "./carousel.ts";
import { lengthWarnings } from "./lengths.ts";
import { limits, type Problem, type Profile } from "./limits.ts";

type Carousels = { type: CarouselType; items: Bubbles[CarouselType][] };

/** One bubble of a reply: an object with one field, its kind. */
export type Output =
  | { [Name in keyof Bubbles]: { [One in Name]: Bubbles[Name] } }[keyof Bubbles]
  | { carousel: Carousels };
export type QuickReply = z.output<typeof QuickReply>;
export type SkillTemplate = { outputs: Output[]; quickReplies?: QuickReply[] };

const Response = z
  .object({
    version: z.literal("2.0"),
    template: z
      .object({
        outputs: z.array(z.record(z.string(), z.unknown())).max(limits.outputs),
        quickReplies: z.array(QuickReply).max(limits.quickReplies).optional(),
      })
      .optional(),
    useCallback: z.boolean().optional(),
    context: z
      .object({
        values: z.array(
          z.object({
            name: Words,
            lifeSpan: z.number().int().nonnegative(),
            ttl: z.number().int().nonnegative().optional(),
            params: z.record(z.string(), z.string()).optional(),
          }),
        ),
      })
      .optional(),
    data: z.record(z.string(), z.unknown()).optional(),
    extra: z
      .object({ mentions: z.record(z.string(), z.object({ type: Words, id: Words })).optional() })
      .optional(),
  })
  .superRefine(({ template, useCallback, data }, context) => {
    if (useCallback && template)
      context.addIssue({ code: "custom", path: ["template"], message: "none beside useCallback" });
    if (!useCallback && !template && !data)
      context.addIssue({ code: "custom", path: ["template"], message: "a template, or data for the block" });
  });

/** Everything that KakaoTalk would refuse or not draw whole; empty for a good reply. */
export function skillProblems(response: unknown, profile: Profile): Problem[] {
  const checked = Response.safeParse(response);
  const whole = checked.success ? [] : problemsOf(checked.error, []);
  const { template } = (response ?? {}) as { template?: { outputs?: unknown; quickReplies?: unknown } };
  const outputs = Array.isArray(template?.outputs) ? template.outputs : [];
  return [
    ...whole,
    ...placeProblems(template, outputs, profile),
    ...outputs.flatMap((output, at) => outputProblems(output, profile, ["template", "outputs", at])),
    ...lengthWarnings(template),
  ];
}

function placeProblems(
  template: { quickReplies?: unknown } | undefined,
  outputs: readonly unknown[],
  profile: Profile,
): Problem[] {
  const at = "/template";
  return [
    // A team chat that is told of somebody's coming or going may say nothing.
    ...(template && outputs.length === 0 && profile === "person"
      ? [{ level: "error" as const, path: `${at}/outputs`, rule: "at least 1 bubble" }]
      : []),
    ...(profile === "team" && template?.quickReplies !== undefined
      ? [{ level: "error" as const, path: `${at}/quickReplies`, rule: "none in team chats" }]
      : []),
  ];
}

const notInTeam: readonly string[] = ["carousel", "commerceCard"];

function outputProblems(output: unknown, profile: Profile, path: readonly PropertyKey[]): Problem[] {
  const names = typeof output === "object" && output !== null ? Object.keys(output) : [];
  const [name] = names;
  if (name === undefined || names.length > 1)
    return [{ level: "error", path: pointer(path), rule: "one bubble, of one kind" }];
  const held = (output as Record<string, unknown>)[name];
  const here = [...path, name];
  if (profile === "team" && notInTeam.includes(name))
    return [{ level: "error", path: pointer(here), rule: "not in team chats" }];
  if (name === "carousel") return carouselProblems(held, profile, here);
  if (!isBubble(name)) return [{ level: "error", path: pointer(here), rule: "a known kind of bubble" }];
  return checkedAs(name, held, { profile, inCarousel: false }, here);
}

function carouselProblems(held: unknown, profile: Profile, path: readonly PropertyKey[]): Problem[] {
  const checked = Carousel.safeParse(held);
  if (!checked.success) return problemsOf(checked.error, path);
  const { type, items } = checked.data;
  return items.flatMap((item, at) =>
    checkedAs(type, item, { profile, inCarousel: true }, [...path, "items", at]),
  );
}

function checkedAs(
  name: keyof typeof bubbles,
  held: unknown,
  place: { profile: Profile; inCarousel: boolean },
  path: readonly PropertyKey[],
): Problem[] {
  const checked = bubbles[name](place).safeParse(held);
  return checked.success ? [] : problemsOf(checked.error, path);
}

function isBubble(name: string): name is keyof typeof bubbles {
  return Object.hasOwn(bubbles, name);
}

function problemsOf(error: z.ZodError, at: readonly PropertyKey[]): Problem[] {
  return error.issues.map(({ path, message }) => ({
    level: "error",
    path: pointer([...at, ...path]),
    rule: message,
  }));
}

function pointer(path: readonly PropertyKey[]): string {
  return path.map((key) => `/${String(key)}`).join("");
}
