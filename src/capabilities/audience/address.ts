// Telephone numbers and mail addresses in one spelling each, so that one person's contact is one row.

export type Address = { kind: "phone" | "email"; value: string };

/** `010-1234-5678`, `+82 10 1234 5678`, ` Kim@Example.com `; Korean numbers only, whose law is the one consents are judged by. */
export function addressIn(text: string): Address | undefined {
  const plain = text.normalize("NFKC").trim();
  if (/^[^\s@,;<>]{1,64}@[^\s@,;<>]{1,250}\.[a-z]{2,24}$/i.test(plain))
    return { kind: "email", value: plain.toLowerCase() };
  if (!/^\+?[\d\s().-]{8,20}$/.test(plain)) return undefined;
  const digits = plain.replace(/\D/g, "").replace(/^82(?=\d{9,10}$)/, "0");
  // A spreadsheet that took the number for a figure dropped its first zero.
  const whole = /^1\d{8,9}$/.test(digits) ? `0${digits}` : digits;
  return /^0\d{8,10}$/.test(whole) ? { kind: "phone", value: whole } : undefined;
}
