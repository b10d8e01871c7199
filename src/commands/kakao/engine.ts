// A strict stand-in for Kakao's bot engine: it waits 5 s for a skill and no longer, opens callbacks that are good once and for a while,
// and refuses under status 200 what the guides say is refused. It notes what people saw, and by which way.

import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { type Profile } from "../../platforms/kakao/skill/limits.ts";
import { skillProblems } from "../../platforms/kakao/skill/response.ts";
import { type Json, roomEvent, skillRequest } from "./request.ts";

/** Documented: 5 s for a skill, a minute for a callback, five in a team chat. */
export const engineTimes = { cutMs: 5_000, callbackMs: { person: 60_000, team: 300_000 } };
type EngineTimes = typeof engineTimes;

type Pressable = { label: string; text: string; extra: Json | undefined; trigger: string };

/** One bubble group that stood in somebody's chat. */
type Seen = {
  user: string;
  room: string | undefined;
  atMs: number;
  by: "reply" | "callback";
  /** Everything that can be read in it. */
  text: string;
  buttons: Pressable[];
};

export type Turned = {
  status: number;
  ms: number;
  /** Kakao hung up: people see an error of its. */
  cut: boolean;
  /** Nobody listens at the door: whatever stands before it tries another. */
  shut: boolean;
  reply: Json | undefined;
  seen: Seen | undefined;
  /** The callback it was granted. */
  waits: boolean;
};

export type Door = { url: string; workspace: string; key: string };

type Token = {
  user: string;
  room: string | undefined;
  bornMs: number;
  granted: boolean;
  used: boolean;
  test: boolean;
};

type Say = {
  user: string;
  text: string;
  room?: string;
  callback?: boolean;
  console?: boolean;
  bot?: string;
  /** Nobody speaks: an event runs the block. */
  params?: Record<string, string>;
};

export type Engine = {
  url: string;
  /** In the order in which it was there. */
  seen: Seen[];
  /** Uses of a callback that was used before. */
  secondUses: () => number;
  /** What it refused, in its words, and what of ours is not as the guides say. */
  refused: string[];
  say: (door: Door, what: Say) => Promise<Turned>;
  /** Presses the button with this label that stands last in this person's chat. */
  press: (door: Door, user: string, label: string, what?: Partial<Say>) => Promise<Turned>;
  event: (door: Door, type: string, room: string) => Promise<Turned>;
  /** What happens to the next callbacks instead of their acceptance; `drop` and `error` after the effect. */
  trouble: (("refuse" | "drop" | "error") | undefined)[];
  close: () => Promise<void>;
};

