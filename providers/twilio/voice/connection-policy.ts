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

/** https://www.twilio.com/docs/voice/bring-your-own-carrier-byoc/api/connectionpolicy-resource */
export const connectionPolicy = simpleResource<SidRecord>({
  token: "twilio:index:ConnectionPolicy",
  description:
    "How calls go out to a carrier of your own: a set of `ConnectionPolicyTarget`s that a `ByocTrunk` names. A delete takes its targets along, and is refused while a BYOC trunk names it. Import it by its SID.",
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
    const naming = (await trunks.list()).find((trunk) => trunk.connection_policy_sid === sid);
    if (!naming) return;
    throw new ProviderError(
      "connection-policy-in-use",
      `connection policy ${sid} can't be deleted while BYOC trunk ${naming.sid} names it: calls to the carrier would go nowhere. Give the trunk another policy or none first`,
    );
  },
});

/** https://www.twilio.com/docs/voice/bring-your-own-carrier-byoc/api/connectionpolicytarget-resource */
export const connectionPolicyTarget = simpleResource<SidRecord>({
  token: "twilio:index:ConnectionPolicyTarget",
  description:
    "A gateway of a carrier that calls may go out to. A policy has 10 at most: they share the load by `weight` and stand in for each other by `priority`. Import it by the policy's SID and its own: `NY.../NE...`.",
  examples: [{ title: "Send calls to a second gateway when the first is down", program }],
  noun: "connection policy target",
  product: ["voice", "v1"],
  path: "ConnectionPolicies/{connectionPolicySid}/Targets",
  key: "targets",
  identity: { by: "token" },
  inputs: z.strictObject({
    connectionPolicySid: immutableSid("NY", "The connection policy that it belongs to."),
    friendlyName: friendlyNameInput(),
    target: sipAddress("Where the calls go."),
    ...shares,
  }),
  outputs: z.strictObject(ownOutputs("target", "NE")),
  defaults: balancingDefaults,
});
