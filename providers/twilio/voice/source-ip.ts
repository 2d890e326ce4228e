import { z } from "zod";
import type { SidRecord } from "../identity.ts";
import { cidrPrefixLength, friendlyNameInput, immutableSid, ipAddress, ownOutputs } from "../settings.ts";
import { simpleResource } from "../simple-resource.ts";

const program = `import * as twilio from "@pulumi/twilio";

const provider = new twilio.Provider("own", { accountSid: "AC0123456789abcdef0123456789abcdef" });
const carrier = new twilio.SipDomain("carrier", { domainName: "acme-carrier.sip.twilio.com" }, { provider });
const gateway = new twilio.IpRecord("gateway", { ipAddress: "192.0.2.10" }, { provider });
new twilio.SourceIpMapping("gateway", { ipRecordSid: gateway.sid, sipDomainSid: carrier.sid }, { provider });`;

/** Twilio changes a record's name alone. https://www.twilio.com/docs/voice/bring-your-own-carrier-byoc/api/iprecord-resource */
export const ipRecord = simpleResource<SidRecord>({
  token: "twilio:index:IpRecord",
  description:
    "An address, or a network, of a carrier of your own. A `SourceIpMapping` says which SIP domain gets its calls, whatever domain they name. Twilio has no change of the address: another one makes a new record. Twilio refuses to delete one that is mapped. Import it by its SID.",
  examples: [{ title: "Bring a gateway's calls to a SIP domain", program }],
  noun: "IP record",
  product: ["voice", "v1"],
  path: "IpRecords",
  key: "ip_records",
  identity: { by: "token" },
  inputs: z.strictObject({
    friendlyName: friendlyNameInput(),
    ipAddress: lasting(ipAddress("The address, or the first of a network.")),
    cidrPrefixLength: lasting(cidrPrefixLength()),
  }),
  outputs: z.strictObject(ownOutputs("IP record", "IL")),
  defaults: { cidrPrefixLength: 32 },
});

/** https://www.twilio.com/docs/voice/bring-your-own-carrier-byoc/api/sourceipmapping-resource */
export const sourceIpMapping = simpleResource<SidRecord>({
  token: "twilio:index:SourceIpMapping",
  description:
    "Which SIP domain gets the calls from an address (`IpRecord`). An address has one mapping; one that maps the same two already is taken over. Import it by its SID.",
  examples: [{ title: "Bring a gateway's calls to a SIP domain", program }],
  noun: "source IP mapping",
  product: ["voice", "v1"],
  path: "SourceIpMappings",
  key: "source_ip_mappings",
  identity: { by: "pair", of: ["ipRecordSid", "sipDomainSid"] },
  inputs: z.strictObject({
    ipRecordSid: immutableSid("IL", "The address."),
    sipDomainSid: z
      .string()
      .regex(/^SD[0-9a-fA-F]{32}$/, "must be a SID that begins with SD, then 32 hex digits")
      .meta({ description: "The SIP domain that gets its calls." }),
  }),
  outputs: z.strictObject(ownOutputs("mapping", "IB")),
});

function lasting<T extends z.ZodType>(type: T): T {
  return type.meta({ ...type.meta(), replaceOnChange: true }) as T;
}
