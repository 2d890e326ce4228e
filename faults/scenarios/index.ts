import type { Scenario } from "../scenario.ts";
import { managed } from "./managed.ts";
import { ownAccount } from "./own-account.ts";

/** The commands to interrupt. Together they cover every way in which a live number, a purchase, a release or a transfer could go wrong. */
export const scenarios: readonly Scenario[] = [...ownAccount, ...managed];
