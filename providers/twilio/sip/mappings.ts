import { listMapping } from "./list-mapping.ts";

const parent = {
  input: "domainSid",
  prefix: "SD",
  noun: "SIP domain",
  description: "SID of the SIP domain. A change replaces the mapping.",
} as const;

const program = (name: string, of: "addresses" | "credentials") => `import * as twilio from "@pulumi/twilio";

const provider = new twilio.Provider("own", { accountSid: "AC0123456789abcdef0123456789abcdef" });
const office = new twilio.SipDomain("office", { domainName: "acme-office.sip.twilio.com" }, { provider });
const list = new twilio.${of === "credentials" ? "SipCredentialList" : "SipIpAccessControlList"}("office", {}, { provider });
new twilio.${name}(
  "office",
  { domainSid: office.sid, ${of === "credentials" ? "credentialListSid" : "ipAccessControlListSid"}: list.sid },
  { provider },
);`;

/** Makes a mapping resource; `path` is relative to the domain's path. */
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

const LEGACY = "This is Twilio's legacy mapping, for calls only; Twilio keeps it apart from the newer one.";

/** Mappings of lists to a SIP domain. https://www.twilio.com/docs/voice/sip/api */
export const sipMappings = [
  mapping("SipDomainCredentialListMapping", "credentials", {
    path: "CredentialListMappings",
    key: "credential_list_mappings",
    description: `Allows callers that authenticate with a credential of a list to call a SIP domain. ${LEGACY}`,
    title: "Accept calls by credentials, with the legacy mapping",
  }),
  mapping("SipDomainIpAccessControlListMapping", "addresses", {
    path: "IpAccessControlListMappings",
    key: "ip_access_control_list_mappings",
    description: `Allows callers at the IP addresses of a list to call a SIP domain. ${LEGACY}`,
    title: "Accept calls by IP address, with the legacy mapping",
  }),
  mapping("SipDomainCallsCredentialListMapping", "credentials", {
    path: "Auth/Calls/CredentialListMappings",
    key: "contents",
    description: "Allows callers that authenticate with a credential of a list to call a SIP domain.",
    title: "Accept calls by credentials",
  }),
  mapping("SipDomainCallsIpAccessControlListMapping", "addresses", {
    path: "Auth/Calls/IpAccessControlListMappings",
    key: "contents",
    description: "Allows callers at the IP addresses of a list to call a SIP domain.",
    title: "Accept calls by IP address",
  }),
  mapping("SipDomainRegistrationsCredentialListMapping", "credentials", {
    path: "Auth/Registrations/CredentialListMappings",
    key: "contents",
    description:
      "Allows phones that authenticate with a credential of a list to register with a SIP domain, so that they can be called. The domain's `sipRegistration` must be true.",
    title: "Allow phones to register",
  }),
];
