import { z } from "zod";
import type { SidRecord } from "../identity.ts";
import { friendlyNameInput, ownOutputs } from "../settings.ts";
import { simpleResource } from "../simple-resource.ts";

const example = (type: string, part: string) => `import * as twilio from "@pulumi/twilio";

const provider = new twilio.Provider("own", { accountSid: "AC0123456789abcdef0123456789abcdef" });
const office = new twilio.${type}("office", {}, { provider });
${part}`;

const inputs = z.strictObject({ friendlyName: friendlyNameInput() });

/** https://www.twilio.com/docs/voice/sip/api/sip-credentiallist-resource */
export const sipCredentialList = simpleResource<SidRecord>({
  token: "twilio:index:SipCredentialList",
  description:
    "A list of SIP credentials (`SipCredential`), by which trunks and SIP domains recognise who calls. Twilio refuses to delete one that a trunk or a SIP domain uses; its credentials go with it. Import it by its SID.",
  examples: [
    {
      title: "Let phones sign in",
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

/** https://www.twilio.com/docs/voice/sip/api/sip-ipaccesscontrollist-resource */
export const sipIpAccessControlList = simpleResource<SidRecord>({
  token: "twilio:index:SipIpAccessControlList",
  description:
    "A list of IP addresses (`SipIpAddress`), by which trunks and SIP domains recognise who calls. Twilio refuses to delete one that a trunk or a SIP domain uses; its addresses go with it. Import it by its SID.",
  examples: [
    {
      title: "Let an office's network call",
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
