// A disk or a database without room, told as something a person can act on.

import { Failure } from "../../core/failure.ts";
import { words } from "../../core/locale.ts";
import { codeOf } from "../../db/faults.ts";

/** `ENOSPC` and `EDQUOT` come from the disk under us, 53100 from the database's. */
const noRoom = new Set(["ENOSPC", "EDQUOT", "53100"]);

/** The same error, or a Failure when it says that there is no room left. */
export function storageFailure(error: unknown): unknown {
  if (error instanceof Failure || !noRoom.has(codeOf(error) ?? "")) return error;
  return new Failure("unavailable", "no room left to store a file or its rows", {
    say: words(
      "저장 공간이 가득 차서 파일을 저장하지 못했어요. 바뀐 것은 없어요.",
      "The disk is full, so the file could not be stored. Nothing was changed.",
    ),
    next: words(
      "관리자에게 공간을 늘려 달라고 요청한 뒤 다시 올려 주세요.",
      "Ask whoever runs CO9MA to free some space, then drop it again.",
    ),
    cause: error,
  });
}
