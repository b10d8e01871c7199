// The set-up page of a platform: for admins of a workspace, what to paste where, and what is wrong so far in words.

import type { RequestHandler } from "express";
import { Failure } from "../../core/failure.ts";
import type { WorkspaceId } from "../../core/ids.ts";
import { type Lang, words } from "../../core/locale.ts";
import { buildRate } from "./rate.ts";
import { langOf } from "./refuse.ts";
import { visitorOf } from "./visitor.ts";

export const SETUP_PATH = "/setup/kakao";

/** Tests each part as the platform would; that may take some seconds. */
export type Setup = (workspaceId: WorkspaceId, lang: Lang) => Promise<object>;

export function setupRoute(setup: Setup): RequestHandler {
  const limit = buildRate(20, 1);
  return async (req, res) => {
    const { personId, role, workspace } = visitorOf(req);
    limit(personId);
    if (role !== "company_admin") throw onlyAdmins();
    res.json({ workspace: workspace.name, ...(await setup(workspace.id, langOf(req))) });
  };
}

function onlyAdmins(): Failure {
  return new Failure("forbidden", "the set-up is for admins", {
    say: words("연결 설정은 관리자만 볼 수 있어요.", "Only admins see the set-up."),
    next: words("워크스페이스 관리자에게 부탁해 주세요.", "Ask an admin of the workspace."),
  });
}
