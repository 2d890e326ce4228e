import { z } from "zod";
import type { SidRecord } from "../identity.ts";
import { cidrPrefixLength, friendlyNameInput, immutableSid, ipAddress, ownOutputs } from "../settings.ts";
import { simpleResource } from "../simple-resource.ts";

const program = `import * as twilio from "@pulumi/twilio";

const provider = new twilio.Provider("own", { accountSid: "AC0123456789abcdef0123456789abcdef" });
const carrier = new twilio.SipDomain("carrier", { domainName: "acme-carrier.sip.twilio.com" }, { provider });
const gateway = new twilio.IpRecord("gateway", { ipAddress: "192.0.2.10" }, { provider });
new twilio.SourceIpMapping("gateway", { ipRecordSid: gateway.sid, sipDomainSid: carrier.sid }, { provider });`;

/**
 * The resource of an IP record. Twilio can change only its name.
 * https://www.twilio.com/docs/voice/bring-your-own-carrier-byoc/api/iprecord-resource
 */
export const ipRecord = simpleResource<SidRecord>({
  token: "twilio:index:IpRecord",
  description:
    "An IP address or network of your own carrier. A `SourceIpMapping` sends its calls to a SIP domain, whatever domain the calls are addressed to. Twilio can't change the address: such a change replaces the record. Twilio refuses to delete a mapped record. Import it by its SID.",
  examples: [{ title: "Send a gateway's calls to a SIP domain", program }],
  noun: "IP record",
  product: ["voice", "v1"],
  path: "IpRecords",
  key: "ip_records",
  identity: { by: "token" },
  inputs: z.strictObject({
    friendlyName: friendlyNameInput(),
    ipAddress: immutable(ipAddress("IPv4 address, or the first address of a network. A change replaces the record.")),
    cidrPrefixLength: immutable(cidrPrefixLength()),
  }),
  outputs: z.strictObject(ownOutputs("IP record", "IL")),
  defaults: { cidrPrefixLength: 32 },
});

/** The resource that maps an IP record to a SIP domain. https://www.twilio.com/docs/voice/bring-your-own-carrier-byoc/api/sourceipmapping-resource */
export const sourceIpMapping = simpleResource<SidRecord>({
  token: "twilio:index:SourceIpMapping",
  description:
    "Sends the calls of an IP address (`IpRecord`) to a SIP domain. An address has one mapping. An existing mapping of the same address and domain is taken over. Import it by its SID.",
  examples: [{ title: "Send a gateway's calls to a SIP domain", program }],
  noun: "source IP mapping",
  product: ["voice", "v1"],
  path: "SourceIpMappings",
  key: "source_ip_mappings",
  identity: { by: "pair", of: ["ipRecordSid", "sipDomainSid"] },
  inputs: z.strictObject({
    ipRecordSid: immutableSid("IL", "SID of the `IpRecord`. A change replaces the mapping."),
    sipDomainSid: z
      .string()
      .regex(/^SD[0-9a-fA-F]{32}$/, "must be a SID: SD, then 32 hex digits")
      .meta({ description: "SID of the SIP domain that receives the calls." }),
  }),
  outputs: z.strictObject(ownOutputs("mapping", "IB")),
});

function immutable<T extends z.ZodType>(type: T): T {
  return type.meta({ ...type.meta(), replaceOnChange: true }) as T;
}
