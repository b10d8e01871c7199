// Where an answer may come later: the address stands in the body of a request, so only Kakao's own are used, and none that leads inside.

import { lookup as systemLookup } from "node:dns/promises";
import { BlockList, isIP } from "node:net";

/** @returns nothing for what is no callback of Kakao's; `own` is an address under which tests stand in for Kakao */
export function callbackAddress(text: string | undefined, own?: URL): URL | undefined {
  if (text === undefined || !URL.canParse(text)) return undefined;
  const url = new URL(text);
  if (own && url.origin === own.origin) return url;
  const { protocol, hostname, port, username, password } = url;
  const isKakao = hostname.endsWith(".kakao.com") && port === "" && username === "" && password === "";
  return protocol === "https:" && isKakao ? url : undefined;
}

/** All addresses of a name. */
export type Resolve = (host: string) => Promise<string[]>;

export const resolveHost: Resolve = async (host) =>
  (await systemLookup(host, { all: true })).map(({ address }) => address);

const inside = new BlockList();
for (const [net, bits] of [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["224.0.0.0", 3],
] as const)
  inside.addSubnet(net, bits, "ipv4");
for (const [net, bits] of [
  ["::", 128],
  ["::1", 128],
  ["64:ff9b::", 96],
  ["fc00::", 7],
  ["fe80::", 10],
  ["ff00::", 8],
] as const)
  inside.addSubnet(net, bits, "ipv6");

/** Also of an IPv4 address in the clothes of IPv6. */
export function isPublic(address: string): boolean {
  const family = isIP(address);
  return family !== 0 && !inside.check(address, family === 4 ? "ipv4" : "ipv6");
}
