// What an admin pastes into Kakao's consoles, and what is wrong so far: the data of the set-up page.

import type { WorkspaceId } from "../../../core/ids.ts";
import { type Lang, say } from "../../../core/locale.ts";
import type { Finding } from "../../finding.ts";
import { KEY_HEADER, keyOf } from "../door/key.ts";
import { TEMPLATE } from "../push/alimtalk.ts";
import { checkKakao, type KakaoGiven } from "./check.ts";

export type KakaoSetup = {
  skillUrl: string;
  roomUrl: string;
  header: string;
  /** Opens this workspace's door and no other; `undefined` while the server has no secret. */
  key: string | undefined;
  event: string;
  template: string;
  findings: { weight: Finding["weight"]; say: string; next?: string }[];
};

export async function setupOf(
  given: Omit<KakaoGiven, "workspace"> & { event: string },
  workspaceId: WorkspaceId,
  lang: Lang,
): Promise<KakaoSetup> {
  const base = given.publicAddress ?? given.localAddress;
  const at = (path: string): string => new URL(`/kakao/${workspaceId}/${path}`, base.origin).href;
  const findings = await checkKakao({ ...given, workspace: workspaceId });
  return {
    skillUrl: at("skill"),
    roomUrl: at("room"),
    header: KEY_HEADER,
    key: given.skillSecret && keyOf(given.skillSecret, workspaceId),
    event: given.event,
    template: TEMPLATE.text,
    findings: findings.map(({ weight, say: said, next }) => ({
      weight,
      say: say(lang, said),
      ...(next && { next: say(lang, next) }),
    })),
  };
}
