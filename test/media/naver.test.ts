import { describeMedium } from "./contract.ts";

describeMedium("naver");
