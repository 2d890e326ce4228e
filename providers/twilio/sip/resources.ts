import { sipCredential } from "./credential.ts";
import { sipDomain } from "./domain.ts";
import { sipIpAddress } from "./ip-address.ts";
import { sipCredentialList, sipIpAccessControlList } from "./lists.ts";
import { sipMappings } from "./mappings.ts";

/** Resources of SIP domains and of the lists by which domains authenticate callers. https://www.twilio.com/docs/voice/sip/api */
export const sipResources = [
  sipCredentialList,
  sipCredential,
  sipIpAccessControlList,
  sipIpAddress,
  sipDomain,
  ...sipMappings,
];
