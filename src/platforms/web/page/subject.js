// What an answer's files are called: by the question they answer.

const mostLetters = 60;

/**
 * @param node anything inside an answer
 * @param part of the answer, when it has a name of its own
 * @returns a name that every file system takes, without an ending
 */
export function subjectOf(node, part) {
  const question = node.closest(".entry")?.querySelector(".said")?.textContent ?? "";
  return [question, part].map(fileName).filter(Boolean).join(" - ") || "CO9MA";
}

function fileName(text = "") {
  return text
    .normalize("NFC")
    .replace(/[\p{Cc}\p{Cf}\\/:*?"<>|]+/gu, " ")
    .replace(/\s+/g, " ")
    .slice(0, mostLetters)
    .toWellFormed()
    .replace(/^[\s.]+|[\s.\ufffd]+$/g, "");
}
