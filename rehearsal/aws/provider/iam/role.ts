import { unlessGone } from "../aws.ts";
import { type Resource, rfc3339, tagList, tagMap } from "../resource.ts";

/** An IAM role; its id is its name. */
export const role: Resource = {
  token: "aws:iam/role:Role",

  async create({ aws, made }, inputs, tags) {
    const { client, sdk } = await aws.iam();
    await client.send(
      new sdk.CreateRoleCommand({
        RoleName: inputs.name,
        AssumeRolePolicyDocument: inputs.assumeRolePolicy,
        Description: inputs.description,
        MaxSessionDuration: inputs.maxSessionDuration,
        Path: inputs.path,
        PermissionsBoundary: inputs.permissionsBoundary,
        Tags: tagList(tags),
      }),
    );
    made(inputs.name);
    for (const PolicyArn of inputs.managedPolicyArns ?? []) {
      await client.send(new sdk.AttachRolePolicyCommand({ RoleName: inputs.name, PolicyArn }));
    }
    return inputs.name;
  },

  async read({ aws }, id) {
    const { client, sdk } = await aws.iam();
    const found = await unlessGone(client.send(new sdk.GetRoleCommand({ RoleName: id })));
    if (!found?.Role) return undefined;
    const role = found.Role;
    const [attached, tags] = await Promise.all([
      client.send(new sdk.ListAttachedRolePoliciesCommand({ RoleName: id })),
      client.send(new sdk.ListRoleTagsCommand({ RoleName: id })),
    ]);
    return {
      properties: {
        arn: role.Arn,
        name: role.RoleName,
        namePrefix: "",
        uniqueId: role.RoleId,
        createDate: rfc3339(role.CreateDate),
        assumeRolePolicy: decodeURIComponent(role.AssumeRolePolicyDocument!),
        description: role.Description ?? "",
        maxSessionDuration: role.MaxSessionDuration,
        path: role.Path,
        permissionsBoundary: role.PermissionsBoundary?.PermissionsBoundaryArn ?? "",
        managedPolicyArns: (attached.AttachedPolicies ?? []).map((p) => p.PolicyArn!).sort(),
      },
      tags: tagMap(tags.Tags),
    };
  },

  async update({ aws }, { id, news, oldState, changed, tags, goneTags }) {
    const { client, sdk } = await aws.iam();
    const RoleName = id;
    if (changed("assumeRolePolicy")) {
      await client.send(new sdk.UpdateAssumeRolePolicyCommand({ RoleName, PolicyDocument: news.assumeRolePolicy }));
    }
    if (changed("description", "maxSessionDuration")) {
      const { description: Description = "", maxSessionDuration: MaxSessionDuration } = news;
      await client.send(new sdk.UpdateRoleCommand({ RoleName, Description, MaxSessionDuration }));
    }
    if (changed("permissionsBoundary")) {
      const PermissionsBoundary = news.permissionsBoundary as string | undefined;
      if (PermissionsBoundary)
        await client.send(new sdk.PutRolePermissionsBoundaryCommand({ RoleName, PermissionsBoundary }));
      else await client.send(new sdk.DeleteRolePermissionsBoundaryCommand({ RoleName }));
    }
    if (news.managedPolicyArns && changed("managedPolicyArns")) {
      const had: string[] = oldState.managedPolicyArns ?? [];
      const wanted: string[] = news.managedPolicyArns;
      for (const PolicyArn of had.filter((a) => !wanted.includes(a))) {
        await client.send(new sdk.DetachRolePolicyCommand({ RoleName, PolicyArn }));
      }
      for (const PolicyArn of wanted.filter((a) => !had.includes(a))) {
        await client.send(new sdk.AttachRolePolicyCommand({ RoleName, PolicyArn }));
      }
    }
    if (goneTags.length > 0) await client.send(new sdk.UntagRoleCommand({ RoleName, TagKeys: [...goneTags] }));
    if (tags) await client.send(new sdk.TagRoleCommand({ RoleName, Tags: tagList(tags) }));
  },

  async remove({ aws }, id, state) {
    const { client, sdk } = await aws.iam();
    const RoleName = id;
    const attached = await client.send(new sdk.ListAttachedRolePoliciesCommand({ RoleName }));
    // Deletes the policies that the role itself manages; detaches others only with `forceDetachPolicies`.
    const own = new Set<string>(state.managedPolicyArns ?? []);
    for (const { PolicyArn } of attached.AttachedPolicies ?? []) {
      if (state.forceDetachPolicies || own.has(PolicyArn!))
        await client.send(new sdk.DetachRolePolicyCommand({ RoleName, PolicyArn }));
    }
    if (state.forceDetachPolicies) {
      const { PolicyNames = [] } = await client.send(new sdk.ListRolePoliciesCommand({ RoleName }));
      for (const PolicyName of PolicyNames)
        await client.send(new sdk.DeleteRolePolicyCommand({ RoleName, PolicyName }));
    }
    await client.send(new sdk.DeleteRoleCommand({ RoleName }));
  },
};
