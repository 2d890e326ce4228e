import {
  CALLS_CREDENTIAL_LISTS,
  CALLS_IP_LISTS,
  CREDENTIAL_LISTS,
  CREDENTIALS,
  DOMAIN_CREDENTIAL_LISTS,
  DOMAIN_IP_LISTS,
  IP_ADDRESSES,
  IP_LISTS,
  REGISTRATION_CREDENTIAL_LISTS,
  SIP_DOMAINS,
} from "../../../../rehearsal/twilio/operations/kinds.ts";
import type { Declared } from "../../../kit/testing/project.ts";
import type { TwilioTable } from "../world.ts";

const parents: Declared[] = [
  { token: "twilio:index:SipCredentialList", name: "sip-phones-a", inputs: {} },
  { token: "twilio:index:SipCredentialList", name: "sip-phones-b", inputs: {} },
  { token: "twilio:index:SipIpAccessControlList", name: "sip-offices-a", inputs: {} },
  { token: "twilio:index:SipIpAccessControlList", name: "sip-offices-b", inputs: {} },
  ...["a", "b", "c"].map((name) => ({
    ...{ token: "twilio:index:SipDomain", name: `sip-domain-${name}` },
    inputs: { domainName: `acme-${name}.sip.twilio.com` },
  })),
  { token: "twilio:index:ByocTrunk", name: "sip-byoc-a", inputs: {} },
  { token: "twilio:index:ByocTrunk", name: "sip-byoc-b", inputs: {} },
];
const sidOf = (name: string) => ({ $output: [name, "sid"] });
const never = "Twilio has no change of it";

const list = (kind: "SipCredentialList" | "SipIpAccessControlList"): TwilioTable => ({
  token: `twilio:index:${kind}`,
  held: (store, sid) => store.all(kind === "SipCredentialList" ? CREDENTIAL_LISTS : IP_LISTS).get(sid),
  named: true,
  inputs: () => ({ friendlyName: "phones" }),
  rows: { friendlyName: { to: undefined, live: `${kind}-friendlyName`, drift: { to: "renamed by hand" } } },
});

const credential: TwilioTable = {
  token: "twilio:index:SipCredential",
  held: (store, id) => store.all(CREDENTIALS).get(id.split("/")[1]!),
  parents,
  inputs: (row) => ({
    credentialListSid: sidOf("sip-phones-a"),
    username: `phone-${row}`,
    password: { $secret: `Invented-Pass-1-${row}` },
  }),
  rows: {
    credentialListSid: { to: sidOf("sip-phones-b"), replaces: true, drift: { never } },
    username: { to: "another-phone", replaces: true, drift: { never } },
    password: { to: { $secret: "Invented-Pass-2" }, drift: { never: "Twilio never shows it" } },
  },
};

const address: TwilioTable = {
  token: "twilio:index:SipIpAddress",
  held: (store, id) => store.all(IP_ADDRESSES).get(id.split("/")[1]!),
  named: true,
  parents,
  inputs: (row) => ({
    ipAccessControlListSid: sidOf("sip-offices-a"),
    friendlyName: `office of ${row}`,
    ipAddress: `192.0.2.${row.length}`,
    cidrPrefixLength: 30,
  }),
  rows: {
    ipAccessControlListSid: { to: sidOf("sip-offices-b"), replaces: true, drift: { never } },
    friendlyName: { to: undefined, live: "SipIpAddress-friendlyName", drift: { to: "renamed by hand" } },
    ipAddress: { to: "198.51.100.7", drift: { to: "203.0.113.9" } },
    cidrPrefixLength: { to: undefined, live: 32, drift: { to: 24 } },
  },
};

const urls = ["voiceUrl", "voiceFallbackUrl", "voiceStatusCallbackUrl"];
const methods = ["voiceMethod", "voiceFallbackMethod", "voiceStatusCallbackMethod"];
const flags = ["sipRegistration", "secure", "emergencyCallingEnabled"];
const each = (names: readonly string[], row: TwilioTable["rows"][string]) =>
  Object.fromEntries(names.map((name) => [name, row]));

const domain: TwilioTable = {
  token: "twilio:index:SipDomain",
  held: (store, sid) => store.all(SIP_DOMAINS).get(sid),
  named: true,
  parents,
  inputs: (row) => ({ friendlyName: `office of ${row}`, domainName: `acme-${row.toLowerCase()}.sip.twilio.com` }),
  rows: {
    friendlyName: { to: undefined, live: "SipDomain-friendlyName", drift: { to: "renamed by hand" } },
    domainName: { to: "acme-moved.sip.twilio.com", drift: { to: "by-hand.sip.twilio.com" } },
    ...each(urls, {
      ...{ from: "https://voice.us.aybiza.example/sip", to: undefined, live: undefined },
      drift: { to: "https://by-hand.example/" },
    }),
    ...each(methods, { from: "GET", to: undefined, live: "POST", drift: { to: "GET" } }),
    ...each(flags, { from: true, to: undefined, live: false, drift: { to: true } }),
    emergencyCallerSid: {
      ...{ from: `PN${"02".repeat(16)}`, to: `PN${"01".repeat(16)}`, drift: { to: `PN${"02".repeat(16)}` } },
    },
    byocTrunkSid: { from: sidOf("sip-byoc-a"), to: sidOf("sip-byoc-b"), drift: { to: sidOf("sip-byoc-a") } },
  },
};

const mapping = (name: string, kind: typeof DOMAIN_IP_LISTS, of: "addresses" | "credentials"): TwilioTable => {
  const [input, list] =
    of === "credentials" ? ["credentialListSid", "sip-phones"] : ["ipAccessControlListSid", "sip-offices"];
  return {
    token: `twilio:index:${name}`,
    held: (store, id) => store.all(kind).get(id),
    fields: { [input]: "sid" },
    parents,
    inputs: (row) => ({
      domainSid: sidOf(row === "domainSid" ? "sip-domain-a" : "sip-domain-c"),
      [input]: sidOf(`${list}-a`),
    }),
    rows: {
      domainSid: { to: sidOf("sip-domain-b"), replaces: true, drift: { never } },
      [input]: { to: sidOf(`${list}-b`), replaces: true, drift: { never } },
    },
  };
};

/** The tables of the family SIP. */
export const sip: readonly TwilioTable[] = [
  list("SipCredentialList"),
  list("SipIpAccessControlList"),
  credential,
  address,
  domain,
  mapping("SipDomainCredentialListMapping", DOMAIN_CREDENTIAL_LISTS, "credentials"),
  mapping("SipDomainIpAccessControlListMapping", DOMAIN_IP_LISTS, "addresses"),
  mapping("SipDomainCallsCredentialListMapping", CALLS_CREDENTIAL_LISTS, "credentials"),
  mapping("SipDomainCallsIpAccessControlListMapping", CALLS_IP_LISTS, "addresses"),
  mapping("SipDomainRegistrationsCredentialListMapping", REGISTRATION_CREDENTIAL_LISTS, "credentials"),
];
