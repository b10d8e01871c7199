// The words of `/co9ma` that are answered at once and to their writer alone: help, status, people, link, stop, cancel. Anything else is a question.

import type { Logger } from "pino";
import type { Chat } from "../../../chat/chat.ts";
import type { Place } from "../../../chat/inbox.ts";
import { roomStatus, type RoomStatus } from "../../../chat/room-status.ts";
import { haltFor } from "../../../chat/halt.ts";
import { askStopFor } from "../../../chat/running.ts";
import { startersFor } from "../../../chat/starters.ts";
import { languageSpoken } from "../../../chat/whisper.ts";
import { findVisitor } from "../../../chat/people.ts";
import { Failure, failureText } from "../../../core/failure.ts";
import { type Lang, languageOf, say, words } from "../../../core/locale.ts";
import { roleLabels } from "../../../core/roles.ts";
import { peopleHere, wayIn } from "./command-people.ts";
import { markup, shortened } from "../render/words.ts";

type Word = "help" | "status" | "people" | "link" | "stop" | "cancel";

const spoken: Readonly<Record<string, Word>> = {
  "": "help",
  "?": "help",
  help: "help",
  도움말: "help",
  도움: "help",
  status: "status",
  상태: "status",
  people: "people",
  사람: "people",
  멤버: "people",
  팀: "people",
  link: "link",
  연결: "link",
  stop: "stop",
  중지: "stop",
  중단: "stop",
  정지: "stop",
  멈춰: "stop",
  cancel: "cancel",
  취소: "cancel",
};

/** @returns `undefined` for a question */
export function commandWord(text: string): Word | undefined {
  return spoken[text.trim().toLowerCase()];
}

/** Who typed it where; the room, the team and the room where they are alone with us. */
export type CommandPlace = Omit<Place, "threadRef"> & {
  teamRef: string;
  aloneRef: string;
  platformId: string;
};

/** Slack waits three seconds for what a command answers. */
const PATIENCE_MS = 2_500;

/**
 * @param enter finds who typed it where; what it takes counts, too
 * @returns what its writer is shown; also when it could not be done: Slack sends no command twice
 */
export async function answerCommand(
  { chat, log }: { chat: Pick<Chat, "db" | "now" | "look">; log: Logger },
  enter: () => Promise<CommandPlace>,
  { word, text }: { word: Word; text: string },
): Promise<string> {
  let lang = languageOf(text, "ko");
  const answer = async (): Promise<string> => {
    const place = await enter();
    // An English word is no sign of the language, as it is what Slack shows; a Korean one is.
    if (lang !== "ko" || text.trim() === "") lang = await languageSpoken(chat.db, place, place.platformId);
    return answers[word]({ db: chat.db, now: chat.now, look: chat.look, log }, place, lang);
  };
  return toldInTime(answer(), log, () => lang);
}

/** What a command comes to, in words whatever happens: an error would be shown as Slack's own, and a late answer as none. */
export async function toldInTime(answer: Promise<string>, log: Logger, lang: () => Lang): Promise<string> {
  try {
    return await withinPatience(answer);
  } catch (error) {
    const failure = error instanceof Failure ? error : new Failure("unavailable", "a command failed");
    const isStranger = failure.code === "forbidden";
    if (!isStranger) log.warn({ code: failure.code }, "a command was not answered");
    const { say: said, next } = isStranger ? stranger(lang()) : failureText(failure, lang());
    return `${said} ${next}`;
  }
}

async function withinPatience<T>(answer: Promise<T>): Promise<T> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(
    () => late.reject(new Failure("unavailable", "a command took too long")),
    PATIENCE_MS,
  );
  try {
    return await Promise.race([answer, late.promise]);
  } finally {
    clearTimeout(timer);
  }
}

function stranger(lang: Lang): { say: string; next: string } {
  return {
    say: say(
      lang,
      words("아직 이 워크스페이스의 멤버가 아니에요.", "You are not a member of this workspace yet."),
    ),
    next: say(
      lang,
      words(
        "저에게 DM을 보내면 관리자에게 물어볼게요. 서버를 시작했다면 그때 출력된 관리자 코드를 DM으로 보내 주세요.",
        "Send me a direct message, and I will ask an admin; if you started the server, send the admin code it printed.",
      ),
    ),
  };
}

