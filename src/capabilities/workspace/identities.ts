// Ids of platforms as they are kept, and which of them count in a workspace.

import { and, eq, type SQL, sql } from "drizzle-orm";
import type { WorkspaceId } from "../../core/ids.ts";
import { identity } from "./tables.ts";

/**
 * Platforms that sign nothing: what vouches for a caller is one workspace's key, and whoever holds it may write any id. So who somebody is
 * there counts in that workspace and in no other.
 */
const confined: ReadonlySet<string> = new Set(["kakao"]);

/** How the id of a platform is kept that was told in this workspace. */
export function keptId(platform: string, platformId: string, workspaceId: WorkspaceId): string {
  return confined.has(platform) ? `${prefix(workspaceId)}${platformId}` : platformId;
}

function prefix(workspaceId: WorkspaceId): string {
  return `${workspaceId}/`;
}

/** Rows of `identity` that count in this workspace, and the id as the platform itself tells it. */
export function identityHere(
  platform: string,
  workspaceId: WorkspaceId,
): { where: SQL | undefined; id: SQL<string> } {
  const on = eq(identity.platform, platform);
  if (!confined.has(platform)) return { where: on, id: sql<string>`${identity.platformId}` };
  const start = prefix(workspaceId);
  return {
    where: and(on, sql`starts_with(${identity.platformId}, ${start})`),
    id: sql<string>`substr(${identity.platformId}, ${sql.raw(String(start.length + 1))})`,
  };
}
