import { z } from "zod";
import { ProviderError } from "../../kit/handler.ts";
import type { SidRecord } from "../identity.ts";
import { flag, friendlyNameInput, method, ownOutputs, sid, url } from "../settings.ts";
import { simpleResource } from "../simple-resource.ts";

const inputs = z.strictObject({
  friendlyName: friendlyNameInput(),
  voiceUrl: url("Address that Twilio asks for TwiML when the carrier brings a call.").optional(),
  voiceMethod: method("HTTP method of `voiceUrl`.").optional(),
  voiceFallbackUrl: url("Address that Twilio asks when `voiceUrl` fails or answers nonsense.").optional(),
  voiceFallbackMethod: method("HTTP method of `voiceFallbackUrl`.").optional(),
  statusCallbackUrl: url("Address that Twilio tells when a call ends.").optional(),
  statusCallbackMethod: method("HTTP method of `statusCallbackUrl`.").optional(),
  cnamLookupEnabled: flag(
    "Look the caller's name up for calls from the US and Canada (Twilio charges for it). Off by default.",
  ).optional(),
  connectionPolicySid: sid(
    "NY",
    "The connection policy by which calls go out to the carrier. It can be exchanged, not taken away.",
  ).optional(),
  fromDomainSid: sid(
    "SD",
    "The SIP domain that calls to the carrier say they are from. It can be exchanged, not taken away.",
  ).optional(),
});

/** https://www.twilio.com/docs/voice/bring-your-own-carrier-byoc/api/byoctrunk-resource */
export const byocTrunk = simpleResource<SidRecord>({
  token: "twilio:index:ByocTrunk",
  description:
    "Bring your own carrier: what answers the calls that a carrier of your own brings to a SIP domain (its `byocTrunkSid`), and how calls go out through that carrier. A delete is refused while a SIP domain names it. Import it by its SID.",
  examples: [
    {
      title: "Take the calls of a carrier of your own",
      program: `import * as twilio from "@pulumi/twilio";

const provider = new twilio.Provider("own", { accountSid: "AC0123456789abcdef0123456789abcdef" });
const carrier = new twilio.ByocTrunk("carrier", { voiceUrl: "https://voice.us.aybiza.example/twilio/voice" }, { provider });
new twilio.SipDomain("carrier", { domainName: "acme-carrier.sip.twilio.com", byocTrunkSid: carrier.sid }, { provider });`,
    },
  ],
  noun: "BYOC trunk",
  product: ["voice", "v1"],
  path: "ByocTrunks",
  key: "byoc_trunks",
  identity: { by: "token" },
  inputs,
  outputs: z.strictObject(ownOutputs("BYOC trunk", "BY")),
  defaults: {
    voiceMethod: "POST",
    voiceFallbackMethod: "POST",
    statusCallbackMethod: "POST",
    cnamLookupEnabled: false,
  },

  async checkDelete({ sid }, { client, signal }) {
    const q = { path: "SIP/Domains", key: "domains", noun: "SIP domain", signal };
    const domains = await client.collection<{ domain_name: string; byoc_trunk_sid: string | null }>(q).list();
    const naming = domains.find((domain) => domain.byoc_trunk_sid === sid);
    if (!naming) return;
    throw new ProviderError(
      "byoc-trunk-in-use",
      `BYOC trunk ${sid} can't be deleted while SIP domain ${naming.domain_name} names it: the carrier's calls would go unanswered. Give the domain another BYOC trunk or none first`,
    );
  },
});
