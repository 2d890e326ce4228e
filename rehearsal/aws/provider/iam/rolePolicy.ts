import { ProviderError } from "../../../../providers/kit/handler.ts";
import { unlessGone } from "../aws.ts";
import type { Resource } from "../resource.ts";

/** A policy within a role; its id is `role:name`. */
export const rolePolicy: Resource = {
  token: "aws:iam/rolePolicy:RolePolicy",

  async create({ aws }, { role, name, policy }) {
    const { client, sdk } = await aws.iam();
    await client.send(new sdk.PutRolePolicyCommand({ RoleName: role, PolicyName: name, PolicyDocument: policy }));
    return `${role}:${name}`;
  },

  async read({ aws }, id) {
    const { client, sdk } = await aws.iam();
    const found = await unlessGone(client.send(new sdk.GetRolePolicyCommand(partsOf(id))));
    if (!found) return undefined;
    const policy = decodeURIComponent(found.PolicyDocument!);
    return { properties: { role: found.RoleName, name: found.PolicyName, namePrefix: "", policy } };
  },

  async update({ aws }, { id, news }) {
    const { client, sdk } = await aws.iam();
    await client.send(new sdk.PutRolePolicyCommand({ ...partsOf(id), PolicyDocument: news.policy }));
  },

  async remove({ aws }, id) {
    const { client, sdk } = await aws.iam();
    await client.send(new sdk.DeleteRolePolicyCommand(partsOf(id)));
  },
};

function partsOf(id: string) {
  const [RoleName, PolicyName] = id.split(":");
  if (!RoleName || !PolicyName) throw new ProviderError("bad-id", `${id}: the id of a role's policy is role:name`);
  return { RoleName, PolicyName };
}
