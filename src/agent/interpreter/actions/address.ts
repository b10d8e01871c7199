// A web address in a request.

import { findAddresses } from "../../../language/addresses.ts";
import type { Scan } from "../scan.ts";
import { placeOf } from "./request.ts";

/** As written, without the particle or stop behind it; a question mark in it ends the request, not the address. */
export function addressIn(scan: Scan): string | undefined {
  const { from, to } = placeOf(scan);
  const found = findAddresses(scan.text).find((one) => one.from >= from && one.from < to);
  return found && scan.text.slice(found.from, found.to).replace(/[).,]+$|(?:으로|로|를|을)$/, "");
}