type Parts = Pick<Chat, "db" | "now" | "look"> & { log: Logger };
type Answer = (parts: Parts, place: CommandPlace, lang: Lang) => Promise<string>;

const answers: Readonly<Record<Word, Answer>> = {
  help,
  status,
  people: peopleHere,
  link: wayIn,
  stop,
  cancel,
};

async function help({ db, now }: Pick<Chat, "db" | "now">, place: CommandPlace, lang: Lang): Promise<string> {
  const { workspace } = await findVisitor(db, { ...place, lang });
  const questions = (await startersFor(db, workspace, now()))[lang].slice(0, 4);
  const lines = [
    ...(questions.length > 0 ? [words("*이렇게 물어보세요*", "*Ask, for example*")] : [noData]),
    ...questions.map((text) => words(`• ${text}`, `• ${text}`)),
    words("*어디서*", "*Where*"),
    words(
      "• 채널에서 @CO9MA를 멘션하면 스레드에 답해요. 이어서 물을 때는 멘션하지 않아도 돼요.",
      "• Mention @CO9MA in a channel: the answer comes in a thread, which goes on without mentioning.",
    ),
    words(
      "• DM에서는 바로 물어보고, 보고서 파일(CSV, XLSX)도 올려 주세요.",
      "• In direct messages just write, or drop a report file (CSV, XLSX).",
    ),
    words("*명령*", "*Commands*"),
    words("• `/co9ma 질문`: 나만 보는 답을 DM으로", "• `/co9ma question`: answered in direct messages"),
    words(
      "• `/co9ma 상태`: 워크스페이스, 데이터, 진행 중인 답",
      "• `/co9ma status`: workspace, data, what runs",
    ),
    words("• `/co9ma 멤버`: 누가 어떤 역할인지", "• `/co9ma people`: who is here, in which role"),
    words(
      "• `/co9ma 연결`: 웹 화면에 이 계정으로 들어가는 링크",
      "• `/co9ma link`: a way into the web page as yourself",
    ),
    words("• `/co9ma 취소`: 내가 기다리는 답을 멈춤", "• `/co9ma cancel`: ends the answers you wait for"),
    words(
      "• `/co9ma 중지`: 모든 자동 실행을 바로 멈춤",
      "• `/co9ma stop`: halts everything automatic at once",
    ),
  ];
  return lines.map((line) => say(lang, line)).join("\n");
}

const noData = words(
  "아직 데이터가 없어요. 보고서 파일(CSV, XLSX)을 저에게 DM으로 올려 주세요.",
  "There are no data yet: drop a report file (CSV, XLSX) in a direct message to me.",
);

async function status(
  { db, now }: Pick<Chat, "db" | "now">,
  place: CommandPlace,
  lang: Lang,
): Promise<string> {
  const { teamRef } = place;
  const stands = await roomStatus(db, place, { teamRef, roomRefs: roomsOf(place), lang });
  const { visitor, running } = stands;
  const { name, demo, zone } = visitor.workspace;
  const role = roleLabels[visitor.role];
  const shown = markup(shortened(name, NAME_LETTERS));
  const own = running.map((said) => `“${markup(shortened(said, SAID_LETTERS))}”`).join(", ");
  const simulated = demo ? words(" (데모, 시뮬레이션 데이터)", " (demo, simulated data)") : words("", "");
  const lines = [
    words(
      `• 워크스페이스: ${shown}${simulated.ko}, 내 역할: ${role.ko}`,
      `• Workspace: ${shown}${simulated.en}, your role: ${role.en}`,
    ),
    bindings[stands.bound],
    ...(stands.bound === "direct"
      ? []
      : [
          words(
            `• 이 방의 답: ${stands.policy.ko}. 관리자가 여기서 ‘이 방은 초안 먼저로’라고 하면 바꿀 수 있어요.`,
            `• Answers here: ${stands.policy.en}. An admin changes it by saying “draft first in this room”.`,
          ),
        ]),
    dataLine(stands.data, zone, now()),
    running.length > 0
      ? words(
          `• 답을 준비하고 있어요: ${own}. 멈추려면 \`/co9ma 취소\``,
          `• Being answered: ${own}. \`/co9ma cancel\` ends it`,
        )
      : words("• 준비 중인 답이 없어요.", "• Nothing is being answered to you."),
  ];
  return lines.map((line) => say(lang, line)).join("\n");
}

