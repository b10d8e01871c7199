// Words nobody listed that are talk and no name: the accountant wants it, before I jump in the taxi, 정산해야 되는데.

import type { Name } from "./names.ts";
import { isCue, isHangul, isKind, type Scan } from "./scan.ts";

/** Right before a word in small letters: somebody's, somebody introduced, something done, a place one is in. */
const talkAhead =
  /(?:^|[\s,.(])(?:my|his|her|their|your|it's|it is|this is|i'm|i am|can i|can we|could i|i can|we can|i could|i need to|need to|have to|has to|want to|wanna|gonna|gotta|going to|i'll|we'll|trying to|in the|in a|at the|into the|on a|before the|after the|as a|hey|hi|hello|just|really|very|too|so|don't|doesn't|didn't|won't|can't|should|would|could|must|please|pls) $/;
/** Right behind it: what somebody does, or that it is one who does. */
const talkBehind =
  /^(?:'s)? (?:wants?|wanted|needs?|needed|asked|asks|is asking|was asking|said|says|told|thinks|thought|keeps|insists|claims|complains|complained|swears|hates|loves|here(?![a-z]))/;
const koreanTalk =
  /^(?:하나|둘|셋|넷|다섯)(?:이|만|은)?$|^프로$|^전에(?: |$)|^당(?: |$)|^잘못(?: |$)|^vat$|(?:헤서|봐봐|놔봐|놔바|뭐땜|땜에?|가자|할게|먹고|싶어|거든|라네|다네|던가|든가|려면|하게|보게|니깐|여갖고|해갖고)$/;
/** Endings glued to a stem that only a verb has: 정산해|야, 물어보셔|서. */
const verbTail = /^(?:야|야지|야만|서|서요|라|도|주|준|달|놓|둬|둔|버)/;

export function withoutTalk(scan: Scan, names: readonly Name[]): Name[] {
  return names.filter(
    (name) => !(isHangul(name.words) ? isKoreanTalk(scan, name) : isTalk(scan, name, names)),
  );
}

function isTalk(scan: Scan, name: Name, names: readonly Name[]): boolean {
  if (!isPlainLetters(scan, name)) return false;
  const ahead = scan.text.slice(0, name.from).toLowerCase();
  if (talkAhead.test(ahead) && !names.some((other) => other.to < name.from && isListed(scan, other, name)))
    return true;
  if (talkBehind.test(scan.text.slice(name.to).toLowerCase())) return true;
  const other = names.find((one) => one !== name && isSure(scan, one));
  return other !== undefined && !isListed(scan, name, other) && !isListed(scan, other, name);
}

/** One stretch of small letters with neither quotes nor the word campaign. */
function isPlainLetters(scan: Scan, name: Name): boolean {
  const written = scan.text.slice(name.from, name.to);
  return !name.quoted && !name.marked && written === written.toLowerCase() && !/[가-힣\d]/.test(written);
}

function isSure(scan: Scan, name: Name): boolean {
  return name.quoted || name.marked || !isPlainLetters(scan, name);
}

/** Both belong to one list or are held against each other. */
function isListed(scan: Scan, first: Name, second: Name): boolean {
  if (first.to > second.from || /\b(?:that|this) $/i.test(scan.text.slice(0, first.from))) return false;
  const between = scan.lexemes.slice(first.last + 1, second.first);
  if (between.length > 4) return false;
  return between.some(
    (lexeme) =>
      /^(?:and|or|vs\.?|v|versus|than|to|,|&|\+|\/|plus|랑|이랑|하고|과|와)$/.test(lexeme.text.trim()) ||
      isCue(lexeme, "compare"),
  );
}

/** 몇 시야 병원 콜센터 인력 짜야 돼서: behind the question, in a clause that only tells what it is for. */
function isInReason({ text }: Scan, name: Name): boolean {
  return asked.test(text.slice(0, name.from)) && purpose.test(text.slice(name.to).split("\n")[0] ?? "");
}

const asked = /(?:줘|줘요|주세요|봐|봐요|봐줘요?|야|지|나요|까요|냐|임|죠|달라|부탁|[?.!])[\s?.!,ㅠㅋ]*\s$/;
const purpose =
  /(?:보게|하게|되게|려고|려구|라서|돼서|해서|와서|셔서|이라|중이라|용|때문에|는데|거든|더라고|래서|대서)[요\s.!?~ㅠㅋㅎ]*$/;

function isKoreanTalk(scan: Scan, name: Name): boolean {
  if (name.quoted || name.marked) return false;
  if (koreanTalk.test(name.words) || isInReason(scan, name)) return true;
  const next = scan.lexemes[name.last + 1];
  if (!next || next.from !== name.to || isKind(next, "dimension")) return false;
  return /[해돼줘와봐셔져커려워]$/.test(name.words) && verbTail.test(next.text);
}
