// The files of a post as the inbox keeps them: where they lie, or why they will not be fetched. Nothing is asked of Slack here.

import { refusedFile, type SharedFile } from "../../../chat/chat.ts";
import type { HeardFile } from "../inbound/heard.ts";
import { refuse } from "./refusals.ts";

/** Read in one turn; Slack's own composer takes as many. */
const MOST_FILES = 10;

type Post = {
  team: string;
  /** People of another team can read the room. */
  outside: boolean;
};

export function sharedFiles(files: readonly HeardFile[], post: Post): SharedFile[] {
  const taken = files.slice(0, MOST_FILES).map((file) => sharedFile(file, post));
  const left = files.slice(MOST_FILES);
  if (left.length === 0) return taken;
  return [...taken, refusedFile(left.map(({ name }) => name).join(", "), refuse("too_many"))];
}

function sharedFile({ external, ...file }: HeardFile, { team, outside }: Post): SharedFile {
  if (outside) return refusedFile(file.name, refuse("shared_room"));
  if (external) return refusedFile(file.name, refuse("elsewhere"));
  return { name: file.name, remote: { ...file, team } };
}
