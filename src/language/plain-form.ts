// Wide letters and digits, long dashes and odd blanks as their plain ones, sign for sign: a place found in the one is that place in the other.

const odd =
  /[\u00A0\u2000-\u200A\u2010-\u2015\u202F\u205F\u2212\u2500\u3000\u3161\u30FC\uFE58\uFE63\uFF01-\uFF5E]/g;

/** As long as `text`. */
export function plainForm(text: string): string {
  return text.replace(odd, (sign) => {
    const code = sign.charCodeAt(0);
    if (code >= 0xff01) return String.fromCharCode(code - 0xfee0);
    return /\s/.test(sign) ? " " : "-";
  });
}
