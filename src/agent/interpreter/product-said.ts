// The product that proof is of, where it is said.

const NAME = String.raw`[‘'"“]?(?<name>[^\s,，.。:：‘’'"“”][^,，.。:：‘’'"“”\n]{0,58}?)[’'"”]?`;

const told: readonly RegExp[] = [
  new RegExp(
    String.raw`(?:제품|상품)(?:명|\s?이름)?\s?(?:은|는|[:：])\s*${NAME}\s?(?:이에요|예요|입니다|이야|야)?\s*(?:[,，.。)]|$)`,
    "u",
  ),
  new RegExp(String.raw`(?:^|[,，(]\s*)${NAME}\s(?:제품|상품)(?:의|용|에 대한|꺼|거)\s`, "u"),
  new RegExp(
    String.raw`\b(?:product|item)(?:\s(?:is|name is)|\s?[:：=])\s*(?:the\s)?${NAME}\s*(?:[,.)]|$)`,
    "iu",
  ),
];

/** Numbers that are given to one product only: the name that stands before them is its name. */
const numbered: readonly RegExp[] = [
  new RegExp(String.raw`(?:^|[,，]\s*)${NAME}(?:의)?\s(?:기능성|건강\s?기능|건기식|기능성식품)`, "u"),
  new RegExp(String.raw`\bfunctional\b[^,.]{0,60}\sfor\s(?:the\s|our\s)?${NAME}\s*(?:[,.)]|$)`, "iu"),
];

const NO_NAME =
  /^(?:우리|저희|자사|당사|새|새로운|신규|이번|이|그|저|식약처|제품|상품|브랜드|it|this|that)(?:\s|$)/iu;

export function productSaid(text: string): string | undefined {
  for (const form of [...told, ...numbered]) {
    const name = form.exec(text)?.groups?.["name"]?.trim();
    if (name !== undefined && !NO_NAME.test(name)) return name;
  }
  return undefined;
}
