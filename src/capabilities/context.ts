// The context of one run: the scope and the two handles a verb may use.

import type { Logger } from "pino";
import type { Scope } from "../core/scope.ts";
import type { Db } from "../db/db.ts";

export type Ctx = Scope & { db: Db; log: Logger };
