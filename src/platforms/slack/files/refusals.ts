// Why a file shared in Slack does not come here, each with what to do next.

import { Failure, type FailureCode } from "../../../core/failure.ts";
import { type Words, words } from "../../../core/locale.ts";

const table = {
  no_scope: {
    code: "forbidden",
    say: words(
      "Slack이 파일을 내주지 않아요. 앱에 파일을 읽을 권한(files:read)이 없는 것 같아요.",
      "Slack does not hand out the file: the app seems to lack the right to read files (files:read).",
    ),
    next: words(
      "Slack 앱 관리자가 api.slack.com/apps의 OAuth & Permissions에서 files:read를 추가하고 앱을 다시 설치한 뒤에, 파일을 다시 올려 주세요.",
      "Have whoever manages the app add files:read (api.slack.com/apps > OAuth & Permissions) and reinstall it; then share the file again.",
    ),
  },
  no_token: {
    code: "forbidden",
    say: words(
      "Slack이 앱의 토큰을 받지 않아서 파일을 가져오지 못했어요.",
      "Slack does not take the app's token, so I could not get the file.",
    ),
    next: words(
      "Slack 앱 관리자가 앱을 다시 설치하고 SLACK_BOT_TOKEN을 새로 넣은 뒤에, 파일을 다시 올려 주세요.",
      "Have whoever manages the app reinstall it and set SLACK_BOT_TOKEN anew; then share the file again.",
    ),
  },
  gone: {
    code: "not_found",
    say: words(
      "그사이 지워졌거나 제가 볼 수 없는 파일이에요.",
      "It was deleted in the meantime, or is a file I may not see.",
    ),
    next: words("이 스레드에 파일을 다시 올려 주세요.", "Please share it in this thread again."),
  },
  elsewhere: {
    code: "invalid",
    say: words(
      "Slack에 올린 파일이 아니라 다른 곳에 있는 파일이어서 가져오지 않았어요.",
      "It lies outside Slack, so I did not fetch it.",
    ),
    next: words("파일을 내려받아 여기에 직접 올려 주세요.", "Download it and share the file itself here."),
  },
  too_busy: {
    code: "unavailable",
    say: words("Slack이 지금은 파일을 더 내주지 않아요.", "Slack hands out no more files right now."),
    next: words("1분쯤 뒤에 다시 올려 주세요.", "Please share it again in a minute."),
  },
  no_answer: {
    code: "unavailable",
    say: words(
      "Slack에서 파일을 받다가 끊겼어요. 가져온 것은 없어요.",
      "Getting the file from Slack broke off. Nothing was imported.",
    ),
    next: words("잠시 뒤에 다시 올려 주세요.", "Please share it again in a moment."),
  },
  too_many: {
    code: "limit",
    say: words(
      "한 번에 10개까지 읽어서 이 파일은 남겨 두었어요.",
      "I take ten files at a time and left these.",
    ),
    next: words("남은 파일을 새 메시지로 올려 주세요.", "Please share the rest in another message."),
  },
  shared_room: {
    code: "forbidden",
    say: words(
      "외부 사람이 함께 있는 방의 파일은 가져오지 않아요.",
      "I fetch no files from rooms with people from outside.",
    ),
    next: words(
      "저에게 DM으로 보내거나 회사 사람만 있는 방에 올려 주세요.",
      "Send it to me directly, or share it in a room of your own team.",
    ),
  },
} as const satisfies Record<string, { code: FailureCode; say: Words; next: Words }>;

/** The failure of that reason; the message for logs is `slack file: <key>`. */
export function refuse(key: keyof typeof table, cause?: unknown): Failure {
  const { code, say, next } = table[key];
  return new Failure(code, `slack file: ${key}`, { say, next, cause });
}