export async function startEngine(times: EngineTimes = engineTimes): Promise<Engine> {
  const tokens = new Map<string, Token>();
  const [seen, refused, trouble]: [Seen[], string[], Engine["trouble"]] = [[], [], []];
  let [secondUses, made] = [0, 0];

  function see(what: Omit<Seen, "atMs" | "text" | "buttons">, reply: Json): Seen | undefined {
    const outputs = outputsOf(reply);
    if (outputs.length === 0) return undefined;
    const one = {
      ...what,
      atMs: performance.now(),
      text: textIn(reply["template"]),
      buttons: buttonsIn(reply),
    };
    seen.push(one);
    return one;
  }

  function check(reply: unknown, profile: Profile): string | undefined {
    const found = skillProblems(reply, profile);
    refused.push(...found.map(({ level, path, rule }) => `${level} ${path}: ${rule}`));
    return found.find(({ level }) => level === "error")?.rule;
  }

  function takeCallback(name: string, body: string): { status: "SUCCESS" | "FAIL"; message: string } {
    const token = tokens.get(name);
    const fail = (message: string): { status: "FAIL"; message: string } => {
      refused.push(message);
      return { status: "FAIL", message };
    };
    if (!token) return fail("invalid callback token");
    if (token.test) return fail("callback of a bot test");
    if (token.used) {
      secondUses += 1;
      return fail("invalid callback token: used");
    }
    const profile = token.room === undefined ? "person" : "team";
    if (performance.now() - token.bornMs > times.callbackMs[profile]) return fail("expired callback token");
    if (!token.granted) return fail("use callback true is not set");
    token.used = true;
    const reply = parsed(body);
    const wrong = reply === undefined ? "invalid json" : check(reply, profile);
    if (wrong !== undefined || reply === undefined) return fail(wrong ?? "");
    see({ user: token.user, room: token.room, by: "callback" }, reply);
    return { status: "SUCCESS", message: "" };
  }

  async function callback(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const body = await bodyOf(req);
    const today = trouble.shift();
    const name = (req.url ?? "").split("/").at(-1) ?? "";
    if (today === "refuse") {
      const token = tokens.get(name);
      if (token) token.used = true;
    }
    const { status, message } =
      today === "refuse" ? { status: "FAIL", message: "internal error 501" } : takeCallback(name, body);
    if (today === "drop") {
      req.socket.destroy();
      return;
    }
    res.writeHead(today === "error" ? 500 : 200, { "Content-Type": "application/json" });
    res.end(JSON.stringify({ taskId: name, status, message, timestamp: made }));
  }

  const server = createServer((req, res) => void callback(req, res));
  const url = await listen(server);

  async function send(door: Door, path: string, body: Json, profile: Profile): Promise<Turned> {
    const begunMs = performance.now();
    const spent = (): number => Math.round(performance.now() - begunMs);
    const nothing = { reply: undefined, seen: undefined, waits: false, shut: false };
    try {
      const response = await fetch(`${door.url}/kakao/${door.workspace}/${path}`, {
        method: "POST",
        headers: { "Content-Type": "application/json", "X-Co9ma-Key": door.key },
        body: JSON.stringify(body),
        signal: AbortSignal.timeout(times.cutMs),
      });
      const reply = parsed(await response.text());
      if (response.status === 200 && check(reply, profile) !== undefined)
        return { ...nothing, status: 200, ms: spent(), cut: false };
      return { ...nothing, status: response.status, ms: spent(), cut: false, reply };
    } catch (error) {
      const { name, cause } = error as { name: string; cause?: { code?: string } };
      const shut = cause?.code === "ECONNREFUSED";
      return { ...nothing, status: 0, ms: spent(), cut: name === "TimeoutError", shut };
    }
  }

  async function utter(door: Door, what: Say, pressed?: Pressable): Promise<Turned> {
    const { user, text, room, callback: granted = false, console, bot, params } = what;
    const profile = room === undefined ? "person" : "team";
    const name = `${(made += 1)}-${Math.random().toString(36).slice(2)}`;
    const token = {
      user,
      room,
      bornMs: performance.now(),
      granted: false,
      used: false,
      test: console === true,
    };
    if (granted) tokens.set(name, token);
    const body = skillRequest({
      user,
      text,
      room,
      ...(bot && { bot }),
      ...(console && { console }),
      ...(granted && { callbackUrl: `${url}/callback/${name}` }),
      ...(pressed && { pressed }),
      ...(params && { params }),
    });
    const turned = await send(door, "skill", body, profile);
    if (!turned.reply) return turned;
    if (turned.reply["useCallback"] === true) {
      token.granted = granted;
      return { ...turned, waits: granted };
    }
    return { ...turned, seen: see({ user, room, by: "reply" }, turned.reply) };
  }

  return {
    url,
    seen,
    refused,
    trouble,
    secondUses: () => secondUses,
    say: (door, what) => utter(door, what),
    press(door, user, label, what = {}) {
      const mine = seen.filter(
        (one) => one.user === user && (what.room === undefined || one.room === what.room),
      );
      const button = mine.flatMap(({ buttons }) => buttons).findLast((one) => one.label === label);
      if (!button) throw new Error(`${user} sees no “${label}”`);
      return utter(door, { user, ...what, text: button.text }, button);
    },
    async event(door, type, room) {
      const turned = await send(door, "room", roomEvent(type, room), "team");
      const shown = turned.reply && see({ user: "", room, by: "reply" }, turned.reply);
      return { ...turned, seen: shown };
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function listen(server: Server): Promise<string> {
  return new Promise((resolve) =>
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      resolve(`http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}`);
    }),
  );
}

async function bodyOf(req: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of req as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks).toString("utf8");
}

function parsed(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

type Held = Record<string, unknown>;

function outputsOf(reply: Json): Held[] {
  return ((reply["template"] as { outputs?: Held[] } | undefined)?.outputs ?? []) as Held[];
}

/** Names of fields that people read. */
const read: ReadonlySet<string> = new Set(["text", "title", "description", "altText", "label"]);

function textIn(held: unknown): string {
  if (Array.isArray(held)) return held.map(textIn).join("\n");
  if (typeof held !== "object" || held === null) return "";
  return Object.entries(held)
    .map(([name, value]) => (read.has(name) && typeof value === "string" ? value : textIn(value)))
    .filter((text) => text !== "")
    .join("\n");
}

function buttonsIn(reply: Json): Pressable[] {
  const template = (reply["template"] ?? {}) as { quickReplies?: Held[] };
  return [
    ...outputsOf(reply).flatMap((output) => pressablesIn(output)),
    ...(template.quickReplies ?? []).map((one) => pressable(one, "QUICKREPLY_BUTTON_MESSAGE")),
  ];
}

function pressablesIn(held: unknown): Pressable[] {
  if (Array.isArray(held)) return held.flatMap(pressablesIn);
  if (typeof held !== "object" || held === null) return [];
  return Object.entries(held as Held).flatMap(([name, value]) =>
    name === "buttons" && Array.isArray(value)
      ? (value as Held[])
          .filter(({ action }) => action === "message")
          .map((one) => pressable(one, "CARD_BUTTON_MESSAGE"))
      : pressablesIn(value),
  );
}

function pressable({ label, messageText, extra }: Held, trigger: string): Pressable {
  return {
    label: String(label),
    text: String(messageText ?? label),
    extra: extra as Json | undefined,
    trigger,
  };
}
