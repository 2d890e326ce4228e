import { z } from "zod";
import { ProviderError } from "../../kit/handler.ts";
import type { SidRecord } from "../identity.ts";
import { balancingDefaults, friendlyNameInput, immutableSid, ownOutputs, shares, sipAddress } from "../settings.ts";
import { simpleResource } from "../simple-resource.ts";

const program = `import * as twilio from "@pulumi/twilio";

const provider = new twilio.Provider("own", { accountSid: "AC0123456789abcdef0123456789abcdef" });
const carrier = new twilio.ConnectionPolicy("carrier", {}, { provider });
const connectionPolicySid = carrier.sid;
const first = { connectionPolicySid, target: "sip:gw1.carrier.example", priority: 1 };
new twilio.ConnectionPolicyTarget("first", first, { provider });
const second = { connectionPolicySid, target: "sip:gw2.carrier.example", priority: 2 };
new twilio.ConnectionPolicyTarget("second", second, { provider });
new twilio.ByocTrunk("carrier", { connectionPolicySid }, { provider });`;

/** The resource of a connection policy. https://www.twilio.com/docs/voice/bring-your-own-carrier-byoc/api/connectionpolicy-resource */
export const connectionPolicy = simpleResource<SidRecord>({
  token: "twilio:index:ConnectionPolicy",
  description:
    "A connection policy: the set of gateways (`ConnectionPolicyTarget`) to which a `ByocTrunk` sends outbound calls. A delete removes its targets too, and is refused while a BYOC trunk uses the policy. Import it by its SID.",
  examples: [{ title: "Send calls to a carrier's two gateways", program }],
  noun: "connection policy",
  product: ["voice", "v1"],
  path: "ConnectionPolicies",
  key: "connection_policies",
  identity: { by: "token" },
  inputs: z.strictObject({ friendlyName: friendlyNameInput() }),
  outputs: z.strictObject(ownOutputs("connection policy", "NY")),

  async checkDelete({ sid }, { client, signal }) {
    const q = { path: "ByocTrunks", key: "byoc_trunks", noun: "BYOC trunk", signal };
    const trunks = client.product("voice", "v1").collection<SidRecord & { connection_policy_sid: string | null }>(q);
    const user = (await trunks.list()).find((trunk) => trunk.connection_policy_sid === sid);
    if (!user) return;
    throw new ProviderError(
      "connection-policy-in-use",
      `connection policy ${sid} can't be deleted while BYOC trunk ${user.sid} uses it: calls to the carrier would fail. Set another policy on the trunk, or remove the trunk, first`,
    );
  },
});

/** The resource of a policy's target. https://www.twilio.com/docs/voice/bring-your-own-carrier-byoc/api/connectionpolicytarget-resource */
export const connectionPolicyTarget = simpleResource<SidRecord>({
  token: "twilio:index:ConnectionPolicyTarget",
  description:
    "A carrier's gateway, to which a connection policy sends outbound calls. A policy has 10 targets at most. Twilio tries the lowest `priority` first and balances calls of the same priority by `weight`. Import it by the policy's SID and its own: `NY.../NE...`.",
  examples: [{ title: "Send calls to a gateway, with a second one as failover", program }],
  noun: "connection policy target",
  product: ["voice", "v1"],
  path: "ConnectionPolicies/{connectionPolicySid}/Targets",
  key: "targets",
  identity: { by: "token" },
  inputs: z.strictObject({
    connectionPolicySid: immutableSid("NY", "SID of the connection policy. A change replaces the target."),
    friendlyName: friendlyNameInput(),
    target: sipAddress("SIP URI of the gateway."),
    ...shares,
  }),
  outputs: z.strictObject(ownOutputs("target", "NE")),
  defaults: balancingDefaults,
});
