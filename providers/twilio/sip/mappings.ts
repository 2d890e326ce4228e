import { listMapping } from "./list-mapping.ts";

const parent = { input: "domainSid", prefix: "SD", noun: "SIP domain", description: "The SIP domain." } as const;

const program = (name: string, of: "addresses" | "credentials") => `import * as twilio from "@pulumi/twilio";

const provider = new twilio.Provider("own", { accountSid: "AC0123456789abcdef0123456789abcdef" });
const office = new twilio.SipDomain("office", { domainName: "acme-office.sip.twilio.com" }, { provider });
const list = new twilio.${of === "credentials" ? "SipCredentialList" : "SipIpAccessControlList"}("office", {}, { provider });
new twilio.${name}(
  "office",
  { domainSid: office.sid, ${of === "credentials" ? "credentialListSid" : "ipAccessControlListSid"}: list.sid },
  { provider },
);`;

/** `path` follows that of the domain. */
const mapping = (
  name: string,
  of: "addresses" | "credentials",
  q: { path: string; key: string; description: string; title: string },
) =>
  listMapping({
    ...{ name, of, parent, key: q.key, description: q.description },
    path: `SIP/Domains/{domainSid}/${q.path}`,
    example: { title: q.title, program: program(name, of) },
  });

const LEGACY = "Twilio's earlier kind of mapping, which holds for calls alone; it keeps both kinds.";

/** What is mapped to a SIP domain. https://www.twilio.com/docs/voice/sip/api */
export const sipMappings = [
  mapping("SipDomainCredentialListMapping", "credentials", {
    path: "CredentialListMappings",
    key: "credential_list_mappings",
    description: `Lets callers who sign in with a credential of a list call a SIP domain. ${LEGACY}`,
    title: "Let phones that sign in call a domain, the earlier way",
  }),
  mapping("SipDomainIpAccessControlListMapping", "addresses", {
    path: "IpAccessControlListMappings",
    key: "ip_access_control_list_mappings",
    description: `Lets callers at the addresses of a list call a SIP domain. ${LEGACY}`,
    title: "Let an office's network call a domain, the earlier way",
  }),
  mapping("SipDomainCallsCredentialListMapping", "credentials", {
    path: "Auth/Calls/CredentialListMappings",
    key: "contents",
    description: "Lets callers who sign in with a credential of a list call a SIP domain.",
    title: "Let phones that sign in call a domain",
  }),
  mapping("SipDomainCallsIpAccessControlListMapping", "addresses", {
    path: "Auth/Calls/IpAccessControlListMappings",
    key: "contents",
    description: "Lets callers at the addresses of a list call a SIP domain.",
    title: "Let an office's network call a domain",
  }),
  mapping("SipDomainRegistrationsCredentialListMapping", "credentials", {
    path: "Auth/Registrations/CredentialListMappings",
    key: "contents",
    description:
      "Lets phones that sign in with a credential of a list register with a SIP domain, to be called; the domain's `sipRegistration` must be on.",
    title: "Let phones register with a domain",
  }),
];
