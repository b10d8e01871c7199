// The key of every simulated Naver account: no secret, it opens nothing outside.

import type { NaverKey } from "../naver-sign.ts";

export const NAVER_SANDBOX_KEY: NaverKey = { apiKey: "sandbox", secretKey: "sandbox-secret" };
