import { describeMedium } from "./contract.ts";

describeMedium("google_ads");
