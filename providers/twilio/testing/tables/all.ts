import type { TwilioTable } from "../world.ts";
import { accountFamily } from "./account.ts";
import { events } from "./events.ts";
import { numbersFamily } from "./regulatory.ts";
import { sip } from "./sip.ts";
import { trunking } from "./trunking.ts";
import { voice } from "./voice.ts";

const queue: TwilioTable = {
  token: "twilio:index:Queue",
  held: (store, sid) => store.queues.get(sid),
  inputs: (row) => ({ friendlyName: `support of ${row}`, maxSize: 10 }),
  rows: {
    friendlyName: { to: "sales", drift: { to: "renamed by hand" } },
    maxSize: { to: undefined, live: 1000, drift: { to: 7 } },
  },
};

const application: TwilioTable = {
  token: "twilio:index:Application",
  held: (store, sid) => store.applications.get(sid),
  named: true,
  inputs: (row) => ({ friendlyName: `calls of ${row}`, voiceUrl: "https://voice.us.aybiza.example/voice" }),
  rows: {
    friendlyName: { to: undefined, live: "Application-friendlyName", drift: { to: "renamed by hand" } },
    ...Object.fromEntries(
      ["voiceUrl", "voiceFallbackUrl", "statusCallback", "smsUrl", "smsFallbackUrl", "messageStatusCallback"].map(
        (name) => [
          name,
          {
            from: `https://${name}.example/`,
            to: undefined,
            live: undefined,
            drift: { to: "https://by-hand.example/" },
          },
        ],
      ),
    ),
    ...Object.fromEntries(
      ["voiceMethod", "voiceFallbackMethod", "statusCallbackMethod", "smsMethod", "smsFallbackMethod"].map((name) => [
        name,
        { from: "GET", to: undefined, live: "POST", drift: { to: "GET" } },
      ]),
    ),
    voiceCallerIdLookup: { from: true, to: undefined, live: false, drift: { to: true } },
    publicApplicationConnectEnabled: { from: true, to: undefined, live: false, drift: { to: true } },
  },
};

/** The tables of all resources of the package. They are tested together, so that each engine command runs once for all. */
export const tables: readonly TwilioTable[] = [
  application,
  queue,
  ...accountFamily,
  ...events,
  ...numbersFamily,
  ...sip,
  ...trunking,
  ...voice,
];
