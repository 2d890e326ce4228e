import { listMapping } from "../sip/list-mapping.ts";

const trunk = {
  input: "trunkSid",
  prefix: "TK",
  noun: "trunk",
  description: "SID of the trunk. A change replaces the mapping.",
} as const;
const product = ["trunking", "v1"] as const;
const program = (list: string, mapping: string) => `import * as twilio from "@pulumi/twilio";

const provider = new twilio.Provider("own", { accountSid: "AC0123456789abcdef0123456789abcdef" });
const office = new twilio.Trunk("office", { domainName: "acme-office.pstn.twilio.com" }, { provider });
const list = new twilio.${list}("office", {}, { provider });
new twilio.${mapping}("office", { trunkSid: office.sid, ${list === "SipCredentialList" ? "credentialListSid" : "ipAccessControlListSid"}: list.sid }, { provider });`;

/** The resource that authenticates a trunk's equipment by credentials. https://www.twilio.com/docs/sip-trunking/api/credentiallist-resource */
export const trunkCredentialList = listMapping({
  name: "TrunkCredentialList",
  of: "credentials",
  parent: trunk,
  product,
  path: "Trunks/{trunkSid}/CredentialLists",
  key: "credential_lists",
  description:
    "Allows equipment that authenticates with a credential of a list to make calls through a trunk (termination).",
  example: {
    title: "Authenticate a phone system by credentials",
    program: program("SipCredentialList", "TrunkCredentialList"),
  },
});

/** The resource that authenticates a trunk's equipment by IP address. https://www.twilio.com/docs/sip-trunking/api/ipaccesscontrollist-resource */
export const trunkIpAccessControlList = listMapping({
  name: "TrunkIpAccessControlList",
  of: "addresses",
  parent: trunk,
  product,
  path: "Trunks/{trunkSid}/IpAccessControlLists",
  key: "ip_access_control_lists",
  description: "Allows equipment at the IP addresses of a list to make calls through a trunk (termination).",
  example: {
    title: "Authenticate a phone system by IP address",
    program: program("SipIpAccessControlList", "TrunkIpAccessControlList"),
  },
});
