import { existsSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { testFamily } from "../kit/testing/table.ts";
import { spec } from "./package.ts";
import { tables } from "./testing/tables/all.ts";
import { tableWorld } from "./testing/world.ts";

testFamily({ name: "twilio", spec, folder: import.meta.dirname, world: () => tableWorld(tables), tables });

/** Resources whose life no table can tell, each with the tests that tell it. */
const OTHERWISE = {
  // An open request can't be changed, and a completed one not be deleted.
  "twilio:index:PortIn": ["porting/port-in.test.ts"],
  // An account has one.
  "twilio:index:PortInWebhook": ["porting/webhook.test.ts"],
  // What was submitted can neither be changed nor deleted.
  "twilio:index:RegulatoryBundle": ["regulatory/bundle.test.ts"],
  // Its delete closes it, and takes what is in it along.
  "twilio:index:Account": ["account/account.test.ts"],
  // A key's secret is told once, and a number is verified by somebody who answers.
  "twilio:index:ApiKey": ["account/keys.test.ts"],
  "twilio:index:SigningKey": ["account/keys.test.ts"],
  "twilio:index:OutgoingCallerId": ["account/outgoing-caller-id.test.ts"],
  // Each account has one.
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
