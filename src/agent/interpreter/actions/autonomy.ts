// How far automation goes, kind by kind: 예산 변경은 승인 후에, 일시정지는 알아서 해; budget changes need approval, pauses can run by themselves.

import type { z } from "zod";
import type { SetAutonomy } from "../../../capabilities/limits/autonomy-tools.ts";
import type { Wish } from "../interpretation.ts";

type Kinds = NonNullable<z.input<typeof SetAutonomy>["kinds"]>;
type Kind = Kinds[number]["kind"];
type Level = Kinds[number]["level"];

const kinds: readonly (readonly [Kind, string])[] = [
  [
    "campaign.budget",
    "(?:일\\s?|총\\s?|광고\\s?)?예산\\s?(?:변경|조정|수정|증액|감액|올리는\\s?것|바꾸는\\s?것|바꾸는\\s?거|이동)?|증액|감액|(?:changing |raising |moving )?(?:the )?(?:daily )?budgets?(?: changes?| shifts?| edits?)?|budget (?:changes?|increases?)",
  ],
  [
    "campaign.pause",
    "(?:캠페인\\s?|광고\\s?)?(?:일시\\s?정지|일시\\s?중지|중지|정지|멈추는\\s?(?:것|거|건)|끄는\\s?(?:것|거|건))|(?:campaign )?paus(?:es|e|ing)(?: (?:campaigns|ads|things))?",
  ],
  [
    "campaign.resume",
    "(?:캠페인\\s?|광고\\s?)?(?:재개|다시\\s?켜는\\s?(?:것|거|건)|켜는\\s?(?:것|거|건))|(?:campaign )?resum(?:es|e|ing)(?: (?:campaigns|ads|things))?",
  ],
  [
    "campaign.end",
    "(?:기간|종료일?|마감일?|집행\\s?기간)\\s?(?:변경|연장|단축|조정|수정)?|(?:end dates?|flights?)(?: changes?)?|(?:changing )?end dates?|extensions?",
  ],
  [
    "campaign.launch",
    "(?:새\\s?|신규\\s?)?(?:캠페인\\s?|광고\\s?)?(?:집행|론칭|런칭|생성|등록)|(?:campaign |new )?launch(?:es|ing)?(?: (?:new )?campaigns)?|new campaigns?",
  ],
  [
    "campaign.activate",
    "(?:캠페인\\s?|광고\\s?)?(?:시작|활성화)|(?:campaign )?(?:starts|starting|activation|activating)(?: campaigns)?",
  ],
  [
    "campaign.creative",
    "소재\\s?(?:교체|변경|바꾸는\\s?(?:것|거|건))|(?:creative|ad) (?:swaps?|changes?)|(?:swapping|changing) (?:the )?(?:creatives?|ads)",
  ],
  [
    "campaign.url",
    "(?:연결\\s?주소|랜딩|url)\\s?(?:페이지\\s?)?(?:변경|수정)?|landing pages?(?: changes?)?|url changes?",
  ],
  [
    "campaign.rename",
    "(?:캠페인\\s?)?이름\\s?(?:변경|수정|바꾸는\\s?(?:것|거|건))|renam(?:es|ing)(?: campaigns)?",
  ],
  [
    "campaign.audience",
    "타[겟깃](?:팅)?\\s?(?:변경|수정|조정)|(?:audience|targeting) changes?|changing (?:the )?(?:audiences?|targeting)",
  ],
  ["campaign.undo", "되돌리기|원상\\s?복구|undos?|undoing|rollbacks?"],
];
const levels: readonly (readonly [Level, string])[] = [
  [
    "suggest",
    "(?:제안|추천)(?:까지)?만|실행은?\\s?(?:하지|말)|보고만|suggest(?:ions?)? only|only (?:be )?suggest(?:ed|ions?)?|(?:just|only) propose|recommend only",
  ],
  [
    "act_on_approval",
    "(?:꼭\\s|항상\\s|무조건\\s|반드시\\s)*(?:내\\s|제\\s|사람\\s|관리자\\s|매니저\\s)?(?:승인|허락|확인|결재)(?:을|를)?\\s?(?:받고|받은\\s?(?:후|뒤|다음)|받아|후|뒤|이후|하면|나면|이?\\s?(?:필요|있어야)|필요)|물어보고|물어봐|(?:always |only )*(?:needs? (?:my |an? )?(?:approval|sign-?off|ok)|requires? (?:my |an? )?approval|(?:only )?(?:after|on|with|upon) (?:my |an? )?approval|ask (?:me |us )?(?:first|before)|wait for (?:my |an? )?approval)",
  ],
  [
    "autonomous",
    "(?:(?:나한테|저한테)\\s)?(?:물어보지|묻지)\\s?(?:말고|않고)(?:\\s(?:그냥\\s)?알아서)?|알아서|자율(?:로|적으로)?|자동(?:으로|\\s?실행)?|묻지\\s?(?:말고|않고)|승인\\s?없이|스스로|(?:can |may |should |could )*(?:run|happen|go|be done|do it|do them|go ahead|proceed)? ?(?:automatic(?:ally)?|autonomous(?:ly)?|(?:on (?:your|its|their) own)|(?:by (?:yourself|itself|themselves))|without (?:asking|approval))",
  ],
  [
    "whole",
    "(?:전체|기본|나머지)(?:와|과|랑|하고)?\\s?(?:같게|똑같이|동일하게|설정|값)|(?:as|like) the (?:rest|others|default|workspace)|(?:back )?to the default",
  ],
];
const kindForm = kinds.map(([, form]) => `(?:${form})`).join("|");
const levelForm = levels.map(([, form]) => `(?:${form})`).join("|");
const tailKo =
  "(?:에만|에|로만|로|만|으로)?\\s?(?:해도\\s?(?:돼|되|괜찮)[가-힣]*|하게\\s?해?[가-힣]*|하도록\\s?해?[가-힣]*|해|하고|하자|진행|실행|처리|바꿔|둬|두|설정|부탁|해야|하)?[가-힣]*(?:\\s(?:줘|주세요|줄래|돼|되고|둬|해))?";
