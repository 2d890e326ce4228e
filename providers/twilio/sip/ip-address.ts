import { z } from "zod";
import type { SidRecord } from "../identity.ts";
import { cidrPrefixLength, friendlyNameInput, immutableSid, ipAddress, ownOutputs } from "../settings.ts";
import { simpleResource } from "../simple-resource.ts";

/** The resource of an IP address in a list. https://www.twilio.com/docs/voice/sip/api/sip-ipaddress-resource */
export const sipIpAddress = simpleResource<SidRecord>({
  token: "twilio:index:SipIpAddress",
  description:
    "An IP address or network from which trunks and SIP domains accept calls. A list has 25 at most, without duplicates. Import it by the list's SID and its own: `AL.../IP...`.",
  examples: [
    {
      title: "Accept calls from a network of 256 addresses",
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
    ipAccessControlListSid: immutableSid(
      "AL",
      "SID of the `SipIpAccessControlList` that it belongs to. A change replaces the address.",
    ),
    friendlyName: friendlyNameInput(),
    ipAddress: ipAddress("IPv4 address, or the first address of a network."),
    cidrPrefixLength: cidrPrefixLength(),
  }),
  outputs: z.strictObject(ownOutputs("address", "IP")),
  defaults: { cidrPrefixLength: 32 },
});
