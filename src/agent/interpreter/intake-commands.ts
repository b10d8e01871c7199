// Reports that come without a person: the upload address, and the room whose files are all imported. Closed forms, so that a report that
// somebody is about to drop is never taken for one.

import type { SetRoomIntake } from "../../capabilities/intake/tools.ts";
import type { Wish } from "./interpretation.ts";

const asks = String.raw`(?:을|를|은|는|이|가|도)?\s?(?:좀\s?)?(?:다시\s?|새로\s?)?(?:만들어|보여|알려|확인해?|줘|줄래|바꿔|교체해?|재발급해?|폐기해?|닫아|없애|취소해?|필요해|있어|뭐야|어디야|열어)?\s?(?:줘|주세요|줄래요?|요|봐)?\s?[?.!~]*$`;

const address: readonly RegExp[] = [
  new RegExp(
    String.raw`^(?:우리\s?|이\s?|새\s?)?(?:워크스페이스\s?)?(?:(?:파일|리포트|보고서)\s?)?업로드\s?(?:주소|url)${asks}`,
    "iu",
  ),
  new RegExp(
    String.raw`^(?:우리\s?)?(?:파일|리포트|보고서)(?:을|를)?\s?(?:자동으로\s?)?(?:받는|보내는|보낼|보내 줄)\s?(?:주소|url|폴더)${asks}`,
    "iu",
  ),
  /^(?:리포트|보고서|파일)(?:을|를)? 자동으로 (?:받는|보내는|가져오는) (?:방법|법)(?:을|이|은)? ?(?:뭐야|알려 ?줘|보여 ?줘|있어)?[?.!~]*$/u,
  /^(?:please )?(?:show|make|create|give me|rotate|replace|renew|revoke|close|delete|what(?:'s| is)) (?:me )?(?:an?|the|our|my|new|a new)? ?(?:report )?upload (?:address|url|endpoint)(?: please)?[?.!]*$/iu,
  /^how (?:can|do) reports (?:come in|arrive)(?: automatically| by themselves| without a person)?[?.!]*$/iu,
];

const here = "(?:이|여기|우리)\\s?(?:방|채널|채팅방|곳)?";
const every = "(?:전부|모두|다|모든 것|자동으로|알아서)";
const takes = "(?:가져와|가져오|받아|임포트해?|불러와|읽어)";
const thing =
  "(?:에|에서|에 ?올라오는|에 ?올리는|에 ?올라온|의)?\\s?(?:모든\\s?)?(?:파일|리포트|보고서|첨부)(?:은|는|을|를|들|이)?";

const rooms: readonly { on: SetRoomIntake["on"]; form: RegExp }[] = [
  {
    on: false,
    form: new RegExp(
      `^${here}${thing}\\s?(?:자동\\s?)?(?:그만\\s?${takes}|${takes}?(?:는|기)?\\s?(?:거|것)?\\s?(?:그만|중지|중단|꺼))\\s?(?:둬|해)?\\s?(?:줘|주세요)?[.!~]*$`,
      "u",
    ),
  },
  {
    on: false,
    form: /^(?:please )?(?:stop|don't|do not|no longer) (?:importing|import|take|taking) (?:every |all )?(?:the )?(?:files?|reports?) (?:here|(?:in|from|of) this (?:room|channel))[.!]*$/iu,
  },
  {
    on: true,
    form: new RegExp(`^${here}${thing}\\s?${every}\\s?${takes}\\s?(?:줘|주세요|와|줄래요?)?[.!~?]*$`, "u"),
  },
  {
    on: true,
    form: /^(?:please )?(?:automatically )?(?:import|take|read) (?:every|all|each)(?: the| of the)? (?:files?|reports?)(?: that(?: is| are)?)?(?: posted| shared| dropped| uploaded)? (?:here|(?:in|from|of|to) this (?:room|channel))(?: automatically)?(?: please)?[.!]*$/iu,
  },
];

export function intakeCommandOf(text: string): Wish | undefined {
  if (address.some((form) => form.test(text))) return { tool: "show_intake", input: {} };
  const room = rooms.find(({ form }) => form.test(text));
  return room && { tool: "set_room_intake", input: { on: room.on } };
}
