import { accounts } from "./account/accounts.ts";
import { authTokens } from "./account/auth-tokens.ts";
import { balance } from "./account/balance.ts";
import { keys } from "./account/keys.ts";
import { notifications } from "./account/notifications.ts";
import { applications } from "./calls/applications.ts";
import { calls } from "./calls/calls.ts";
import { conferences } from "./calls/conferences.ts";
import { members } from "./calls/members.ts";
import { queues } from "./calls/queues.ts";
import { recordings } from "./calls/recordings.ts";
import { events } from "./events/events.ts";
import { addresses } from "./numbers/addresses.ts";
import { availableNumbers } from "./numbers/available-numbers.ts";
import { incomingNumbers } from "./numbers/incoming-numbers.ts";
import { outgoingCallerIds } from "./numbers/outgoing-caller-ids.ts";
import { numbersApi } from "./numbers-api.ts";
import type { Handler } from "./request.ts";
import { sipDomains } from "./sip/sip-domains.ts";
import { sipLists } from "./sip/sip-lists.ts";
import { trunks } from "./sip/trunks.ts";
import { usageRecords } from "./usage/usage-records.ts";
import { usageTriggers } from "./usage/usage-triggers.ts";
import { dialingPermissions } from "./voice/dialing-permissions.ts";
import { voice } from "./voice/voice.ts";

/** Handlers of the modelled operations, by the operations' names in Twilio's OpenAPI files. */
export const HANDLERS: Readonly<Record<string, Handler>> = {
  ...accounts,
  ...addresses,
  ...applications,
  ...authTokens,
  ...availableNumbers,
  ...balance,
  ...calls,
  ...incomingNumbers,
  ...conferences,
  ...dialingPermissions,
  ...events,
  ...keys,
  ...members,
  ...notifications,
  ...numbersApi,
  ...outgoingCallerIds,
  ...queues,
  ...recordings,
  ...sipDomains,
  ...sipLists,
  ...trunks,
  ...usageRecords,
  ...usageTriggers,
  ...voice,
};
