import {
  BYOC_TRUNKS,
  CONNECTION_POLICIES,
  IP_RECORDS,
  POLICY_TARGETS,
  SOURCE_IP_MAPPINGS,
} from "../../../../rehearsal/twilio/operations/kinds.ts";
import type { Declared } from "../../../kit/testing/project.ts";
import type { TwilioTable } from "../world.ts";

const parents: Declared[] = [
  ...["a", "b"].map((name) => ({ token: "twilio:index:ConnectionPolicy", name: `policy-${name}`, inputs: {} })),
  ...["a", "b"].map((name) => ({
    ...{ token: "twilio:index:SipDomain", name: `voice-domain-${name}` },
    inputs: { domainName: `carrier-${name}.sip.twilio.com` },
  })),
  ...["a", "b", "c"].map((name, i) => ({
    ...{ token: "twilio:index:IpRecord", name: `gateway-${name}`, inputs: { ipAddress: `203.0.113.${i}` } },
  })),
];
const sidOf = (name: string) => ({ $output: [name, "sid"] });
const never = "Twilio has no change of it";
const each = (names: readonly string[], row: TwilioTable["rows"][string]) =>
  Object.fromEntries(names.map((name) => [name, row]));

const byocTrunk: TwilioTable = {
  token: "twilio:index:ByocTrunk",
  held: (store, sid) => store.all(BYOC_TRUNKS).get(sid),
  named: true,
  parents,
  inputs: (row) => ({ friendlyName: `carrier of ${row}` }),
  rows: {
    friendlyName: { to: undefined, live: "ByocTrunk-friendlyName", drift: { to: "renamed by hand" } },
    ...each(["voiceUrl", "voiceFallbackUrl", "statusCallbackUrl"], {
      ...{ from: "https://voice.us.aybiza.example/byoc", to: undefined, live: undefined },
      drift: { to: "https://by-hand.example/" },
    }),
    ...each(["voiceMethod", "voiceFallbackMethod", "statusCallbackMethod"], {
      ...{ from: "GET", to: undefined, live: "POST", drift: { to: "GET" } },
    }),
    cnamLookupEnabled: { from: true, to: undefined, live: false, drift: { to: true } },
    connectionPolicySid: { from: sidOf("policy-a"), to: sidOf("policy-b"), drift: { to: sidOf("policy-a") } },
    fromDomainSid: {
      from: sidOf("voice-domain-a"),
      to: sidOf("voice-domain-b"),
      drift: { to: sidOf("voice-domain-a") },
    },
  },
};

const policy: TwilioTable = {
  token: "twilio:index:ConnectionPolicy",
  held: (store, sid) => store.all(CONNECTION_POLICIES).get(sid),
  named: true,
  inputs: () => ({ friendlyName: "carrier" }),
  rows: { friendlyName: { to: undefined, live: "ConnectionPolicy-friendlyName", drift: { to: "renamed by hand" } } },
};

const target: TwilioTable = {
  token: "twilio:index:ConnectionPolicyTarget",
  held: (store, id) => store.all(POLICY_TARGETS).get(id.split("/")[1]!),
  named: true,
  parents,
  inputs: (row) => ({
    connectionPolicySid: sidOf("policy-a"),
    friendlyName: `gateway of ${row}`,
    target: "sip:gw.carrier.example",
    priority: 1,
    weight: 20,
    enabled: false,
  }),
  rows: {
    connectionPolicySid: { to: sidOf("policy-b"), replaces: true, drift: { never } },
    friendlyName: { to: undefined, live: "ConnectionPolicyTarget-friendlyName", drift: { to: "renamed by hand" } },
    target: { to: "sip:second.carrier.example:5061", drift: { to: "sip:by-hand.example" } },
    priority: { to: undefined, live: 10, drift: { to: 3 } },
    weight: { to: undefined, live: 10, drift: { to: 3 } },
    enabled: { to: undefined, live: true, drift: { to: false } },
  },
};

const ipRecord: TwilioTable = {
  token: "twilio:index:IpRecord",
  held: (store, sid) => store.all(IP_RECORDS).get(sid),
  named: true,
  inputs: (row) => ({ friendlyName: `gateway of ${row}`, ipAddress: "192.0.2.16", cidrPrefixLength: 30 }),
  rows: {
    friendlyName: { to: undefined, live: "IpRecord-friendlyName", drift: { to: "renamed by hand" } },
    ipAddress: { to: "198.51.100.16", replaces: true, drift: { never } },
    cidrPrefixLength: { to: undefined, live: 32, replaces: true, drift: { never } },
  },
};

const sourceIpMapping: TwilioTable = {
  token: "twilio:index:SourceIpMapping",
  held: (store, sid) => store.all(SOURCE_IP_MAPPINGS).get(sid),
  parents,
  inputs: (row) => ({
    ipRecordSid: sidOf(row === "ipRecordSid" ? "gateway-a" : "gateway-b"),
    sipDomainSid: sidOf("voice-domain-a"),
  }),
  rows: {
    ipRecordSid: { to: sidOf("gateway-c"), replaces: true, drift: { never } },
    sipDomainSid: { to: sidOf("voice-domain-b"), drift: { to: sidOf("voice-domain-a") } },
  },
};

/** The tables of the family Voice. */
export const voice: readonly TwilioTable[] = [byocTrunk, policy, target, ipRecord, sourceIpMapping];
