// How a sentence speaks of something: whether it wants it done, or asks about it, wants to be shown it, forbids it.

/** Requests in the dress of a question: 해줄 수 있어?, 하면 안 돼?, could you. */
const requests =
  /(?:줄\s*래|줄\s*수|주실|주시겠|주시면|주면\s*안|해\s*줘|안\s*될까|면\s*안\s*(?:돼|되|됩|될)[가-힣]*\s*\?|(?:하|할|해)\s*면\s*좋겠)|\b(?:can|could|will|would)\s+you\b|\bcan'?t\s+you\b|\bwould\s+you\s+mind\b|\bplease\b|\bwhy\s+don'?t\b|\b(?:can|could)\s+we\s+just\b|\bhow\s+(?:can|do|could|would|to)\b/;

const waysToDoIt = /방법|하는\s*법|꼼수|편법|요령|노하우|\b(?:a\s+way|ways?\s+to|trick|loophole)\b/;

const asksKo =
  /(?:있어|있나|있니|있을까|있습니까|있는지|있는가|있는\s*거|없지|없나|없죠|없어|없는지|없니|없을까|얼마|몇\s*\S{1,3}|인가|한가|되나|되는지|돼|될까|될지|되니|됩니까|맞아|맞지|맞나|맞죠|나요|가요|까요|까|는지|은지|인지|냐|니|지|죠|뭐야|뭐예요|뭐죠|뭐지|누구야|누구|언제야|언제|왜|을까|어때|어땠|아니지|거\s*아냐|거\s*아니야|셨어|됐어|했어|왔어|저장해|걸려|불법이야)(?:요|여|영|욤|용|냥)?\s*[?~ㅋㅎㅠ.\s]*$/;
const askingWords = /누가|누구|언제|얼마|얼만|몇\s|어떤\s|어느\s|무슨\s|왜\s/;
/** A command anywhere: what stands behind it is a remark, 써줘 상관없어. */
const command =
  /(?<!알려|보여|찾아|확인해|말해|체크해|봐)(?:줘|줘요|주라|주세요|주십시오)(?=[\s!~.,]|$)|(?:달라|해|해라|하라|하자|합시다|시켜|놔|둬|버려|하셈|부탁|바람)\s*[!~.\s]*$/;

const asksEn =
  /^(?:(?:so|and|ok|okay|hey|hi|hello|well|but|um|just|quick question)[\s,]+)*(?:who|whose|what|when|where|which|why|is|are|was|were|did|does|do\s+(?:we|you|i|they|people|any)|has|have|had|how\s+(?:many|much|does|do\s+you|did|is|are|was|were|come|long|often|well)|can|could|should|would|will|may|am|any)\b/;
const tagQuestion = /,\s*(?:right|correct|is it|isn'?t it|do you|don'?t you|does it|are they|ok)\s*\?\s*$/;

const showsKo =
  /(?:보여|알려|찾아|확인해|체크해|정리해|집계해|요약해|조회해|설명해|말해|가르쳐|봐|추려|골라|세어|목록|리스트)\s*(?:줘|주|봐|달|드|주라|줄래|보자)?[가-힣]{0,5}\s*[?!~.\sㅋㅎㅠ]*$/;
const showsEn =
  /^(?:(?:please|pls|hey|ok|and|so|then|now|also|kindly|can you|could you|would you|will you|i want to|i'd like to|i need to|let me|help me)[\s,]+)*(?:show|list|find|check|tell\s+me|count|compare|display|see|look\s+(?:up|for|at)|search|export|how\s+many)\b/;

const forbidsKo =
  /(?:지\s*(?:마|말아|마라|마세요|마요|말\s*것|말도록|말라)|면\s*안\s*(?:돼|되|됩)[가-힣]*|막아\s*(?:줘|주)|차단해|방지해|못\s*하게\s*(?:해|막|설정)|않도록|없도록|없게\s*(?:해|설정)|금지)[가-힣\s]{0,8}[!~.\s]*$/;
const forbidsEn =
  /^(?:(?:please|pls|and|so|also|but|just)[\s,]+)*(?:never|don'?t|do\s+not|avoid|stop|block|prevent)\b|\b(?:make\s+sure|ensure|guarantee|see\s+to\s+it)\b.{0,20}\b(?:no|nothing|never|nobody|none|isn'?t|aren'?t|not|doesn'?t)\b|^(?:nothing|nobody|no\s+\w+)\b/;

/**
 * True when the sentence wants it done.
 * @param sentence in lower case
 * @param rest the same with what was found blanked out, so that a "don't" that is part of it forbids nothing
 * @param shown whether wanting to be shown it is wanting it
 */
export function wantsItDone(sentence: string, rest: string, shown: boolean): boolean {
  if (forbidsEn.test(rest.trim()) || forbidsKo.test(rest)) return false;
  const shows = !shown && (showsKo.test(sentence) || showsEn.test(sentence));
  if (waysToDoIt.test(sentence) || (requests.test(sentence) && !shows)) return true;
  if (shows) return false;
  return !asks(sentence);
}

function asks(sentence: string): boolean {
  if (tagQuestion.test(sentence) || asksEn.test(sentence)) return true;
  if (!/[가-힣]/.test(sentence)) return false;
  if (asksKo.test(sentence) && !command.test(sentence)) return true;
  return askingWords.test(sentence) && !command.test(sentence);
}