/** `예산 변경은 승인 후에`: a kind or several, its particle, how far, nothing else. */
const clause = new RegExp(
  `^(?:그리고\\s|근데\\s|하지만\\s|단\\s|and |but |while |please |let |set ){0,4}(?<what>(?:${kindForm})(?:\\s?(?:,|와|과|이랑|랑|하고|및|and|&)\\s?(?:${kindForm})){0,4})(?:은|는|만|도|을|를|\\s?정도는?|할\\s?때는?|하는\\s?(?:건|것은|거는)|\\s(?:is|are|to|should|must|be|always|only|mode)){0,4}\\s?(?<how>${levelForm})${tailKo}(?:\\s(?:from now on|now|too|please|as well))?[\\s.!~]*$`,
  "iu",
);
const turned = new RegExp(
  `^(?:and |but |please |always |then ){0,4}(?<how>ask (?:me |us )?(?:first )?before|get (?:my )?approval (?:before|for)|don't ask (?:me )?(?:before|for)|(?:suggest only|only suggest|just suggest|recommend only)(?: for)?)\\s(?<what>(?:any |all )?(?:${kindForm})(?:\\s?(?:,|and|or)\\s?(?:${kindForm})){0,4})[\\s.!]*$`,
  "iu",
);
const joints = /\s*[,;·\n]\s*|(?<=\S)(?:하고|되고|이고|지만|는데)\s|\s(?=(?:but|while)\s)|(?<=[.!])\s+/iu;

/** No level is said without one of these; the forms above are long, and nearly every message is about something else. */
const levelWords =
  /제안|추천|실행은|보고만|승인|허락|확인|결재|물어|묻지|알아서|자율|자동|스스로|전체|기본|나머지|suggest|propose|recommend|approval|sign|\bok\b|ask|wait|automatic|autonomous|own|self|selves|without|rest|others|default|workspace/iu;

/** Every clause says a kind and a level, or the message is about something else. */
export function kindsWish(said: string): Wish | undefined {
  if (said.length > 200 || !levelWords.test(said)) return undefined;
  const whole =
    clausesOf(said, joints) ??
    clausesOf(said, /\s+and\s+(?=\S+ (?:\S+ )?(?:can|may|need|require|should|after|on))|\s*[,;]\s*/iu);
  return whole && { tool: "set_autonomy", input: { kinds: whole } };
}

function clausesOf(said: string, cut: RegExp): Kinds | undefined {
  const pieces = said.split(cut).filter((piece) => piece.trim() !== "");
  const read = pieces.map(clauseOf);
  const all = read.flatMap((one) => one ?? []);
  return read.length > 0 && read.every((one) => one !== undefined) ? unique(all) : undefined;
}

function unique(all: Kinds): Kinds {
  return [...new Map(all.map((one) => [one.kind, one])).values()];
}

function clauseOf(piece: string): Kinds | undefined {
  const text = piece.trim();
  const match = clause.exec(text) ?? turned.exec(text);
  const { what, how } = match?.groups ?? {};
  if (what === undefined || how === undefined) return undefined;
  const level = levelOf(how);
  const meant = what
    .split(/\s?(?:,|와|과|이랑|랑|하고|및|\band\b|\bor\b|&)\s?/iu)
    .flatMap((one) => kindOf(one) ?? []);
  return level && meant.length > 0 ? meant.map((kind) => ({ kind, level })) : undefined;
}

function levelOf(how: string): Level | undefined {
  if (/^(?:ask|get)/i.test(how) && !/^ask (?:me |us )?(?:first|before)?$/i.test(how))
    return "act_on_approval";
  if (/^don't ask/i.test(how)) return "autonomous";
  if (/^(?:suggest|only|just|recommend)/i.test(how)) return "suggest";
  return levels.find(([, form]) => new RegExp(`^(?:${form})`, "iu").test(how.trim()))?.[0];
}

function kindOf(word: string): Kind | undefined {
  const said = word.trim().replace(/^(?:any|all)\s/i, "");
  return kinds.find(([, form]) => new RegExp(`^(?:${form})$`, "iu").test(said))?.[0];
}
