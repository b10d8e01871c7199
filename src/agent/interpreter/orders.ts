// What people lay down for later, read from a whole sentence before anything goes by single words: the brand guide, names and tags,
// how far automation goes by kind, who stands in for whom, a creative in every format.

import { kindsWish } from "./actions/autonomy.ts";
import { brandRuleWish } from "./actions/brand-rule.ts";
import { brandWish, moreOfBrand } from "./actions/brand.ts";
import { convertWish } from "./actions/convert.ts";
import { campaignFormWish, limitsFormWish } from "./actions/forms.ts";
import { deputyWish, moreOfDeputy } from "./actions/deputy.ts";
import { reachingWish } from "./actions/reaching.ts";
import { namingWish } from "./actions/naming.ts";
import type { Before, Intent, Part, Wish } from "./interpretation.ts";
import type { Setting } from "./interpret.ts";
import { reviewAskedWish } from "./review-asked.ts";
import { reviewPictureWish } from "./review-picture.ts";

const MOST_LETTERS = 1_200;
/** Only copy to learn from is as long as that. */
const USUAL_LETTERS = 240;

type Reader = {
  because: string;
  intent: Intent;
  read: (said: string, last: Wish | undefined, setting: Setting, before: Before) => Wish | undefined;
};

const aboutBrand = ["set_brand_guide", "show_brand_guide"];
const aboutNames = ["set_campaign_rule", "show_campaign_rule"];

const readers: readonly Reader[] = [
  {
    because: "the brand's own review rules",
    intent: "generate_copy",
    read: (said, last, { today }) =>
      said.length > USUAL_LETTERS ? undefined : brandRuleWish(said, last, today),
  },
  {
    because: "the brand guide",
    intent: "generate_copy",
    read: (said, last) =>
      brandWish(said, last !== undefined && aboutBrand.includes(last.tool)) ?? moreOfBrand(said, last),
  },
  {
    because: "how campaigns are named and tagged",
    intent: "edit_campaign",
    read: (said, last) => namingWish(said, last !== undefined && aboutNames.includes(last.tool)),
  },
  { because: "how far automation goes by kind", intent: "roles_admin", read: kindsWish },
  {
    because: "who stands in for whom",
    intent: "roles_admin",
    read: (said, last, { today }) => deputyWish(said, today) ?? moreOfDeputy(said, last, today),
  },
  { because: "how people want to be told", intent: "roles_admin", read: reachingWish },
  { because: "limits, filled in rather than said", intent: "roles_admin", read: limitsFormWish },
  { because: "a campaign, filled in rather than said", intent: "create_campaign", read: campaignFormWish },
  { because: "a creative in every format", intent: "generate_image", read: convertWish },
  {
    because: "about the review just made",
    intent: "review_compliance",
    read: (said, _, __, before) => reviewAskedWish(said, before),
  },
  { because: "the review as a picture", intent: "review_compliance", read: reviewPictureWish },
];

/** `undefined` for whatever is said once and done now. */
export function orderOf(said: string, before: Before, setting: Setting): Part | undefined {
  const { last, wishes } = before;
  const text = said.trim();
  if (text.length > MOST_LETTERS) return undefined;
  const wished = last === "wish" ? wishes?.at(-1) : undefined;
  for (const { because, intent, read } of readers) {
    if (intent !== "generate_copy" && text.length > USUAL_LETTERS) continue;
    const wish = read(text, wished, setting, before);
    if (wish) return { intent, because, wish };
  }
  return undefined;
}
