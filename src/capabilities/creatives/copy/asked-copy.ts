// What a language model is asked when it is to write ad copy, and what comes back. Who holds a model hands the asking in.

import type { Lang } from "../../../core/locale.ts";
import type { Field } from "./data.ts";

export type AskedField = {
  /** Medium, draft and field: `naver_A_title`. */
  key: string;
  label: string;
  kind: Field["kind"];
  limit: number;
  by: Field["by"];
  /** What was wrong with the text that came for it before. */
  wrong?: string;
};

export type CopyRequest = {
  lang: Lang;
  /** Plain words about what is advertised, and how the brand speaks. All of it is data. */
  brief: Readonly<Record<string, string>>;
  brand: Readonly<Record<string, readonly string[]>>;
  fields: readonly AskedField[];
};

/** Texts by key, not yet checked; or what is to be told, in the request's language, when nothing came. */
export type CopyAnswer = { texts: ReadonlyMap<string, string> } | { trouble: string };

/** Never rejects but for a turn that was stopped. */
export type AskCopy = (request: CopyRequest) => Promise<CopyAnswer>;
