import { z } from "zod";
import type { SidRecord } from "../identity.ts";
import { balancingDefaults, friendlyNameInput, immutableSid, ownOutputs, shares, sipAddress } from "../settings.ts";
import { simpleResource } from "../simple-resource.ts";

/** The resource of a destination of a trunk's calls. https://www.twilio.com/docs/sip-trunking/api/originationurl-resource */
export const trunkOriginationUrl = simpleResource<SidRecord>({
  token: "twilio:index:TrunkOriginationUrl",
  description:
    "A SIP URI to which a trunk sends calls of its numbers. Of several, Twilio tries the lowest `priority` first and balances calls of the same priority by `weight`. Import it by the trunk's SID and its own: `TK.../OU...`.",
  examples: [
    {
      title: "Send calls to a phone system, with a second one as failover",
      program: `import * as twilio from "@pulumi/twilio";

const provider = new twilio.Provider("own", { accountSid: "AC0123456789abcdef0123456789abcdef" });
const office = new twilio.Trunk("office", {}, { provider });
const trunkSid = office.sid;
new twilio.TrunkOriginationUrl("first", { trunkSid, sipUrl: "sip:pbx1.acme.example", priority: 1 }, { provider });
new twilio.TrunkOriginationUrl("second", { trunkSid, sipUrl: "sip:pbx2.acme.example", priority: 2 }, { provider });`,
    },
  ],
  noun: "origination URL",
  product: ["trunking", "v1"],
  path: "Trunks/{trunkSid}/OriginationUrls",
  key: "origination_urls",
  identity: { by: "token" },
  inputs: z.strictObject({
    trunkSid: immutableSid("TK", "SID of the trunk. A change replaces the origination URL."),
    friendlyName: friendlyNameInput(),
    sipUrl: sipAddress("SIP URI that receives the calls."),
    ...shares,
  }),
  outputs: z.strictObject(ownOutputs("origination URL", "OU")),
  defaults: balancingDefaults,
});
