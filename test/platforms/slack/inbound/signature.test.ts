import { createHmac } from "node:crypto";
import { describe, expect, test } from "vitest";
import { isSigned } from "../../../../src/platforms/slack/inbound/signature.ts";
import { signatureOf } from "../../../support/slack-driver.ts";

const secret = "8f742231b10e8888abcd99yyyzzz85a5";
const nowS = 1_531_420_618;
const raw = Buffer.from(
  "token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c",
);
/** As it stands in Slack's own documentation. */
const signature = "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503";
const good = { signature, timestamp: String(nowS), raw };
const signedAt = (atS: number): typeof good => ({
  raw,
  timestamp: String(atS),
  signature: signatureOf(secret, String(atS), raw),
});

test("the example of Slack's documentation is signed, by our reading and by the test's driver", () => {
  expect(isSigned(good, secret, nowS)).toBe(true);
  expect(signatureOf(secret, String(nowS), raw)).toBe(signature);
});

test.each([
  [300, true],
  [-300, true],
  [301, false],
  [-301, false],
])("a request %d seconds from now is taken: %s", (offset, taken) => {
  expect(isSigned(signedAt(nowS + offset), secret, nowS)).toBe(taken);
});

describe("a request is refused", () => {
  test.each<
    [string, Partial<{ signature: string | undefined; timestamp: string | undefined; raw: Uint8Array }>]
  >([
    ["without a signature", { signature: undefined }],
    ["without a time", { timestamp: undefined }],
    ["with a short signature", { signature: signature.slice(0, -1) }],
    ["with a long signature", { signature: `${signature}0` }],
    ["with something behind the signature", { signature: `${signature}=again` }],
    ["with another digit", { signature: signature.replace(/3$/, "4") }],
    ["with another version", { signature: signature.replace("v0", "v1") }],
    ["with no hexadecimal digits", { signature: `v0=${"z".repeat(64)}` }],
    ["with an empty signature", { signature: "" }],
    ["with a time that is none", { timestamp: "now" }],
    ["with a time in another notation", { timestamp: "0x5b479a4a" }],
    ["with a fraction of a second", { timestamp: `${nowS}.0` }],
    ["with another second", { timestamp: String(nowS + 1) }],
    ["with one byte changed", { raw: Buffer.from(raw.toString().replace("U2CERLKJA", "U2CERLKJB")) }],
    ["with its body encoded anew", { raw: Buffer.from(raw.toString().replaceAll("%2F", "%2f")) }],
    ["with an empty body", { raw: Buffer.alloc(0) }],
  ])("%s", (_, over) => {
    expect(isSigned({ ...good, ...over }, secret, nowS)).toBe(false);
  });

  test("when no secret is set, even if it is signed with none", () => {
    const unsigned = createHmac("sha256", "").update(`v0:${nowS}:`).update(raw).digest("hex");

    expect(isSigned({ ...good, signature: `v0=${unsigned}` }, "", nowS)).toBe(false);
  });
});
