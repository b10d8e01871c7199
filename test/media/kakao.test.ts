import { describeMedium } from "./contract.ts";

describeMedium("kakao");
