import { z } from "zod";
import { ProviderError } from "../../kit/handler.ts";
import type { SidRecord } from "../identity.ts";
import { flag, friendlyNameInput, method, ownOutputs, sid, url } from "../settings.ts";
import { simpleResource } from "../simple-resource.ts";

const inputs = z.strictObject({
  friendlyName: friendlyNameInput(),
  voiceUrl: url("URL that Twilio requests for TwiML when a call of the carrier comes in.").optional(),
  voiceMethod: method("HTTP method for `voiceUrl`. `POST` by default.").optional(),
  voiceFallbackUrl: url("URL that Twilio requests when `voiceUrl` fails or returns invalid TwiML.").optional(),
  voiceFallbackMethod: method("HTTP method for `voiceFallbackUrl`. `POST` by default.").optional(),
  statusCallbackUrl: url("URL that Twilio notifies when a call ends.").optional(),
  statusCallbackMethod: method("HTTP method for `statusCallbackUrl`. `POST` by default.").optional(),
  cnamLookupEnabled: flag(
    "Look up the caller's name for calls from the US and Canada. Twilio charges for each lookup. False by default.",
  ).optional(),
  connectionPolicySid: sid(
    "NY",
    "SID of the connection policy for outbound calls to the carrier. It can be changed but not cleared.",
  ).optional(),
  fromDomainSid: sid(
    "SD",
    "SID of the SIP domain in the From header of outbound calls to the carrier. It can be changed but not cleared.",
  ).optional(),
});

/** The resource of a BYOC trunk. https://www.twilio.com/docs/voice/bring-your-own-carrier-byoc/api/byoctrunk-resource */
export const byocTrunk = simpleResource<SidRecord>({
  token: "twilio:index:ByocTrunk",
  description:
    "A BYOC (bring your own carrier) trunk: the webhooks for calls that your own carrier sends to a SIP domain (its `byocTrunkSid`), and the connection policy for calls out through that carrier. A delete is refused while a SIP domain uses the trunk. Import it by its SID.",
  examples: [
    {
      title: "Receive calls from your own carrier",
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
    const user = domains.find((domain) => domain.byoc_trunk_sid === sid);
    if (!user) return;
    throw new ProviderError(
      "byoc-trunk-in-use",
      `BYOC trunk ${sid} can't be deleted while SIP domain ${user.domain_name} uses it: the carrier's calls would go unanswered. Set another BYOC trunk on the domain, or remove the domain, first`,
    );
  },
});
