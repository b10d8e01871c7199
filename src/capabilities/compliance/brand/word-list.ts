// Words line by line under a heading that says what they are: 금지어, 필수 문구, banned words. `A -> B` writes B instead of A.

const headings: readonly { kind: "avoid" | "use"; form: RegExp }[] = [
  {
    kind: "avoid",
    form: /^(?:브랜드 ?)?(?:금지 ?(?:어|단어|표현|문구)|금칙어|쓰지 ?않(?:을|는) ?말|바꿔 ?쓸 ?말|banned (?:words?|terms?|phrases?)|words? to avoid|avoid|do not use)(?: ?(?:목록|list))?$/iu,
  },
  {
    kind: "use",
    form: /^(?:브랜드 ?)?(?:필수 ?(?:어|단어|표현|문구)|꼭 ?(?:넣|쓸) ?(?:을 ?)?말|required (?:words?|terms?|phrases?)|always (?:use|include)|must use)(?: ?(?:목록|list))?$/iu,
  },
];

/** Far more than a term may have: such a line is told as too long, and no pattern looks at it. */
const LONGEST_LINE = 200;
const AROUND_HEADINGS = new Set("\uFEFF#=[]*:：-");

/** Whether the first line that says anything is such a heading. */
export function isWordList(lines: readonly string[]): boolean {
  const first = lines.find((line) => bare(line) !== "");
  return first !== undefined && kindOf(first) !== undefined;
}

/** One rule a line, unchecked; `line` counts from 1. Behind `#` or `//` on a line of its own stands a remark. */
export function wordListRules(lines: readonly string[]): { value: unknown; line: number }[] {
  let kind: "avoid" | "use" = "avoid";
  return lines.flatMap((line, at) => {
    const heading = kindOf(line);
    if (heading) kind = heading;
    const text = itemOf(line);
    if (heading || text === "" || /^(?:#|\/\/)/.test(text)) return [];
    return [{ value: valueOf(kind, text), line: at + 1 }];
  });
}

function itemOf(line: string): string {
  const text = line.trim();
  return text.length > LONGEST_LINE ? text : text.replace(/^(?:[-*•·]|\d+[.)])(?:\s+|$)/, "");
}

function valueOf(kind: "avoid" | "use", text: string): unknown {
  const [from = "", to] = text.length > LONGEST_LINE ? [text] : text.split(/\s*(?:->|→|=>)\s*/);
  if (kind === "use") return { check: { require: { all: [text] } } };
  if (to === undefined) return { check: { existence: { terms: [text] } } };
  return { check: { existence: { terms: [from] } }, rewrite: { replace: [[from, to]] } };
}

function kindOf(line: string): "avoid" | "use" | undefined {
  const text = bare(line);
  if (text.length > LONGEST_LINE) return undefined;
  return headings.find(({ form }) => form.test(text))?.kind;
}

/** `# 금지어:`, `[금지어]`, `== banned words ==` are headings alike. */
function bare(line: string): string {
  let [start, end] = [0, line.length];
  while (start < end && isAround(line[start] ?? "")) start += 1;
  while (end > start && isAround(line[end - 1] ?? "")) end -= 1;
  return line.slice(start, end);
}

function isAround(letter: string): boolean {
  return AROUND_HEADINGS.has(letter) || letter.trim() === "";
}
