// Korean verbs and adjectives in all their forms, known by stem and ending: what people do with figures is never a name.

import { z } from "zod";
import { loadYaml } from "./data.ts";
import { compose, decompose } from "./jamo.ts";
import { particles } from "./vocabulary.ts";

const words = z.string().transform((text) => text.split(/\s+/).filter((word) => word !== ""));
const file = loadYaml(
  "predicates",
  z.object({
    regular: words,
    르: words,
    ㅂ: words,
    ㄷ: words,
    ㅅ: words,
    ㅎ: words,
    으: words,
    doing: words,
    short: words,
  }),
);

/** What a stem turns into before endings: as it is, with 아/어, with 았/었, and closed by ㄴ, ㄹ, ㅁ, ㅂ. */
type Shapes = {
  plain: string[];
  joined: string[];
  past: string[];
  n: string[];
  l: string[];
  m: string[];
  b: string[];
};

const ends = {
  plain:
    "다|다고|다는|다가|다니|고|고요|고서|고는|고도|구|지|지요|죠|지만|지는|지도|지를|진|질|게|게요|게끔|거나|거든|거든요|기|기는|기도|기가|기에|기로|기를|긴|겠.*|네|네요|나|나요|냐|냐고|니|니까|는|는데|는데요|는지|는지도|는지요|는지를|는가|는가요|는걸|는거|는게|는건|는다|는다고|는다는|는다면|던|던데|던데요|던가|던지|더라|더라고|더라고요|더니|더라도|도록|려|려고|려고요|려면|러|며|면|면서|면은|면요|자|자고|자마자|잖아|잖아요|소|시(?:고|는|는데|는지|면|죠|지|지요|겠.*|던.*|었.*|나요|네요|려고|길)|신.*|실.*|세요|셔.*|십(?:니다|니까|시오|쇼).*|음|은|은데|은데요|은지|은지요|은가|은가요|은걸|은게|을|을지|을까|을까요|을게|을게요|을래|을래요|을수록|을텐데|으면|으면요|으며|으면서|으니|으니까|으려|으려고|으려면|으러|으로|으시는.*|으세요|으신.*|습니.*|습디.*|구나|군|군요|구만|든|든지|느라|느라고|라|라고|라는|란|라면|려나|려는|려는데|옵.*|데|대|대요|답니다|답니까|단|던|되",
  joined:
    "|서|서요|서는|서도|도|도돼|도되.*|야|야지|야죠|야만|야하.*|야해.*|야겠.*|야될.*|야돼.*|요|용|욤|염|영|라|라고|봐.*|보.*|볼.*|본.*|봤.*|줘.*|주.*|줄.*|준.*|줬.*|드려.*|드리.*|드립.*|드러.*|드릴.*|드린.*|달라.*|놓.*|놔.*|놨.*|두.*|둬.*|둔.*|둘.*|뒀.*|버려.*|버리.*|버린.*|버렸.*|가|가는|가고|가서|가네.*|가던.*|갔.*|간.*|갈.*|오.*|와|와서|와요|왔.*|온.*|올.*|져.*|지.*|졌.*|진.*|질.*|질까.*|하.*|해.*|했.*|한.*|할.*|먹.*|내.*|낸.*|낼.*|냈.*|쓰.*|썼.*|있.*|야함",
  past: "노|누|드나|디|대요|데이|심더|십니꺼|슈|당께|는갑|는갑네|는교|을라나|을란가|을랑가|제|재|삼|어|어요|어용|음|다|다고|다고요|다는|다는데|다던데|다가|다면|대|대요|는데|는데요|는지|는지도|는지요|는지를|는가|는가요|는걸|는거|던|던데|던데요|던가|던가요|던지|던거|던건|던게|더라|더라고|더라고요|더라구요|더니|더라면|습니.*|습디.*|을까|을까요|을지|을지도|을때|을텐데|을걸|을거.*|으면|으면요|으니|으니까|으며|네|네요|나|나요|냐|냐고|니|지|지요|죠|지만|잖아|잖아요|구나|군|군요|구만|고|고요|어서|어도|어야.*|거든|거든요|듯|듯이|을듯|단|쥬|슴|슴다|슴돠",
  n: "|데|데요|지|지요|지도|가|가요|다|다고|다고요|다는|다는데|다던데|다면|다면요|다니|들|걸|거|게|건|데도|척|듯|대|대요|답니다|단다",
  l: "|지|지도|지요|까|까요|까봐|게|게요|래|래요|수록|텐데|텐데요|거|거야|거예요|거면|걸|건데|건가.*|때|라고|라나|라면|려고|려나|듯|께|께요",
  m: "|이|을|은|요|에|니까|다",
  b: "니다|니까|니다만|시다|디다|니다요|니당|죠",
};
const tests = Object.fromEntries(
  Object.entries(ends).map(([shape, forms]) => [shape, new RegExp(`^(?:${forms})$`)]),
) as Record<keyof Shapes, RegExp>;
const short = new Set(file.short);
const LAUGH = /[ㅋㅎㅠㅜㅇㄷ~]+$/;
/** A clause in the place of a noun takes particles: 얼마였는지랑, 왜 그런지도. */
const CLAUSE =
  /(는지|은지|인지|던지|을지|ㄹ지|한지|운지|린지|난지)(?:랑|이랑|하고|도|를|는|가|만|까지|와|요)$/;
