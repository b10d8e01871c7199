// What people see of files that come without a person.

import type { Card, Part } from "../../core/card/card.ts";
import type { Choice } from "../../core/card/choice.ts";
import { Failure, failureText } from "../../core/failure.ts";
import { say, type Words, words } from "../../core/locale.ts";
import type { Ctx } from "../context.ts";
import { failureOf, shownImport } from "../imports/imports.ts";
import type { AddressState } from "./address.ts";
import { REVEAL_MINUTES } from "./address.ts";
import type { Arrival, Door, Outcome } from "./arrivals.ts";

const doors: Readonly<Record<Door, Words>> = {
  folder: words("공유 폴더", "the drop folder"),
  address: words("업로드 주소", "the upload address"),
};

const outcomes: Readonly<Record<Outcome["kind"] | "waiting", Words>> = {
  taken: words("가져옴", "imported"),
  same: words("이미 있음", "there already"),
  declined: words("광고 리포트 아님", "no ad report"),
  refused: words("받지 않음", "refused"),
  failed: words("읽지 못함", "could not be read"),
  waiting: words("읽는 중", "being read"),
};

/** The whole of what became of one file, with its undo. */
export async function arrivalCard(ctx: Ctx, arrival: Arrival): Promise<Card> {
  const { lang } = ctx;
  const { name, door, outcome } = arrival;
  const head = words(
    `${doors[door].ko}로 파일이 왔어요: ‘${name}’`,
    `A file came by ${doors[door].en}: “${name}”`,
  );
  return {
    lang,
    parts: [
      { kind: "text", tone: "plain", runs: [say(lang, head)] },
      ...(await outcomeParts(ctx, name, outcome)),
    ],
  };
}

async function outcomeParts(ctx: Ctx, name: string, outcome: Outcome | undefined): Promise<Part[]> {
  switch (outcome?.kind) {
    case "taken":
    case "same":
      if (outcome.card.lang === ctx.lang) return outcome.card.parts;
      return (await shownImport(ctx, outcome.importId)).card.parts;
    case "declined":
      return outcome.card.parts;
    case "refused":
      return failureParts(ctx, failureOf(outcome.refusal));
    case "failed":
    case undefined:
      return failureParts(ctx, unread(name));
  }
}

function failureParts({ lang }: Ctx, failure: Failure): Part[] {
  const told = failureText(failure, lang);
  return [
    { kind: "text", tone: "warning", runs: [told.say] },
    { kind: "text", tone: "plain", runs: [told.next] },
  ];
}

function unread(name: string): Failure {
  return new Failure("unavailable", "an arrival could not be read", {
    say: words(
      `‘${name}’ 파일을 읽다가 오류가 났어요. 바뀐 것은 없어요.`,
      `Reading “${name}” failed. Nothing was changed.`,
    ),
    next: words(
      "같은 파일을 다시 보내거나 이 대화에 올려 주세요.",
      "Send the same file again, or drop it in this conversation.",
    ),
  });
}

export type IntakeState = {
  address: AddressState;
  /** The name of this workspace's folder; `undefined` where the installation has no drop folder. */
  folder: string | undefined;
  rooms: number;
  last: readonly Arrival[];
};

export function intakeCard({ lang, zone }: Pick<Ctx, "lang" | "zone">, state: IntakeState): Card {
  const lines = [addressWords(state.address, zone), folderWords(state.folder), roomWords(state.rooms)];
  return {
    lang,
    parts: [
      {
        kind: "proposal",
        title: say(lang, words("사람 없이 리포트를 받는 방법", "Reports that come without a person")),
        lines: lines.map((line) => [say(lang, line)]),
        choices: addressChoices(state.address).map((choice) => ({
          ...choice,
          label: say(lang, choice.label),
        })),
      },
      ...lastPart({ lang, zone }, state.last),
    ],
  };
}

function addressWords({ shownAt, lastUsedAt }: AddressState, zone: string): Words {
  if (!shownAt) return words("업로드 주소: 아직 없어요.", "Upload address: none yet.");
  const [since, used] = [dayText(shownAt, zone), lastUsedAt && timeText(lastUsedAt, zone)];
  return words(
    `업로드 주소: ${since}부터 열려 있어요. ${used ? `마지막으로 쓴 때 ${used}` : "아직 쓴 적이 없어요."}`,
    `Upload address: open since ${since}. ${used ? `Last used ${used}` : "Never used yet."}`,
  );
}

function folderWords(folder: string | undefined): Words {
  if (folder === undefined)
    return words(
      "공유 폴더: 이 서버에는 설정되지 않았어요 (CO9MA_DROP_DIR).",
      "Drop folder: not set on this server (CO9MA_DROP_DIR).",
    );
  return words(`공유 폴더: ‘${folder}’ 폴더에 넣으면 가져와요.`, `Drop folder: put files into “${folder}”.`);
}

