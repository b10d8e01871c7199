// Words that tell one question's answer from another's without a figure in them.

const letters = "가나다라마바사아자차카타파하거너";

/** Another word for each number, of six letters. */
export function codeOf(index: number): string {
  return Array.from({ length: 6 }, (_, at) => letters[(index >> (4 * (5 - at))) & 15] ?? "가").join("");
}
