import {
  ORIGINATION_URLS,
  TRUNK_CREDENTIAL_LISTS,
  TRUNK_IP_LISTS,
  TRUNKS,
} from "../../../../rehearsal/twilio/operations/kinds.ts";
import type { Declared } from "../../../kit/testing/project.ts";
import type { TwilioTable } from "../world.ts";

/** Two trunks as parents of the rows' resources, and credential and address lists. */
const parents: Declared[] = [
  { token: "twilio:index:Trunk", name: "trunk-a", inputs: {} },
  { token: "twilio:index:Trunk", name: "trunk-b", inputs: {} },
  { token: "twilio:index:Trunk", name: "trunk-c", inputs: {} },
  { token: "twilio:index:SipCredentialList", name: "phones-a", inputs: {} },
  { token: "twilio:index:SipCredentialList", name: "phones-b", inputs: {} },
  { token: "twilio:index:SipIpAccessControlList", name: "offices-a", inputs: {} },
  { token: "twilio:index:SipIpAccessControlList", name: "offices-b", inputs: {} },
];
const sidOf = (name: string) => ({ $output: [name, "sid"] });
const never = "Twilio has no change of it";

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
    disasterRecoveryMethod: { to: undefined, live: "POST", drift: { to: "GET" } },
    transferMode: { to: undefined, live: "disable-all", drift: { to: "sip-only" } },
    transferCallerId: { to: undefined, live: "from-transferee", drift: { to: "from-transferor" } },
    secure: { to: undefined, live: false, drift: { to: true } },
    cnamLookupEnabled: { to: undefined, live: false, drift: { to: true } },
  },
};

const originationUrl: TwilioTable = {
  token: "twilio:index:TrunkOriginationUrl",
  held: (store, id) => store.all(ORIGINATION_URLS).get(id.split("/")[1]!),
  named: true,
  parents,
  inputs: (row) => ({
    trunkSid: sidOf("trunk-a"),
    friendlyName: `pbx of ${row}`,
    sipUrl: "sip:pbx.acme.example",
    priority: 1,
    weight: 20,
    enabled: false,
  }),
  rows: {
    trunkSid: { to: sidOf("trunk-b"), replaces: true, drift: { never } },
    friendlyName: { to: undefined, live: "TrunkOriginationUrl-friendlyName", drift: { to: "renamed by hand" } },
    sipUrl: { to: "sip:second.acme.example:5061", drift: { to: "sip:by-hand.example" } },
    priority: { to: undefined, live: 10, drift: { to: 3 } },
    weight: { to: undefined, live: 10, drift: { to: 3 } },
    enabled: { to: undefined, live: true, drift: { to: false } },
  },
};

const credentialList: TwilioTable = {
  token: "twilio:index:TrunkCredentialList",
  held: (store, id) => store.all(TRUNK_CREDENTIAL_LISTS).get(id),
  fields: { credentialListSid: "sid" },
  parents,
  inputs: (row) => ({
    trunkSid: sidOf(row === "trunkSid" ? "trunk-a" : "trunk-c"),
    credentialListSid: sidOf("phones-a"),
  }),
  rows: {
    trunkSid: { to: sidOf("trunk-b"), replaces: true, drift: { never } },
    credentialListSid: { to: sidOf("phones-b"), replaces: true, drift: { never } },
  },
};

const ipAccessControlList: TwilioTable = {
  token: "twilio:index:TrunkIpAccessControlList",
  held: (store, id) => store.all(TRUNK_IP_LISTS).get(id),
  fields: { ipAccessControlListSid: "sid" },
  parents,
  inputs: (row) => ({
    trunkSid: sidOf(row === "trunkSid" ? "trunk-a" : "trunk-c"),
    ipAccessControlListSid: sidOf("offices-a"),
  }),
  rows: {
    trunkSid: { to: sidOf("trunk-b"), replaces: true, drift: { never } },
    ipAccessControlListSid: { to: sidOf("offices-b"), replaces: true, drift: { never } },
  },
};

const numbers = ["11", "12", "13"].map((digits) => `PN${digits.repeat(16)}`);

const phoneNumber: TwilioTable = {
  token: "twilio:index:TrunkPhoneNumber",
  held(store, id) {
    const [trunkSid, sid] = id.split("/");
    const number = store.numbers.get(sid!);
    return number?.trunk_sid === trunkSid ? number : undefined;
  },
  fields: { phoneNumberSid: "sid" },
  numbers: numbers.map((sid, i) => ({ sid, phoneNumber: `+1415555018${i}` })),
  parents,
  inputs: (row) => ({ trunkSid: sidOf("trunk-a"), phoneNumberSid: row === "trunkSid" ? numbers[0] : numbers[1] }),
  rows: {
    trunkSid: { to: sidOf("trunk-b"), replaces: true, drift: { never } },
    phoneNumberSid: { to: numbers[2], replaces: true, drift: { never } },
  },
};

const recordings = ["trunkSid", "mode", "trim"];
const recording: TwilioTable = {
  token: "twilio:index:TrunkRecording",
  held(store, sid) {
    const trunk = store.all(TRUNKS).get(sid);
    return trunk && { trunk_sid: sid, ...trunk.recording };
  },
  parents: [...recordings, "other"].map((row) => ({
    ...{ token: "twilio:index:Trunk", name: `recorded-${row}`, inputs: {} },
  })),
  set(store, sid, field, value) {
    const trunk = store.all(TRUNKS).get(sid)!;
    trunk.recording = { ...trunk.recording, [field]: value };
  },
  inputs: (row) => ({ trunkSid: sidOf(`recorded-${row}`), mode: "record-from-answer", trim: "trim-silence" }),
  rows: {
    trunkSid: { to: sidOf("recorded-other"), replaces: true, drift: { never } },
    mode: { to: undefined, live: "do-not-record", drift: { to: "record-from-ringing" } },
    trim: { to: undefined, live: "do-not-trim", drift: { to: "trim-silence" } },
  },
};

/** The tables of the family Trunking. */
export const trunking: readonly TwilioTable[] = [
  trunk,
  originationUrl,
  credentialList,
  ipAccessControlList,
  phoneNumber,
  recording,
];