function roomWords(rooms: number): Words {
  if (rooms === 0)
    return words(
      "Slack 채널: 없어요. 채널에서 저를 멘션해 ‘이 채널 파일은 전부 가져와’라고 하면 돼요.",
      "Slack channels: none. Mention me in one and say “import every file in this channel”.",
    );
  return words(
    `Slack 채널: ${rooms}곳의 파일을 전부 가져와요.`,
    `Slack channels: every file of ${rooms} is imported.`,
  );
}

type WordedChoice = Omit<Choice, "label"> & { label: Words };

function addressChoices({ shownAt }: AddressState): WordedChoice[] {
  const make: WordedChoice = {
    label: shownAt
      ? words("새 주소로 바꾸기", "Replace the address")
      : words("업로드 주소 만들기", "Make an address"),
    style: "primary",
    press: { action: "offer_upload_address", input: {} },
  };
  if (!shownAt) return [make];
  return [
    make,
    {
      label: words("주소 폐기", "Take it back"),
      style: "danger",
      press: { action: "revoke_upload_address", input: {} },
    },
  ];
}

function lastPart({ lang, zone }: Pick<Ctx, "lang" | "zone">, last: readonly Arrival[]): Part[] {
  if (last.length === 0) return [];
  return [
    {
      kind: "table",
      columns: [
        { key: "at", label: say(lang, words("온 때", "Came")), align: "left" },
        { key: "name", label: say(lang, words("파일", "File")), align: "left" },
        { key: "door", label: say(lang, words("길", "By")), align: "left" },
        { key: "outcome", label: say(lang, words("결과", "Result")), align: "left" },
      ],
      rows: last.map(({ at, name, door, outcome }) => [
        timeText(at, zone),
        name,
        say(lang, doors[door]),
        say(lang, outcomes[outcome?.kind ?? "waiting"]),
      ]),
    },
  ];
}

/** @param page the address of the page that shows it, once */
export function offeredCard({ lang }: Pick<Ctx, "lang">, page: URL, isLocal: boolean): Card {
  const lines = [
    words(
      `이 페이지에서 주소를 한 번만 보여 드려요 (${REVEAL_MINUTES}분 안에 열어 주세요):`,
      `This page shows the address, once; open it within ${REVEAL_MINUTES} minutes:`,
    ),
    words(page.href, page.href),
    words(
      "열기 전까지는 이전 주소가 그대로 쓰이고, 열면 이전 주소는 바로 닫혀요. 주소를 아는 사람은 누구나 이 워크스페이스에 리포트를 보낼 수 있으니 비밀번호처럼 다뤄 주세요.",
      "Until then the address of before stays; from then on it is closed. Whoever knows the address can send reports to this workspace: treat it like a password.",
    ),
    ...(isLocal
      ? [
          words(
            "PUBLIC_URL이 설정되지 않아 이 컴퓨터에서만 열 수 있어요.",
            "PUBLIC_URL is not set, so it opens on this machine only.",
          ),
        ]
      : []),
  ];
  return {
    lang,
    parts: lines.map((line, at) => ({
      kind: "text",
      tone: at === 0 ? "lead" : at === 1 ? "plain" : "note",
      runs: [say(lang, line)],
    })),
  };
}

export function leadCard({ lang }: Pick<Ctx, "lang">, text: Words): Card {
  return { lang, parts: [{ kind: "text", tone: "lead", runs: [say(lang, text)] }] };
}

export function roomCard(
  { lang }: Pick<Ctx, "lang">,
  room: { platform: string; roomRef: string },
  on: boolean,
): Card {
  const title = on
    ? words("이 방에 올라오는 파일을 전부 가져올까요?", "Import every file posted in this room?")
    : words("이 방의 파일 자동 가져오기를 그만둘까요?", "Stop importing the files of this room?");
  const line = on
    ? words(
        "저를 부르지 않아도, 다른 앱이 올린 파일도 리포트면 가져오고 그 글의 스레드에서 알려 드려요. 사진이나 문서는 건너뛰고 이유를 말해요.",
        "Reports are imported without a mention, also those of other apps, and told in the thread of their post. Pictures and documents are left, with the reason.",
      )
    : words(
        "앞으로는 저를 멘션한 글의 파일만 가져와요.",
        "From then on only files of posts that mention me are imported.",
      );
  return {
    lang,
    parts: [
      {
        kind: "proposal",
        title: say(lang, title),
        lines: [[say(lang, line)]],
        choices: [
          {
            label: say(
              lang,
              on ? words("전부 가져오기", "Import every file") : words("그만 가져오기", "Stop importing"),
            ),
            style: "primary",
            press: { action: "apply_room_intake", input: { ...room, on } },
          },
        ],
      },
    ],
  };
}

function dayText(at: Temporal.Instant, zone: string): string {
  return at.toZonedDateTimeISO(zone).toPlainDate().toString();
}

function timeText(at: Temporal.Instant, zone: string): string {
  return at.toZonedDateTimeISO(zone).toPlainDateTime().toString({ smallestUnit: "minute" }).replace("T", " ");
}