const BRIGHT = /[ㅏㅗㅑ]/;

/** Nouns of the lexicons become verbs: 예상되는, 분석해주세요, 하락한. */
const made = /^(?:하|해|했|한|할|함|합|되|돼|됐|된|될|됨|됩|시키|시켜|시킨|시킬|시켰|스러|스런)/;
/** What makes another noun of one. */
const nounEnds =
  /^(?:치|세|폭|액|율|률|량|수|분|형|성|중|전|후|시|별|용|자|도|표|값|선|권|건|인|적|들)?(?:으로|로|이|가|을|를|은|는|도|만|의|에|과|와|랑|이랑|하고|까지|부터|요|이요|인지|일지|일까|일까요|일런지|이려나|이라면|인가|인가요|인데|인데요|입니다|예요|이에요|야|이야|임|죠|이죠)?(?:요|도|만|는|은)?$/;

/** True for letters that can close a known Korean word or stem to the end of its word: 알려 + 주세요, but not 올리 + 브오일. */
export function isEnding(letters: string): boolean {
  const bare = plainSpoken(letters).replace(CLAUSE, "$1");
  if (bare === "" || particles.has(bare) || nounEnds.test(bare) || copulaLength(bare) === bare.length)
    return true;
  if (Object.values(tests).some((test) => test.test(bare))) return true;
  if (/^[아어여]/.test(bare) && tests.joined.test(bare.slice(1))) return true;
  if (decompose(bare[0] ?? "").endsWith("ㅆ") && tests.past.test(bare.slice(1))) return true;
  return made.test(bare) && (bare.length < 3 || isPredicate(`정리${bare}`));
}

/** Playful spellings as they are meant: 합니당, 보여줭, 될까여, 는지좀. */
function plainSpoken(letters: string): string {
  return letters
    .replace(LAUGH, "")
    .replace(/당$/, "다")
    .replace(/줭$/, "줘")
    .replace(/(?<=[가-힣])[여욤염용좀]$/, "");
}

type Start = { text: string; shape: keyof Shapes };
const byFirst = indexed();

/** True for a whole word that is a verb or an adjective with its ending: 붙여놓고, 쪼그라든, 파악해주십쇼. */
export function isPredicate(word: string): boolean {
  const bare = word.replace(LAUGH, "").replace(CLAUSE, "$1");
  if (bare.length < 2) return false;
  if (short.has(bare)) return true;
  for (const { text, shape } of byFirst.get(bare[0] ?? "") ?? []) {
    if (!bare.startsWith(text)) continue;
    const rest = bare.slice(text.length);
    if (text.length === 1 && rest.length === 0) continue;
    if (text.length === 1 && bare.length < 3 && shape !== "past" && !(shape === "plain" && isShort(bare)))
      continue;
    if (tests[shape].test(rest)) return true;
  }
  return isPastOf(bare);
}

/** 뽑되, 찍고: a closed stem and an ending of one letter. */
function isShort(word: string): boolean {
  return !/[ㅏ-ㅣ]$/.test(decompose(word[0] ?? "")) && /[고게되던든자죠네냐지는]$/.test(word);
}

/** Syllables closed by ㅆ stand in verbs only, past 있 and 겠: 났는지. What stands before 이었 or 였 is a noun. */
function isPastOf(word: string): boolean {
  const at = word.split("").findIndex((letter, index) => index > 0 && decompose(letter).endsWith("ㅆ"));
  if (at > 1 && (word[at] === "였" || (word[at] === "었" && word[at - 1] === "이"))) return false;
  return at > 0 && tests.past.test(word.slice(at + 1));
}

/** Letters of "was" behind a noun, to the end of the word: 제주감귤이었어, 얼마였더라; 0 when it is none. */
export function copulaLength(rest: string): number {
  const [whole, , ending = ""] = /^(이었|였|이였)([가-힣]{0,5})/.exec(rest) ?? [];
  if (whole === undefined || whole.length !== (/^[가-힣]+/.exec(rest)?.[0].length ?? 0)) return 0;
  return tests.past.test(ending.replace(CLAUSE, "$1")) ? whole.length : 0;
}

