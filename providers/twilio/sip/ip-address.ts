import { z } from "zod";
import type { SidRecord } from "../identity.ts";
import { cidrPrefixLength, friendlyNameInput, immutableSid, ipAddress, ownOutputs } from "../settings.ts";
import { simpleResource } from "../simple-resource.ts";

/** https://www.twilio.com/docs/voice/sip/api/sip-ipaddress-resource */
export const sipIpAddress = simpleResource<SidRecord>({
  token: "twilio:index:SipIpAddress",
  description:
    "An address, or a network, from which a trunk or a SIP domain accepts calls. A list holds 25 at most, each once. Import it by the list's SID and its own: `AL.../IP...`.",
  examples: [
    {
      title: "Let a network of 256 addresses call",
      program: `import * as twilio from "@pulumi/twilio";

const provider = new twilio.Provider("own", { accountSid: "AC0123456789abcdef0123456789abcdef" });
const offices = new twilio.SipIpAccessControlList("offices", {}, { provider });
const where = { ipAccessControlListSid: offices.sid, ipAddress: "198.51.100.0", cidrPrefixLength: 24 };
new twilio.SipIpAddress("north", where, { provider });`,
    },
  ],
  noun: "SIP IP address",
  path: "SIP/IpAccessControlLists/{ipAccessControlListSid}/IpAddresses",
  key: "ip_addresses",
  identity: { by: "token" },
  inputs: z.strictObject({
    ipAccessControlListSid: immutableSid("AL", "The list that it belongs to."),
    friendlyName: friendlyNameInput(),
    ipAddress: ipAddress("The address, or the first of a network."),
    cidrPrefixLength: cidrPrefixLength(),
  }),
  outputs: z.strictObject(ownOutputs("address", "IP")),
  defaults: { cidrPrefixLength: 32 },
});
