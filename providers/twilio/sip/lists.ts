import { z } from "zod";
import type { SidRecord } from "../identity.ts";
import { friendlyNameInput, ownOutputs } from "../settings.ts";
import { simpleResource } from "../simple-resource.ts";

const example = (type: string, part: string) => `import * as twilio from "@pulumi/twilio";

const provider = new twilio.Provider("own", { accountSid: "AC0123456789abcdef0123456789abcdef" });
const office = new twilio.${type}("office", {}, { provider });
${part}`;

const inputs = z.strictObject({ friendlyName: friendlyNameInput() });

/** The resource of a SIP credential list. https://www.twilio.com/docs/voice/sip/api/sip-credentiallist-resource */
export const sipCredentialList = simpleResource<SidRecord>({
  token: "twilio:index:SipCredentialList",
  description:
    "A list of SIP credentials (`SipCredential`), by which trunks and SIP domains authenticate callers. A delete removes its credentials too; Twilio refuses it while a trunk or a SIP domain uses the list. Import it by its SID.",
  examples: [
    {
      title: "Authenticate phones by username and password",
      program: example(
        "SipCredentialList",
        `new twilio.SipCredential(
  "front",
  { credentialListSid: office.sid, username: "front-desk", password: process.env.SIP_PASSWORD ?? "Invented-Pass-1" },
  { provider },
);`,
      ),
    },
  ],
  noun: "SIP credential list",
  path: "SIP/CredentialLists",
  key: "credential_lists",
  identity: { by: "token" },
  inputs,
  outputs: z.strictObject(ownOutputs("list", "CL")),
});

/** The resource of a SIP IP access control list. https://www.twilio.com/docs/voice/sip/api/sip-ipaccesscontrollist-resource */
export const sipIpAccessControlList = simpleResource<SidRecord>({
  token: "twilio:index:SipIpAccessControlList",
  description:
    "A list of IP addresses (`SipIpAddress`), by which trunks and SIP domains authenticate callers. A delete removes its addresses too; Twilio refuses it while a trunk or a SIP domain uses the list. Import it by its SID.",
  examples: [
    {
      title: "Accept calls from an office's IP address",
      program: example(
        "SipIpAccessControlList",
        `new twilio.SipIpAddress("gateway", { ipAccessControlListSid: office.sid, ipAddress: "192.0.2.10" }, { provider });`,
      ),
    },
  ],
  noun: "SIP IP access control list",
  path: "SIP/IpAccessControlLists",
  key: "ip_access_control_lists",
  identity: { by: "token" },
  inputs,
  outputs: z.strictObject(ownOutputs("list", "AL")),
});
