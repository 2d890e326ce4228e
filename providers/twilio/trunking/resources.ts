import { trunkCredentialList, trunkIpAccessControlList } from "./lists.ts";
import { trunkOriginationUrl } from "./origination-url.ts";
import { trunkPhoneNumber } from "./phone-number.ts";
import { trunkRecording } from "./recording.ts";
import { trunk } from "./trunk.ts";

/** Resources of Elastic SIP Trunking. https://www.twilio.com/docs/sip-trunking/api */
export const trunkingResources = [
  trunk,
  trunkOriginationUrl,
  trunkCredentialList,
  trunkIpAccessControlList,
  trunkPhoneNumber,
  trunkRecording,
];
