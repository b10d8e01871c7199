// How Korean sentences that ask for something end, as closed lists: 꺼 + 줘, 끄 + 자, 삭제 + 해 주세요. What goes on behind the verb in any
// other way (꺼진 이유, 쓰지 않은 광고, 취소율) is another sentence.

const giving = String.raw`(?:줘요?|줘라|주라|주세요|주십시오|주시죠|줄래요?\??|주실래요?\??|주시겠(?:어요|습니까)\??|주시면 (?:돼요?|됩니다|좋겠(?:어요|습니다|네요)|감사하겠습니다)|주면 (?:돼|좋겠(?:어|네|다))요?|줬으면 (?:해|좋겠(?:어|네|다))요?|줄 ?수 ?있(?:어|니|나|을까|는지)요?\??)`;
const favour = String.raw`부탁(?:해|드려|드릴게|드립니다|합니다|할게)?요?`;
const must = String.raw`야 ?(?:해|돼|한다|합니다|됩니다|됨|함|하고|겠(?:어|다))요?`;
const little = String.raw`(?:\s?(?:좀|한 ?번))?`;

/** Behind 어-stems: 꺼, 되돌려, 써. */
const afterDone = String.raw`(?:\s?(?:놔|둬|놓아|두어|버려))?(?:요|라|${must}|${little}\s?(?:${giving}|${favour}))?`;
/** Behind plain stems: 끄, 되돌리, 쓰. */
const afterStem = String.raw`(?:자|자고|세요|시오|십시오|시죠|도록|도록 (?:해|하자|하세요|합시다|합니다)|도록 ?해${afterDone}|게 ?(?:해|만들어)${afterDone}|고 싶(?:어|네|습니다)요?|기|기로(?: ?(?:해|하자|합니다|해요|했어))?|는 ?(?:걸로|것으로)(?: ?(?:해|하자)${afterDone})?)`;
/** Behind stems that look ahead: 끌, 되돌릴, 쓸. */
const afterNext = String.raw`\s?(?:래요?|게요?|것|거야|거예요|겁니다|것이다)`;

export type Verb = {
  /** 꺼|켜 */
  done?: string;
  /** 끄|켜; the polite 으 belongs to it: 넣으 */
  stem?: string;
  /** 끌|켤 */
  next?: string;
  /** 삭제|제거: alone, or with 해, 하, 할 */
  noun?: string;
};

/** Source of a pattern: the verb as an order or a wish, to the end of the sentence. */
export function ordered({ done, stem, next, noun }: Verb): string {
  const forms = [
    done && `(?:${done})${afterDone}`,
    stem && `(?:${stem})${afterStem}`,
    next && `(?:${next})${afterNext}`,
    noun &&
      String.raw`(?:${noun})(?:을|를)?(?:${little}\s?(?:해${afterDone}|하${afterStem}|할${afterNext}|할 ?수 ?있(?:어|나|을까)요?\??|합시다|합니다|한다|함|바랍니다|바람|요망|시켜${afterDone}|처리 ?해?${afterDone}|${giving}|${favour}))?`,
  ].filter((form) => form !== undefined);
  return `(?:${forms.join("|")})${closed}`;
}

/** What may still stand behind it. */
export const closed = String.raw`(?:[\s,]+(?:앞으로(?:는)?|이제(?:는)?|절대(?:로)?|꼭|제발|좀|지금|바로|다시|알겠지|알았지|${favour}|고마워요?|감사합니다))*[.!~]*$`;
