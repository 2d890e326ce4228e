import { twilioAttacks } from "./at-twilio.ts";
import { attempt } from "./attempt.ts";
import { interruptions } from "./interruptions.ts";
import { stateAttacks } from "./state-edits.ts";

attempt("attacks-on-states", [...stateAttacks, ...twilioAttacks, ...interruptions]);
