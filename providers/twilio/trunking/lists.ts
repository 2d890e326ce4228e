import { listMapping } from "../sip/list-mapping.ts";

const trunk = {
  input: "trunkSid",
  prefix: "TK",
  noun: "trunk",
  description: "The trunk that accepts these calls.",
} as const;
const product = ["trunking", "v1"] as const;
const program = (list: string, mapping: string) => `import * as twilio from "@pulumi/twilio";

const provider = new twilio.Provider("own", { accountSid: "AC0123456789abcdef0123456789abcdef" });
const office = new twilio.Trunk("office", { domainName: "acme-office.pstn.twilio.com" }, { provider });
const list = new twilio.${list}("office", {}, { provider });
new twilio.${mapping}("office", { trunkSid: office.sid, ${list === "SipCredentialList" ? "credentialListSid" : "ipAccessControlListSid"}: list.sid }, { provider });`;

/** A credential list by which a trunk recognises equipment. https://www.twilio.com/docs/sip-trunking/api/credentiallist-resource */
export const trunkCredentialList = listMapping({
  name: "TrunkCredentialList",
  of: "credentials",
  parent: trunk,
  product,
  path: "Trunks/{trunkSid}/CredentialLists",
  key: "credential_lists",
  description: "Lets equipment that signs in with a credential of a list make calls through a trunk (termination).",
  example: {
    title: "Let a phone system sign in to a trunk",
    program: program("SipCredentialList", "TrunkCredentialList"),
  },
});

/** Addresses by which a trunk recognises equipment. https://www.twilio.com/docs/sip-trunking/api/ipaccesscontrollist-resource */
export const trunkIpAccessControlList = listMapping({
  name: "TrunkIpAccessControlList",
  of: "addresses",
  parent: trunk,
  product,
  path: "Trunks/{trunkSid}/IpAccessControlLists",
  key: "ip_access_control_lists",
  description: "Lets equipment at the addresses of a list make calls through a trunk (termination).",
  example: {
    title: "Let a phone system's address use a trunk",
    program: program("SipIpAccessControlList", "TrunkIpAccessControlList"),
  },
});
