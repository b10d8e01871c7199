// A product photo as it may be drawn: JPEG or PNG by its own first bytes, neither too heavy nor too large to unpack.

import { Failure } from "../../core/failure.ts";
import { words } from "../../core/locale.ts";

const MOST_BYTES = 8 * 1024 * 1024;
const MOST_SIDE = 6_000;
const LEAST_SIDE = 300;

export type Photo = {
  mediaType: "image/png" | "image/jpeg";
  width: number;
  height: number;
  bytes: Uint8Array;
};

/** @throws Failure "invalid" or "limit" with what would be taken instead */
export function photoOf(bytes: Uint8Array): Photo {
  if (bytes.length > MOST_BYTES) throw refused("limit");
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const size = pngSize(view) ?? jpegSize(view);
  if (!size) throw refused("invalid");
  const { width, height } = size;
  if (Math.max(width, height) > MOST_SIDE || Math.min(width, height) < LEAST_SIDE) throw refused("limit");
  return { ...size, bytes };
}

/** As satori and resvg take a picture. */
export function dataAddress({ mediaType, bytes }: Photo): string {
  return `data:${mediaType};base64,${Buffer.from(bytes).toString("base64")}`;
}

type Size = Omit<Photo, "bytes">;

function pngSize(view: Buffer): Size | undefined {
  const signature = "89504e470d0a1a0a";
  if (view.length < 33 || view.toString("hex", 0, 8) !== signature) return undefined;
  return { mediaType: "image/png", width: view.readUInt32BE(16), height: view.readUInt32BE(20) };
}

/** Walks the segments up to the one that tells the frame's size. */
function jpegSize(view: Buffer): Size | undefined {
  if (view.length < 4 || view.readUInt16BE(0) !== 0xffd8) return undefined;
  for (let at = 2; at + 9 < view.length;) {
    if (view[at] !== 0xff) return undefined;
    const kind = view[at + 1] ?? 0;
    const isFrame = kind >= 0xc0 && kind <= 0xcf && kind !== 0xc4 && kind !== 0xc8 && kind !== 0xcc;
    if (isFrame)
      return { mediaType: "image/jpeg", width: view.readUInt16BE(at + 7), height: view.readUInt16BE(at + 5) };
    at += kind === 0xff ? 1 : 2 + view.readUInt16BE(at + 2);
  }
  return undefined;
}

function refused(code: "invalid" | "limit"): Failure {
  return new Failure(code, "the product photo cannot be used", {
    say: words("이 사진은 쓸 수 없어요.", "I cannot use this photo."),
    next: words(
      "JPEG나 PNG로, 8MB 이하, 한 변 300~6,000픽셀인 사진을 올려 주세요.",
      "Drop a JPEG or PNG of at most 8 MB with sides of 300 to 6,000 pixels.",
    ),
  });
}
