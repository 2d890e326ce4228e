import { existsSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { testFamily } from "../kit/testing/table.ts";
import { spec } from "./package.ts";
import { tables } from "./testing/tables/all.ts";
import { tableWorld } from "./testing/world.ts";

testFamily({ name: "twilio", spec, folder: import.meta.dirname, world: () => tableWorld(tables), tables });

/** Resources whose lifecycle doesn't fit a table; each has separate tests. */
const OTHERWISE = {
  // An open request can't be changed, a completed one can't be deleted.
  "twilio:index:PortIn": ["porting/port-in.test.ts"],
  // An account has exactly one.
  "twilio:index:PortInWebhook": ["porting/webhook.test.ts"],
  // A submitted bundle can be neither changed nor deleted.
  "twilio:index:RegulatoryBundle": ["regulatory/bundle.test.ts"],
  // Its delete closes the account with everything in it.
  "twilio:index:Account": ["account/account.test.ts"],
  // Twilio returns a key's secret once; a person verifies a number.
  "twilio:index:ApiKey": ["account/keys.test.ts"],
  "twilio:index:SigningKey": ["account/keys.test.ts"],
  "twilio:index:OutgoingCallerId": ["account/outgoing-caller-id.test.ts"],
  // An account has exactly one.
  "twilio:index:DialingPermissions": ["voice/dialing-permissions.test.ts"],
  // Buys, adopts, and refuses most deletes and replacements.
  "twilio:index:IncomingPhoneNumber": [
    ...["lifecycle.test.ts", "adopt.test.ts", "buy.test.ts"],
    ...["number/settings.test.ts", "number/requirements.test.ts", "number/life.test.ts"],
  ],
};

test("each resource of the package has its table", () => {
  const files = Object.values(OTHERWISE).flat();
  expect(files.filter((file) => !existsSync(join(import.meta.dirname, file)))).toEqual([]);
  const tested = [...tables.map((table) => table.token), ...Object.keys(OTHERWISE)];
  expect(tested.sort()).toEqual(spec.resources.map((r) => r.token).sort());
});
