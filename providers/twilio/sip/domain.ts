import { z } from "zod";
import type { SidRecord } from "../identity.ts";
import { flag, friendlyNameInput, method, ownOutputs, sid, url } from "../settings.ts";
import { simpleResource } from "../simple-resource.ts";

const defaults = {
  voiceMethod: "POST",
  voiceFallbackMethod: "POST",
  voiceStatusCallbackMethod: "POST",
  sipRegistration: false,
  emergencyCallingEnabled: false,
  secure: false,
};

const inputs = z.strictObject({
  domainName: z
    .string()
    .regex(
      /^[a-z0-9]([a-z0-9-]*[a-z0-9])?\.sip\.twilio\.com$/,
      "must be lower-case letters, digits and hyphens, then .sip.twilio.com",
    )
    .meta({
      description:
        "Domain name to which phones send calls. It ends with `.sip.twilio.com` and must be unique among all Twilio customers.",
    }),
  friendlyName: friendlyNameInput(),
  voiceUrl: url("URL that Twilio requests for TwiML when a call comes in.").optional(),
  voiceMethod: method("HTTP method for `voiceUrl`. `POST` by default.").optional(),
  voiceFallbackUrl: url("URL that Twilio requests when `voiceUrl` fails or returns invalid TwiML.").optional(),
  voiceFallbackMethod: method("HTTP method for `voiceFallbackUrl`. `POST` by default.").optional(),
  voiceStatusCallbackUrl: url("URL that Twilio notifies when a call ends.").optional(),
  voiceStatusCallbackMethod: method("HTTP method for `voiceStatusCallbackUrl`. `POST` by default.").optional(),
  sipRegistration: flag("Allow phones to register, so that they can be called. False by default.").optional(),
  secure: flag("Require TLS and SRTP, and reject other calls. False by default.").optional(),
  emergencyCallingEnabled: flag(
    "Allow emergency calls from numbers with a registered emergency address. False by default.",
  ).optional(),
  emergencyCallerSid: sid(
    "PN",
    "SID of the number that emergency services call back. It can be changed but not cleared.",
  ).optional(),
  byocTrunkSid: sid(
    "BY",
    "SID of the BYOC trunk whose calls the domain receives. It can be changed but not cleared.",
  ).optional(),
});

const outputs = z.strictObject({
  ...ownOutputs("domain", "SD"),
  authType: z.string().meta({
    description:
      "How callers authenticate: `IP_ACL`, `CREDENTIAL_LIST` or both, by the mapped lists. Empty without a list.",
  }),
});

/** The resource of a SIP domain. https://www.twilio.com/docs/voice/sip/api/sip-domain-resource */
export const sipDomain = simpleResource<SidRecord>({
  token: "twilio:index:SipDomain",
  description:
    "A SIP domain: a domain name at Twilio to which phones and phone systems send calls, and the webhooks that answer them. Twilio rejects all calls until a list is mapped to the domain (`SipDomainCallsCredentialListMapping`, `SipDomainCallsIpAccessControlListMapping`). A change of `domainName` is made in place and takes effect at once: calls to the old name fail. A delete removes the domain's mappings too, but not the lists. Import it by its SID.",
  examples: [
    {
      title: "Receive the calls of a phone system",
      program: `import * as twilio from "@pulumi/twilio";

const provider = new twilio.Provider("own", { accountSid: "AC0123456789abcdef0123456789abcdef" });
const office = new twilio.SipDomain(
  "office",
  { domainName: "acme-office.sip.twilio.com", voiceUrl: "https://voice.us.aybiza.example/twilio/voice", secure: true },
  { provider },
);
const offices = new twilio.SipIpAccessControlList("offices", {}, { provider });
new twilio.SipDomainCallsIpAccessControlListMapping(
  "offices",
  { domainSid: office.sid, ipAccessControlListSid: offices.sid },
  { provider },
);`,
    },
  ],
  noun: "SIP domain",
  path: "SIP/Domains",
  key: "domains",
  identity: { by: "token" },
  inputs,
  outputs,
  defaults,
});
