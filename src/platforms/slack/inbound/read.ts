// Any body that Slack posts, by what it is: an event, a form with a payload, a slash command.

import { readHomePress } from "../home/press.ts";
import { readEvent } from "./event.ts";
import { type Heard, ignored, type Self } from "./heard.ts";
import { readCommand, readInteraction } from "./interaction.ts";

/** @param body parsed from JSON, or the fields of a form whose `payload` was parsed already */
export function readBody(body: unknown, self: Self): Heard {
  if (typeof body !== "object" || body === null) return ignored("no body");
  if ("command" in body) return readCommand(body, self);
  if ("event" in body) return readEvent(body, self);
  return readHomePress(body, self) ?? readInteraction(body, self);
}
