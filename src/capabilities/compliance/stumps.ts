// Sentences of which a rewrite has left only a stump: they begin with the particle of a word that is gone, or wait for one.

/** A particle without its word: 께만 보내드리는, 을 위한, 에게 어울리는, 은예요. */
const ORPHANED =
  /^[\s"'“‘([,·-]*(?:께(?:서|만|는|도)?|에게(?:만|는|도)?|한테(?:만|는)?|을|를|은|는|의|으로|와|라고|이라고|라는|이라는|은예요|는예요|예요|이에요|입니다|거예요|거래요|되죠|어때요)(?=[\s.,!?]|$)/u;
/** The same in the middle, behind a word that takes none: 성소수자인 에게. */
const LOOSE = /[가-힣]\s(?:께|께만|에게|에게만|한테|을|를)(?=\s)/u;
/** A topic, an object or a modifier that nothing follows: 이 홍삼은, 아침마다 재는, 눈 침침한. */
const WAITING =
  /(?:(?<=[가-힣])(?:은|는|한|던|된|에서|에게|으로|처럼|보다|이지만|하고|다는)|(?<=[가-힣])(?<!마|노|거|가)을|(?<=[가-힣])를)[\s.,!?~]*$/u;

/** The copula of a noun that is gone, behind a particle or a word that describes one: 원장님은예요, 서비스가입니다, 새로운예요. */
const BARE_COPULA =
  /^(?:[가-힣]*(?:[은는이가을를의운한긴된른]|담은))?(?:예요|이에요|에요|입니다|이죠|인데요?)[\s.,!?~]*$/u;

/**
 * Without the sentences that are no sentences any more. Those that the copy itself held as they are stay.
 * @param original the copy before anything was taken out
 */
export function withoutStumps(text: string, original: string): string {
  const sentences = text.split(/(?<=[.!?。]\s)|(?<=\n)|(?=※)/u);
  const kept = sentences.filter((one) =>
    original.includes(one.trim()) ? !isCut(one, original) : !isStump(one, original),
  );
  return kept.length === sentences.length ? text : kept.join("").trim();
}

function isStump(sentence: string, original: string): boolean {
  const bare = sentence.replace(/[\s"'“”‘’]+$/u, "");
  return (
    /[가-힣]/.test(bare) &&
    (ORPHANED.test(bare) || LOOSE.test(bare) || waits(bare, original) || says(bare, original))
  );
}

/** 데일리 크림을 집으로 is left of a copy that ended so itself. */
function waits(sentence: string, original: string): boolean {
  const last = /\S+$/u.exec(sentence)?.[0] ?? "";
  const endsSo = original.split(/[.!?。\n]/u).some((one) => one.trimEnd().endsWith(` ${last}`));
  return WAITING.test(sentence) && !endsSo;
}

/** Words that the copy did not hold, and that say nothing of anything. */
function says(sentence: string, original: string): boolean {
  const known = new Set(original.split(/[\s,]+/u));
  const words = sentence.split(/[\s,]+/u).filter((word) => !known.has(word));
  return words.some((word) => BARE_COPULA.test(word) || closedBefore(word));
}

/** 추천예요: 예요 stands behind a vowel only. */
function closedBefore(word: string): boolean {
  const syllable = /([가-힣])예요[.,!?~]*$/u.exec(word)?.[1];
  return syllable !== undefined && ((syllable.codePointAt(0) ?? 0) - 0xac00) % 28 > 0;
}

/** A piece of a sentence of the copy, which began or went on there: 이 홍삼은 of 이 홍삼은 독감을 예방합니다. */
function isCut(sentence: string, original: string): boolean {
  const said = sentence.trim();
  if (said === "" || !isStump(said, original)) return false;
  const at = original.indexOf(said);
  const before = original.slice(0, at).trimEnd();
  const after = original.slice(at + said.length).trimStart();
  const begins = before === "" || /[.!?。※\n]$/u.test(before);
  const ends = after === "" || /^[.!?。※\n]/u.test(after) || /[.!?。]$/u.test(said);
  return !begins || !ends;
}