function indexed(): Map<string, Start[]> {
  const index = new Map<string, Start[]>();
  const put = (shapes: Shapes): void => {
    for (const [shape, texts] of Object.entries(shapes) as [keyof Shapes, string[]][]) {
      for (const text of texts) {
        const first = text[0] ?? "";
        index.set(first, [...(index.get(first) ?? []), { text, shape }]);
      }
    }
  };
  for (const stem of file.regular) put(regular(stem));
  for (const stem of file.르) put({ ...regular(stem), ...withJoined(doubled(stem)) });
  for (const stem of file.ㅂ)
    put(
      changed(
        stem,
        (bare) => `${bare}우`,
        (bare) => `${bare}${bare.endsWith("도") ? "와" : "워"}`,
      ),
    );
  for (const stem of file.ㄷ)
    put(
      changed(
        stem,
        (bare) => closed(bare, "ㄹ"),
        (bare) => withVowel(closed(bare, "ㄹ")),
      ),
    );
  for (const stem of file.ㅅ)
    put(
      changed(
        stem,
        (bare) => bare,
        (bare) => `${bare}${BRIGHT.test(lastJamo(bare)) ? "아" : "어"}`,
      ),
    );
  for (const stem of file.ㅎ)
    put(
      changed(
        stem,
        (bare) => bare,
        (bare) => bare.slice(0, -1) + syllable(initialOf(bare), "ㅐ", ""),
      ),
    );
  for (const stem of file.으) put({ ...regular(stem), ...withJoined(droppedEu(stem)) });
  for (const noun of file.doing) {
    put(doing(noun));
    for (const verb of ["되", "시키", "드리", "당하"]) put(regular(noun + verb));
    put({ plain: [], joined: [`${noun}돼`], past: [`${noun}됐`], n: [], l: [], m: [], b: [] });
  }
  return index;
}

function regular(stem: string): Shapes {
  if (stem.endsWith("하")) return doing(stem.slice(0, -1));
  const open = /[ㅏ-ㅣ]$/.test(decompose(stem));
  const soft = decompose(stem).endsWith("ㄹ");
  const base = soft ? closed(stem.slice(0, -1) + opened(stem.slice(-1)), "") : stem;
  const close = (final: string): string[] => (open || soft ? [closed(base, final)] : []);
  const joined = open ? contracted(stem) : withVowel(stem);
  return {
    plain: soft ? [stem, base] : [stem],
    ...withJoined(joined),
    n: close("ㄴ"),
    l: close("ㄹ"),
    m: soft ? [closed(base, "ㅁ")] : close("ㅁ"),
    b: close("ㅂ"),
  };
}

function doing(noun: string): Shapes {
  return {
    plain: [`${noun}하`],
    joined: [`${noun}해`, `${noun}하여`],
    past: [`${noun}했`],
    n: [`${noun}한`],
    l: [`${noun}할`],
    m: [`${noun}함`],
    b: [`${noun}합`],
  };
}

/** Stems whose last consonant changes before a vowel: 돕다 도우면 도와, 듣다 들으면 들어. */
function changed(stem: string, soft: (bare: string) => string, joined: (bare: string) => string): Shapes {
  const bare = stem.slice(0, -1) + opened(stem.slice(-1));
  const before = soft(bare);
  const open = /[ㅏ-ㅣ]$/.test(decompose(before));
  const close = (final: string): string[] => (open ? [closed(before, final)] : []);
  return {
    plain: [stem, before],
    ...withJoined(joined(bare)),
    n: close("ㄴ"),
    l: close("ㄹ"),
    m: close("ㅁ"),
    b: close("ㅂ"),
  };
}

function withJoined(joined: string): Pick<Shapes, "joined" | "past"> {
  return { joined: [joined], past: [closed(joined, "ㅆ")] };
}

function withVowel(stem: string): string {
  return stem + (BRIGHT.test(lastJamo(stem)) ? "아" : "어");
}

/** 가 + 아 = 가, 오 + 아 = 와, 주 + 어 = 줘, 붙이 + 어 = 붙여. */
function contracted(stem: string): string {
  const last = stem.slice(-1);
  const vowels: Readonly<Record<string, string>> = { ㅗ: "ㅘ", ㅜ: "ㅝ", ㅣ: "ㅕ", ㅚ: "ㅙ", ㅡ: "ㅓ" };
  const vowel = lastJamo(stem);
  const to = vowels[vowel];
  return to
    ? stem.slice(0, -1) + syllable(initialOf(last), to, "")
    : vowel === "ㅟ" || vowel === "ㅢ"
      ? `${stem}어`
      : stem;
}

/** 오르 + 아 = 올라, 부르 + 어 = 불러. */
function doubled(stem: string): string {
  const root = stem.slice(0, -1);
  return closed(root, "ㄹ") + (BRIGHT.test(lastJamo(root)) ? "라" : "러");
}

/** 담그 + 아 = 담가, 쓰 + 어 = 써. */
function droppedEu(stem: string): string {
  const root = stem.slice(0, -1);
  const bright =
    root !== "" &&
    BRIGHT.test(
      decompose(root)
        .replace(/[^ㅏ-ㅣ]/g, "")
        .slice(-1),
    );
  return root + syllable(initialOf(stem.slice(-1)), bright ? "ㅏ" : "ㅓ", "");
}

function opened(letter: string): string {
  const [initial = "", vowel = ""] = decompose(letter);
  return syllable(initial, vowel, "");
}

function closed(text: string, final: string): string {
  const [initial = "", vowel = ""] = decompose(text.slice(-1));
  return text.slice(0, -1) + syllable(initial, vowel, final);
}

function initialOf(text: string): string {
  return decompose(text.slice(-1))[0] ?? "";
}

function lastJamo(text: string): string {
  return decompose(text.slice(-1))[1] ?? "";
}

function syllable(initial: string, vowel: string, final: string): string {
  return compose(initial, vowel, final);
}
