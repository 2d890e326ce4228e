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
        "Its address: a name that ends with `.sip.twilio.com`, the only one among all of Twilio's customers.",
    }),
  friendlyName: friendlyNameInput(),
  voiceUrl: url("Address that Twilio asks for TwiML when a call comes in.").optional(),
  voiceMethod: method("HTTP method of `voiceUrl`.").optional(),
  voiceFallbackUrl: url("Address that Twilio asks when `voiceUrl` fails or answers nonsense.").optional(),
  voiceFallbackMethod: method("HTTP method of `voiceFallbackUrl`.").optional(),
  voiceStatusCallbackUrl: url("Address that Twilio tells when a call ends.").optional(),
  voiceStatusCallbackMethod: method("HTTP method of `voiceStatusCallbackUrl`.").optional(),
  sipRegistration: flag("Phones may register, to be called. Off by default.").optional(),
  secure: flag("Only calls over TLS are accepted, with SRTP. Off by default.").optional(),
  emergencyCallingEnabled: flag(
    "Emergency numbers may be called from numbers with a registered address. Off by default.",
  ).optional(),
  emergencyCallerSid: sid(
    "PN",
    "The number that an emergency service calls back. It can be exchanged, not taken away.",
  ).optional(),
  byocTrunkSid: sid("BY", "The BYOC trunk whose calls come in here. It can be exchanged, not taken away.").optional(),
});

const outputs = z.strictObject({
  ...ownOutputs("domain", "SD"),
  authType: z.string().meta({
    description:
      "How callers are recognised: `IP_ACL`, `CREDENTIAL_LIST` or both, by the mapped lists; empty where none is.",
  }),
});

/** https://www.twilio.com/docs/voice/sip/api/sip-domain-resource */
export const sipDomain = simpleResource<SidRecord>({
  token: "twilio:index:SipDomain",
  description:
    "A SIP domain: an address at Twilio that phones and phone systems call, and what answers there. Nobody gets in before a list is mapped to it (`SipDomainCallsCredentialListMapping`, `SipDomainCallsIpAccessControlListMapping`). Another `domainName` takes effect at once, in place: calls to the old one reach nothing. A delete takes its mappings along, not the lists. Import it by its SID.",
  examples: [
    {
      title: "Take the calls of a phone system",
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
