// Ways to make a true sentence false: each changes one thing that a reader would rely on.

export type Mutation = { name: string; of: (sentence: string) => string[] };

/** Every result of one replacement at a time. */
function each(sentence: string, pattern: RegExp, to: (...found: string[]) => string | undefined): string[] {
  return [...sentence.matchAll(pattern)].flatMap((match) => {
    const made = to(...(match as unknown as string[]));
    if (made === undefined || made === match[0]) return [];
    return [sentence.slice(0, match.index) + made + sentence.slice(match.index + match[0].length)];
  });
}

/** Swaps of words, both ways; a pair is two patterns with the word that takes the place of each. */
function swapped(sentence: string, pairs: readonly Pair[]): string[] {
  return pairs.flatMap(([a, b, after = "", before = ""]) => {
    const word = (text: string): RegExp => new RegExp(`${before}${text}${after}`, "g");
    return [...each(sentence, word(a), () => b), ...each(sentence, word(b), () => a)];
  });
}

/** Two words, what may stand behind them and before them. */
type Pair = readonly [string, string, string?, string?];

/** Numbers that are figures: no date, rank, count of a list or part of a name. */
const figure =
  /(?<![\d.,월(~#\n-])(?<!Nov |top |상위 )\d[\d,]*(?:\.\d+)?(?![\d.,]*\d)(?!일|월|위|st|nd|rd|th|개|~\d+일)/g;

const metricWords: readonly Pair[] = [
  ["광고비", "매출"],
  ["전환", "클릭", "(?!당|율|률| 한)"],
  ["클릭", "노출", "(?!률|당)"],
  ["ROAS", "CTR"],
  ["클릭률", "전환율"],
  ["CPA", "CPC"],
  ["Spend", "Revenue"],
  ["spend", "revenue", "(?!er)", "(?<!ad )"],
  ["Conversions", "Clicks"],
  ["conversions", "clicks"],
  ["clicks", "impressions"],
  ["CTR", "CVR"],
];
const mediumWords: readonly Pair[] = [
  ["메타", "카카오"],
  ["네이버", "메타"],
  ["구글", "네이버"],
  ["Meta", "Kakao"],
  ["Naver", "Meta"],
  ["Google Ads", "Naver"],
  ["포근이불 신규고객", "침구 파워링크"],
  ["재구매 비즈보드", "올망살림 자사명"],
  ["데스크톱", "모바일"],
];
/** No figure is told of what is named here. */
const onlyRanked = /상위 3개|top 3/;
/** Told of a name without a figure. */
const flat = /거의 같|flat/;

/** A name beside itself says nothing that is false. */
function isSilly(sentence: string): boolean {
  if (/([\w가-힣]+ [+−]?[\d.]+%), \1/.test(sentence)) return true;
  return /(메타|네이버|구글|카카오|Meta|Naver|Google Ads|Kakao)(?:와|과|보다| and| is lower than)? ?(?:\S+ \S+ )?\1/.test(
    sentence.replace(/\d\S*/g, ""),
  );
}

export const mutations: readonly Mutation[] = [
  {
    name: "a digit changed",
    of: (sentence) => each(sentence, figure, (found = "") => changedDigit(found)),
  },
  {
    name: "ten times as much",
    of: (sentence) =>
      each(sentence, figure, (found = "") => (found.includes(".") ? shifted(found) : `${found}0`)),
  },
  {
    name: "percent for points and back",
    of: (sentence) => [
      ...each(sentence, /(?<=\d)%(?!p)/g, () => "%p"),
      ...each(sentence, /(?<=\d)%p/g, () => "%"),
      ...each(sentence, / percentage points/g, () => "%"),
    ],
  },
  {
    name: "the sign turned",
    of: (sentence) => [...each(sentence, /−(?=\d)/g, () => "+"), ...each(sentence, /\+(?=\d)/g, () => "−")],
  },
  {
    name: "the direction turned",
    of: (sentence) =>
      /\d/.test(sentence) && !/성과|모든 지표/.test(sentence)
        ? swapped(sentence, [
            ["늘었", "줄었"],
            ["늘어", "줄어", "", "(?<!점차 )"],
            ["감소", "증가"],
            ["내려갔", "올라갔"],
            ["내렸", "올랐"],
            ["떨어졌", "올랐"],
            ["하락", "상승"],
            ["낮", "높"],
            ["많아", "적어"],
            ["비싸", "저렴해"],
            ["fell", "rose", "(?! below)"],
            ["dropped", "climbed"],
            ["down", "up", "", "(?<!(?:made|make|take) )(?<![a-z])"],
            ["drop", "rise", "(?!p)"],
            ["lower", "higher"],
            ["lowest", "highest", "(?! to )", "(?<! to )"],
            ["more", "fewer", "(?! than ₩)(?! than \\d)(?! \\w+ly)"],
            ["slipped", "rose"],
            ["cheaper", "more expensive"],
          ])
        : [],
  },
  {
    name: "another metric",
    of: (sentence) =>
      onlyRanked.test(sentence) || sentence.search(figure) < 0 ? [] : swapped(sentence, metricWords),
  },
  {
    name: "another medium or campaign",
    of: (sentence) =>
      onlyRanked.test(sentence) || flat.test(sentence) || sentence.search(figure) < 0
        ? []
        : swapped(sentence, mediumWords).filter((made) => !isSilly(made)),
  },
  {
    name: "another currency",
    of: (sentence) => [
      ...each(sentence, /(?<=[\d만억] ?)원/g, () => "달러"),
      ...each(sentence, /₩/g, () => "$"),
    ],
  },
  {
    name: "만 for 억",
    of: (sentence) => [
      ...each(sentence, /(?<=\d)억/g, () => "만"),
      ...each(sentence, /(?<=\d)만(?=[ 원])/g, () => "억"),
      ...each(sentence, /(?<=\d)M(?![a-z])|(?<=\d )million/g, (found = "") =>
        found === "M" ? "B" : "billion",
      ),
    ],
  },
  {
    name: "an invented difference",
    of: (sentence) =>
      /원|₩/.test(sentence)
        ? [
            /[가-힣]/.test(sentence)
              ? sentence.replace(/\.$/, ", 차이는 1,234,500원이에요.")
              : sentence.replace(/\.$/, ", a difference of ₩1,234,500."),
          ]
        : [],
  },
  {
    name: "a wrong share",
    of: (sentence) =>
      /원|₩|건/.test(sentence)
        ? [
            /[가-힣]{2}[요다]\./.test(sentence)
              ? sentence.replace(/\.$/, ", 전체의 57.3%를 차지했어요.")
              : sentence.replace(/\.$/, ", 57.3% of the total."),
          ]
        : [],
  },
  {
    name: "rounded too far",
    // A limit may be coarse and still hold.
    of: (sentence) =>
      /넘|이상|약 |about|above|over /i.test(sentence)
        ? []
        : each(sentence, /\d{1,3}(?:,\d{3}){1,}/g, (found = "") => coarser(found)),
  },
];

function changedDigit(found: string): string {
  const at = found.search(/\d/);
  const digit = Number(found[at]);
  return found.slice(0, at) + String(digit === 9 ? 7 : digit + 1) + found.slice(at + 1);
}

function shifted(found: string): string {
  return String(Number((Number(found.replaceAll(",", "")) * 10).toPrecision(12)));
}

/** 25,819,938 becomes 25,000,000 without a word for it. */
function coarser(found: string): string | undefined {
  const plain = found.replaceAll(",", "");
  const cut = plain.slice(0, 2) + "0".repeat(plain.length - 2);
  const made = cut.replace(/\B(?=(\d{3})+$)/g, ",");
  return made === found ? undefined : made;
}
