// What the pages of an installation say: before it, after it, and where it did not work.

import type { AdminHome } from "../../../chat/people.ts";
import type { Bound } from "../../../chat/installed.ts";
import { type Lang, say, type Words, words } from "../../../core/locale.ts";
import type { Granted } from "./exchange.ts";
import { escaped, installTitle, otherLanguage, type Page, paragraph } from "./page.ts";

/** @param given.homes workspaces that whoever is signed in here is an admin of */
export function startPage({
  link,
  homes,
  path,
}: {
  /** Of somebody else: for which of their workspaces. */
  link: { token: string; name: string | undefined } | undefined;
  homes: readonly AdminHome[];
  path: string;
}): Page {
  return {
    title: installTitle,
    body: (lang) =>
      [
        link?.name === undefined ? "" : paragraph(lang, forWorkspace(link.name)),
        paragraph(lang, what),
        `<form method="post" action="/slack/install?lang=${lang}">`,
        link === undefined
          ? choice(lang, homes)
          : `<input type="hidden" name="link" value="${escaped(link.token)}">`,
        paragraph(lang, link === undefined && homes.length === 0 ? demoOnly : seenBy),
        `<p><button>${escaped(say(lang, words("Slack에 추가", "Add to Slack")))}</button></p>`,
        homes.length === 0
          ? ""
          : `<p><button name="hand" value="1">${escaped(say(lang, words("다른 사람에게 줄 링크 만들기", "Make a link for somebody else")))}</button></p>`,
        "</form>",
        otherLanguage(lang, path),
      ].join(""),
  };
}

const what = words(
  "설치하면 CO9MA가 멘션, DM, 참여한 스레드의 메시지를 읽고 답해요. 토큰은 암호화해서 보관하고, 앱을 제거하면 지워요.",
  "Once installed, CO9MA reads mentions, direct messages and threads it takes part in, and answers them. Its tokens are kept encrypted, and deleted when you remove the app.",
);
function forWorkspace(name: string): Words {
  return words(
    `이 링크로 설치하면 Slack 팀이 워크스페이스 ‘${name}’에 연결돼요.`,
    `Installed by this link, your Slack team is bound to the workspace “${name}”.`,
  );
}

const demoOnly = words(
  "로그인한 관리자나 설치 링크 없이 설치하면 데모(시뮬레이션 데이터)로 답해요. 나중에 관리자가 워크스페이스에 연결할 수 있어요.",
  "Installed without a signed-in admin or a link it answers from the demo (simulated data); an admin can bind it to a workspace later.",
);
const seenBy = words(
  "이 팀의 방은 고른 워크스페이스의 데이터로 답하고, 다른 팀에는 보이지 않아요. 사람은 관리자가 승인해야 들어와요.",
  "Rooms of this team are answered from that workspace, which no other team sees. People come in once an admin lets them.",
);

function choice(lang: Lang, homes: readonly AdminHome[]): string {
  if (homes.length === 0) return "";
  const options = homes.map(({ id, name }) => `<option value="${escaped(id)}">${escaped(name)}</option>`);
  const demo = `<option value="">${escaped(say(lang, words("데모로 써 보기", "Try it with the demo")))}</option>`;
  const label = escaped(
    say(lang, words("어느 워크스페이스의 데이터로 답할까요?", "Which workspace shall it answer from?")),
  );
  return `<label>${label}<select name="workspace">${options.join("")}${demo}</select></label>`;
}

export function linkPage(link: URL): Page {
  return {
    title: words("설치 링크", "Link to install"),
    body: (lang) =>
      `${paragraph(lang, words("Slack 팀을 관리하는 분에게 보내 주세요. 한 번만, 3일 안에 쓸 수 있어요.", "Send it to whoever manages the Slack team. It works once, within three days."))}<p><code>${escaped(link.href)}</code></p>`,
  };
}

export function donePage({ teamRef, teamName, appRef }: Granted, bound: Bound): Page {
  const open = `https://slack.com/app_redirect?team=${encodeURIComponent(teamRef)}${appRef === undefined ? "" : `&app=${encodeURIComponent(appRef)}`}`;
  return {
    title: words(`‘${teamName}’에 설치했어요`, `Installed in “${teamName}”`),
    body: (lang) =>
      [
        paragraph(lang, boundLine(bound)),
        `<ol>${stepsFor(bound)
          .map((step) => `<li>${escaped(say(lang, step))}</li>`)
          .join("")}</ol>`,
        bound.kind === "bound" ? `<p><code>${escaped(bound.code)}</code></p>` : "",
        `<p><a class="go" href="${escaped(open)}">${escaped(say(lang, words("Slack에서 열기", "Open it in Slack")))}</a></p>`,
      ].join(""),
  };
}

function boundLine(bound: Bound): Words {
  switch (bound.kind) {
    case "bound":
      return words(
        `이 팀의 방은 워크스페이스 ‘${bound.name}’의 데이터로 답해요.`,
        `Rooms of this team are answered from the workspace “${bound.name}”.`,
      );
    case "elsewhere":
      return words(
        "이 팀은 이미 워크스페이스에 연결되어 있어서 그 연결을 그대로 두었어요. 바꾸려면 그 관리자가 먼저 연결을 해제해야 해요.",
        "This team is bound to a workspace already, and stays so: to change it, an admin there has to unbind it first.",
      );
    case "not_admin":
      return words(
        "링크를 만든 사람이 이제 관리자가 아니어서 워크스페이스에 연결하지 않았어요. 지금은 데모로 답해요.",
        "Whoever made the link is no admin any more, so the team was bound to no workspace. It answers from the demo for now.",
      );
    case "demo":
      return words(
        "아직 워크스페이스에 연결하지 않아서 데모(시뮬레이션 데이터)로 답해요.",
        "It is bound to no workspace yet and answers from the demo (simulated data).",
      );
  }
}

const mention = words(
  "채널에 @CO9MA를 초대하고 “@CO9MA 지난주 캠페인 어땠어?”라고 물어보세요.",
  "Invite @CO9MA to a channel and ask “@CO9MA how did the campaigns do last week?”.",
);

function stepsFor(bound: Bound): Words[] {
  if (bound.kind === "bound")
    return [
      words(
        "Slack에서 CO9MA에게 DM으로 아래 코드를 보내면 관리자 본인으로 연결돼요. 10분 안에 한 번만 쓸 수 있고, 지나면 ‘내 권한 뭐야?’에서 새로 받으면 돼요.",
        "Send CO9MA the code below in a direct message: you are known there as the admin you are here. It works once, within ten minutes; later ones are under “what may I do?”.",
      ),
      mention,
      words(
        "팀 사람들이 처음 말을 걸면 관리자에게 승인 카드가 와요.",
        "When people of the team write for the first time, admins get a card to let them in.",
      ),
    ];
  return [
    mention,
    words(
      "자기 데이터로 쓰려면 DM에 보고서 파일(CSV, XLSX)을 올려 주세요. 워크스페이스가 열리고, 방을 연결하는 버튼이 나와요.",
      "To use your own data, drop a report file (CSV, XLSX) in a direct message: it opens a workspace, and a button to bind rooms appears.",
    ),
  ];
}

export function failedPage({ say: said, next }: { say: string; next: string }, path: string): Page {
  return {
    title: words("설치하지 못했어요", "It was not installed"),
    body: (lang) =>
      `<p>${escaped(said)} ${escaped(next)}</p><p><a class="go" href="${path}?lang=${lang}">${escaped(say(lang, words("처음부터 다시", "Start again")))}</a></p>`,
  };
}
