// The named functions of `check.function`: what words alone cannot say.

import type { NamedFunction } from "../policy.ts";
import type { Rule } from "../rule.ts";
import { academyRecruit } from "./academy.ts";
import { bannedTerms, requiredTerms, rudeEndings } from "./brand.ts";
import { endorsementDisclosed, inventedReviews, likenessUsed } from "./endorsement.ts";
import { capitals } from "./capitals.ts";
import { phoneInText, punctuation, spacedLetters, symbols } from "./gimmicks.ts";
import type { Hit, Seen } from "./hit.ts";
import { adLabel, labelEvasion, senderShown } from "./message-label.ts";
import { personalData } from "./personal-data.ts";
import { falseUrgency, hiddenRenewal, misleadingOffer, priorPriceOrTerms } from "./offers.ts";
import { functionalFoodReviewed, medicalPriorReview } from "./prior-review.ts";
import { misspelt } from "./spelling.ts";
import { hiddenTerms, lowestPrice, reviewedText } from "./stated-facts.ts";
import { specialTargeting } from "./targeting.ts";

type CheckFunction = (seen: Seen, options: NamedFunction) => Hit[];

const functions: Readonly<Record<string, CheckFunction>> = {
  "ad-label": adLabel,
  "label-evasion": labelEvasion,
  "sender-shown": senderShown,
  "reviewed-text": reviewedText,
  "hidden-terms": hiddenTerms,
  "lowest-price": lowestPrice,
  pii: personalData,
  "phone-in-text": phoneInText,
  capitals,
  punctuation,
  symbols,
  "spaced-letters": spacedLetters,
  misspelt,
  "endorsement-disclosed": endorsementDisclosed,
  "invented-reviews": inventedReviews,
  "misleading-offer": misleadingOffer,
  "hff-reviewed": functionalFoodReviewed,
  "med-pre-review": medicalPriorReview,
  "likeness-used": likenessUsed,
  "academy-recruit": academyRecruit,
  "hidden-renewal": hiddenRenewal,
  "false-urgency": falseUrgency,
  "eu-offer": priorPriceOrTerms,
  "special-targeting": specialTargeting,
  "jp-offer": (seen) => [...falseUrgency(seen), ...hiddenTerms(seen)],
  "brand-banned": bannedTerms,
  "brand-required": requiredTerms,
  tone: rudeEndings,
};

export const functionNames: readonly string[] = Object.keys(functions);

export function functionHits({ policy }: Rule, seen: Seen): Hit[] {
  const named = policy.check.function;
  return named ? (functions[named.name]?.(seen, named) ?? []) : [];
}
