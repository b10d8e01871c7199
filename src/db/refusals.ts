// Why a database cannot be opened, in words that name the next step. Never holds a password or a whole URL.

import { statfsSync } from "node:fs";
import { Failure, type FailureCode } from "../core/failure.ts";
import { type Words, words } from "../core/locale.ts";
import { codeOf } from "./faults.ts";

type Refusal = { when: RegExp; failure: FailureCode; what: string; say: Words; next: Words };

const form = "postgres://user:password@host:5432/database";

const serverRefusals: readonly Refusal[] = [
  {
    when: /^ECONNREFUSED$/,
    failure: "unavailable",
    what: "nothing listens at the database address",
    say: words(
      "DATABASE_URL의 주소에서 데이터베이스가 응답하지 않아요.",
      "No database answers at the address in DATABASE_URL.",
    ),
    next: words(
      "Postgres가 켜져 있는지, 호스트와 포트가 맞는지 확인해 주세요.",
      "Check that Postgres is running and that host and port are right.",
    ),
  },
  {
    when: /^(ENOTFOUND|EAI_)/,
    failure: "invalid",
    what: "unknown database host",
    say: words("DATABASE_URL의 호스트를 찾을 수 없어요.", "The host in DATABASE_URL cannot be found."),
    next: words("호스트 이름의 철자를 확인해 주세요.", "Check the spelling of the host name."),
  },
  {
    when: /^(28P01|28000|SASL_)/,
    failure: "invalid",
    what: "the database refused the user or password",
    say: words(
      "데이터베이스가 DATABASE_URL의 사용자나 비밀번호를 거절했어요.",
      "The database refused the user or password in DATABASE_URL.",
    ),
    next: words(
      "사용자와 비밀번호를 확인해 주세요. 비밀번호의 특수문자는 %40처럼 써야 해요.",
      "Check user and password; special characters in the password are written like %40.",
    ),
  },
  {
    when: /^3D000$/,
    failure: "invalid",
    what: "unknown database name",
    say: words("DATABASE_URL의 데이터베이스가 없어요.", "The database named in DATABASE_URL does not exist."),
    next: words(
      "createdb로 먼저 만들거나 이름을 고쳐 주세요.",
      "Create it first (createdb), or correct its name.",
    ),
  },
  {
    when: /^42501$/,
    failure: "forbidden",
    what: "the database user may not set up the schema or its roles",
    say: words(
      "데이터베이스 사용자에게 스키마와 역할을 만들 권한이 없어요.",
      "The database user may not create the schema and its roles.",
    ),
    next: words(
      "관리자가 한 번 실행해 주세요: CREATE ROLE co9ma_app; CREATE ROLE co9ma_system; GRANT co9ma_app, co9ma_system TO <사용자>; 그리고 데이터베이스의 소유자를 그 사용자로 바꿔 주세요.",
      "Let an administrator run once: CREATE ROLE co9ma_app; CREATE ROLE co9ma_system; GRANT co9ma_app, co9ma_system TO <user>; and make that user the owner of the database.",
    ),
  },
  {
    when: /^OLD_SERVER$/,
    failure: "invalid",
    what: "the database server is too old",
    say: words("데이터베이스가 너무 오래된 버전이에요.", "The database server is too old."),
    next: words("PostgreSQL 15 이상을 써 주세요.", "Use PostgreSQL 15 or later."),
  },
  {
    when: /^55P03$/,
    failure: "unavailable",
    what: "another process migrates the database",
    say: words(
      "다른 CO9MA가 데이터베이스를 새 버전으로 바꾸는 중이에요.",
      "Another CO9MA is bringing the database to its new version.",
    ),
    next: words("끝난 뒤 다시 시작해 주세요.", "Start again when it has finished."),
  },
  {
    when: /./,
    failure: "unavailable",
    what: "the database cannot be reached",
    say: words("데이터베이스에 연결할 수 없어요.", "The database cannot be reached."),
    next: words(
      "네트워크와 DATABASE_URL을 확인하고 다시 시작해 주세요.",
      "Check the network and DATABASE_URL, then start again.",
    ),
  },
];

const folderRefusals: readonly Refusal[] = [
  {
    when: /^(EACCES|EPERM|EROFS|ENOENT|READONLY)$/,
    failure: "invalid",
    what: "the data folder cannot be written",
    say: words("데이터 폴더에 쓸 수 없어요.", "The data folder cannot be written."),
    next: words(
      "폴더 권한을 바꾸거나 CO9MA_DATA_DIR로 다른 폴더를 지정해 주세요.",
      "Change its permissions, or name another folder with CO9MA_DATA_DIR.",
    ),
  },
  {
    when: /^(ENOTDIR|EEXIST)$/,
    failure: "invalid",
    what: "the data folder is no folder",
    say: words("데이터 폴더의 자리에 파일이 있어요.", "There is a file where the data folder should be."),
    next: words("CO9MA_DATA_DIR로 다른 폴더를 지정해 주세요.", "Name another folder with CO9MA_DATA_DIR."),
  },
  {
    when: /^ENOSPC$/,
    failure: "unavailable",
    what: "disk full",
    say: words("데이터 폴더의 디스크가 가득 찼어요.", "The disk of the data folder is full."),
    next: words(
      "100 MB 이상 비운 뒤 다시 시작해 주세요. 저장된 내용은 그대로예요.",
      "Free at least 100 MB, then start again. What was saved is kept.",
    ),
  },
  {
    when: /./,
    failure: "unavailable",
    what: "the data folder is damaged",
    say: words(
      "데이터 폴더를 열 수 없어요. 손상된 것 같아요.",
      "The data folder cannot be opened; it seems damaged.",
    ),
    next: words(
      "폴더의 이름을 바꿔 보관하고 백업에서 되살리거나, 새 폴더로 다시 시작해 주세요.",
      "Keep it under another name and restore a backup, or start again with a new folder.",
    ),
  },
];

/** Room the embedded database needs for itself when it starts. */
const neededBytes = 64 * 1024 * 1024;

/** @throws Failure "invalid" when the text is no Postgres URL */
export function checkDatabaseUrl(url: string): void {
  const protocol = URL.canParse(url) ? new URL(url).protocol : "";
  if (protocol === "postgres:" || protocol === "postgresql:") return;
  throw new Failure("invalid", "DATABASE_URL is no Postgres URL", {
    say: words("DATABASE_URL을 읽을 수 없어요.", "DATABASE_URL cannot be read."),
    next: words(`${form} 모양으로 써 주세요.`, `Write it like ${form}.`),
  });
}

export function serverRefusal(error: unknown): Failure {
  return refusal(serverRefusals, codeOf(error), error);
}

export function folderRefusal(error: unknown, dir: string): Failure {
  if (error instanceof Failure) return error;
  return refusal(folderRefusals, isFull(error, dir) ? "ENOSPC" : codeOf(error), error);
}

function refusal(refusals: readonly Refusal[], code = "UNKNOWN", cause: unknown): Failure {
  const found = refusals.find(({ when }) => when.test(code));
  if (found === undefined) throw cause;
  const { failure, what, say, next } = found;
  return new Failure(failure, `${what} (${code})`, { say, next, cause });
}

/** The embedded engine aborts without a reason on a full disk, too. */
function isFull(error: unknown, dir: string): boolean {
  const code = codeOf(error);
  if (code !== undefined && code !== "EMBEDDED_ABORTED") return code === "ENOSPC" || code === "53100";
  try {
    const { bavail, bsize } = statfsSync(dir);
    return bavail * bsize < neededBytes;
  } catch {
    return false;
  }
}
