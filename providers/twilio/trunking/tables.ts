import { TRUNKS } from "../../../rehearsal/twilio/operations/kinds.ts";
import type { TwilioTable } from "../testing/world.ts";

const trunk: TwilioTable = {
  token: "twilio:index:Trunk",
  held: (store, sid) => store.all(TRUNKS).get(sid),
  named: true,
  inputs: (row) => ({
    friendlyName: `office of ${row}`,
    domainName: `acme-${row.toLowerCase()}.pstn.twilio.com`,
    disasterRecoveryUrl: "https://voice.us.aybiza.example/trunk",
    disasterRecoveryMethod: "GET",
    transferMode: "enable-all",
    transferCallerId: "from-transferor",
    secure: true,
    cnamLookupEnabled: true,
  }),
  rows: {
    friendlyName: { to: undefined, live: "Trunk-friendlyName", drift: { to: "renamed by hand" } },
    domainName: { to: undefined, live: undefined, drift: { to: "by-hand.pstn.twilio.com" } },
    disasterRecoveryUrl: { to: undefined, live: undefined, drift: { to: "https://by-hand.example/" } },
    disasterRecoveryMethod: { to: "POST", drift: { to: "GET" } },
    transferMode: { to: undefined, live: "disable-all", drift: { to: "sip-only" } },
    transferCallerId: { to: undefined, live: "from-transferee", drift: { to: "from-transferor" } },
    secure: { to: undefined, live: false, drift: { to: true } },
    cnamLookupEnabled: { to: undefined, live: false, drift: { to: true } },
  },
};

/** The tables of the family Trunking. */
export const trunking: readonly TwilioTable[] = [trunk];
