// What a picture's own data says of where it came from: IPTC's digital source type in XMP, as programs read it, beside the line for people.
// Values: https://cv.iptc.org/newscodes/digitalsourcetype/ (2026-11-21); the chunk: XMP Specification Part 3, 1.1.5 "PNG".

import { withNote } from "./palette-png.ts";

/** `made`: words and picture by AI; `composite`: the same around a photo that somebody brought. */
export type Origin = "made" | "composite";

const sources: Readonly<Record<Origin, string>> = {
  made: "trainedAlgorithmicMedia",
  composite: "compositeWithTrainedAlgorithmicMedia",
};

/** @param note the line for people, in the language of the picture */
export function marked(png: Uint8Array, { origin, note }: { origin: Origin; note: string }): Uint8Array {
  return withNote(withNote(png, "Comment", note), "XML:com.adobe.xmp", packet(sources[origin]));
}

function packet(source: string): string {
  return [
    `<?xpacket begin="\u{feff}" id="W5M0MpCehiHzreSzNTczkc9d"?>`,
    `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">`,
    `<rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmp:CreatorTool="CO9MA"`,
    ` xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/"`,
    ` Iptc4xmpExt:DigitalSourceType="http://cv.iptc.org/newscodes/digitalsourcetype/${source}"/>`,
    `</rdf:RDF></x:xmpmeta><?xpacket end="r"?>`,
  ].join("");
}

/** XMP stands near a file's start, whoever wrote it. */
const LOOKED_THROUGH = 128 * 1024;

/** The last word of the digital source type that a picture's own bytes tell; `undefined` where they tell none. */
export function sourceOf(picture: Uint8Array): string | undefined {
  const start = Buffer.from(picture.subarray(0, LOOKED_THROUGH)).toString("latin1");
  return /DigitalSourceType(?:="|>)http:\/\/cv\.iptc\.org\/newscodes\/digitalsourcetype\/(\w{1,60})/.exec(
    start,
  )?.[1];
}