const NAME_LETTERS = 80;
const SAID_LETTERS = 60;

const bindings: Readonly<Record<RoomStatus["bound"], ReturnType<typeof words>>> = {
  direct: words(
    "• 여기는 DM이라서 마지막으로 쓴 워크스페이스로 답해요.",
    "• In direct messages I answer from the workspace you used last.",
  ),
  room: words("• 이 방은 이 워크스페이스에 연결되어 있어요.", "• This room is bound to this workspace."),
  team: words(
    "• 팀 전체가 이 워크스페이스에 연결되어 있어요.",
    "• All rooms of the team are bound to this workspace.",
  ),
  none: words(
    "• 이 방은 아직 연결되지 않아서 데모로 답해요. 보고서를 올려 워크스페이스를 연 관리자가 여기서 질문하면 연결 버튼이 나와요.",
    "• This room is not bound yet and speaks of the demo: when an admin who opened a workspace by a report asks something here, a button to bind it appears.",
  ),
};

function dataLine(data: RoomStatus["data"], zone: string, now: Temporal.Instant): ReturnType<typeof words> {
  if (!data) return words("• 데이터: 아직 없어요.", "• Data: none yet.");
  const today = now.toZonedDateTimeISO(zone).toPlainDate();
  const days = data.day.until(today).days;
  const ago =
    days <= 0
      ? words("오늘", "today")
      : days === 1
        ? words("어제", "yesterday")
        : words(`${days}일 전`, `${days} days ago`);
  const made = data.asOf
    .toZonedDateTimeISO(zone)
    .toPlainDateTime()
    .toString({ smallestUnit: "minute" })
    .replace("T", " ");
  return words(
    `• 데이터: ${data.day}까지(${ago.ko}), 마지막 갱신 ${made} (${zone})`,
    `• Data: until ${data.day} (${ago.en}), last updated ${made} (${zone})`,
  );
}

/** Everything automatic, and the writer's own answers with it: whoever types this wants it quiet. */
async function stop(parts: Parts, place: CommandPlace, lang: Lang): Promise<string> {
  const fresh = await haltFor(parts, place);
  await askStopFor(parts.db, { ...place, roomRefs: roomsOf(place) });
  return say(
    lang,
    words(
      `${fresh ? halted.ko : haltedBefore.ko} ${goesOn.ko}`,
      `${fresh ? halted.en : haltedBefore.en} ${goesOn.en}`,
    ),
  );
}

const halted = words("모든 자동 실행을 멈췄어요.", "Everything automatic is halted.");
const haltedBefore = words("모든 자동 실행이 이미 멈춰 있어요.", "Everything automatic was halted already.");
const goesOn = words(
  "매체에서 집행 중인 캠페인은 계속 돈을 써요. 저에게 ‘자동 실행 전부 멈춰’라고 하면 전부 일시정지하는 버튼이 나오고, 관리자가 ‘자동 실행 다시 시작’이라고 하면 풀려요.",
  "Campaigns that run on the media go on spending: tell me “stop all automation” for a button that pauses them all. An admin lifts it by “resume automation”.",
);

async function cancel({ db }: Parts, place: CommandPlace, lang: Lang): Promise<string> {
  const count = await askStopFor(db, { ...place, roomRefs: roomsOf(place) });
  return say(
    lang,
    count > 0
      ? words(
          `답 ${count}개를 멈춰 달라고 전했어요. 지금까지 찾은 것은 그대로 남아요.`,
          `I asked ${count} answer${count === 1 ? "" : "s"} to stop; what was found so far stays.`,
        )
      : words("지금 준비 중인 답이 없어요.", "Nothing is being answered to you right now."),
  );
}

/** What was typed in a room may be answered alone. */
function roomsOf({ roomRef, aloneRef }: CommandPlace): string[] {
  return [roomRef, aloneRef];
}
