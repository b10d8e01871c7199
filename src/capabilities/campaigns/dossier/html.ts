// HTML in which every value is text: what stands in a template's places is escaped, unless it is HTML that was made the same way.

/** Only `html` makes it. */
export type Html = { readonly html: string };

type Value = string | number | Html | readonly Html[];

export function html(pieces: TemplateStringsArray, ...values: readonly Value[]): Html {
  const parts = pieces.map((piece, at) => piece + (at < values.length ? written(values[at] ?? "") : ""));
  return { html: parts.join("") };
}

export const nothing: Html = { html: "" };

function written(value: Value): string {
  if (typeof value === "string" || typeof value === "number") return escaped(String(value));
  return "html" in value ? value.html : value.map((one) => one.html).join("");
}

const signs: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** Also control letters that a page may not hold; line breaks and tabs stay. */
function escaped(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(/[^\P{Cc}\n\t]/gu, "\ufffd")
    .replaceAll(/[&<>"']/g, (sign) => signs[sign] ?? "");
}
