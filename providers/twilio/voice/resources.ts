import { byocTrunk } from "./byoc-trunk.ts";
import { connectionPolicy, connectionPolicyTarget } from "./connection-policy.ts";
import { dialingPermissions } from "./dialing-permissions.ts";
import { ipRecord, sourceIpMapping } from "./source-ip.ts";

/** Resources of bring-your-own-carrier trunks and of dialing permissions. https://www.twilio.com/docs/voice/bring-your-own-carrier-byoc */
export const voiceResources = [
  byocTrunk,
  connectionPolicy,
  connectionPolicyTarget,
  ipRecord,
  sourceIpMapping,
  dialingPermissions,
];
