// Whether styles keep words from being seen when a page opens. Only what stands in the page itself is known: its own sheets and attributes.

import { withoutComments } from "./comments.ts";

type Attributes = Readonly<Record<string, string>>;
export type Hiding = { has: (name: string, attributes: Attributes) => boolean };

const MOST_STYLES = 500_000;
const MOST_SELECTORS = 2_000;

const hides: readonly RegExp[] = [
  /(?:^|[;{\s])display\s*:\s*none/i,
  /(?:^|[;{\s])visibility\s*:\s*(?:hidden|collapse)/i,
  /(?:^|[;{\s])opacity\s*:\s*0(?:\.0{1,4})?\s*(?:[;!}]|$)/i,
  /(?:^|[;{\s])font-size\s*:\s*[0-4](?:\.\d{1,3})?\s*(?:px|pt)?\s*(?:[;!}]|$)/i,
  /(?:^|[;{\s])(?:text-indent|margin-left|left|top)\s*:\s*-\d{3,5}/i,
  /(?:^|[;{\s])color\s*:\s*transparent/i,
];
const color = /(?:^|[;{\s])color\s*:\s*(#[0-9a-f]{3,8}|[a-z]{3,20})\s*(?:[;!}]|$)/i;
const ground = /(?:^|[;{\s])background(?:-color)?\s*:\s*(#[0-9a-f]{3,8}|[a-z]{3,20})\s*(?:[;!}]|$)/i;

/** Declarations of one element, as in its `style`. */
export function hidesByDeclarations(declarations: string): boolean {
  if (declarations === "") return false;
  const style = declarations.slice(0, 2_000);
  if (hides.some((form) => form.test(style))) return true;
  const [letters, behind] = [color.exec(style)?.[1], ground.exec(style)?.[1]];
  return letters !== undefined && plainColor(letters) === plainColor(behind ?? "");
}

function plainColor(said: string): string {
  const named = { white: "#ffffff", black: "#000000" }[said.toLowerCase()] ?? said.toLowerCase();
  return /^#[0-9a-f]{3}$/.test(named) ? named.replace(/[0-9a-f]/g, "$&$&") : named;
}

/**
 * Selectors of one class, id or tag with one of them that hide what they mean. What only some screens hide (@media) is seen on others and
 * hides nothing; anything more elaborate is not followed.
 */
export function hidingSelectors(styles: string): Hiding {
  const found = new Set<string>();
  for (const { selector, declarations } of topRules(styles.slice(0, MOST_STYLES))) {
    if (found.size > MOST_SELECTORS) break;
    if (!hidesByDeclarations(declarations)) continue;
    for (const one of selector.split(",")) {
      const plain = one.trim().toLowerCase();
      if (/^[a-z0-9]{0,12}[.#][\w-]{1,80}$/.test(plain)) found.add(plain);
    }
  }
  return {
    has: (name, attributes) => found.size > 0 && selectorsOf(name, attributes).some((one) => found.has(one)),
  };
}

function selectorsOf(name: string, attributes: Attributes): string[] {
  const classes = (attributes["class"] ?? "").toLowerCase().split(/\s+/).slice(0, 40);
  const id = (attributes["id"] ?? "").toLowerCase();
  const marks = [
    ...classes.filter((one) => one !== "").map((one) => `.${one}`),
    ...(id === "" ? [] : [`#${id}`]),
  ];
  return marks.flatMap((mark) => [mark, `${name}${mark}`]);
}

/** Rules that stand in no other block. */
function topRules(styles: string): { selector: string; declarations: string }[] {
  const rules: { selector: string; declarations: string }[] = [];
  const plain = withoutComments(styles, "/*", "*/");
  let depth = 0;
  let from = 0;
  let selector = "";
  for (const { 0: brace, index } of plain.matchAll(/[{}]/g)) {
    if (brace === "{") {
      if (depth === 0) selector = plain.slice(from, index).trim();
      depth += 1;
    } else {
      depth = Math.max(0, depth - 1);
      if (depth === 0 && !selector.startsWith("@"))
        rules.push({ selector, declarations: plain.slice(from, index) });
    }
    from = index + 1;
  }
  return rules;
}
