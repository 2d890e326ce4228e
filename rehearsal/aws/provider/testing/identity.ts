import { expect, test } from "vitest";
import { allow, trust } from "./policies.ts";
import { ACCOUNT, type Scene } from "./scene.ts";

/** Tests roles, their policies and log groups on a running MiniStack. */
export function identityTests(scene: Scene): void {
  test("a role and its policy compare by what they mean", async () => {
    const args = { assumeRolePolicy: trust("lambda.amazonaws.com"), description: "handler", tags: { team: "voice" } };
    const role = await scene.subject("aws:iam/role:Role", "handler").create(args);
    expect(role.id).toMatch(/^handler-[0-9a-f]{7}$/);
    expect(role.state).toMatchObject({
      ...args,
      arn: `arn:aws:iam::${ACCOUNT}:role/${role.id}`,
      path: "/",
      maxSessionDuration: 3600,
    });
    await role.expectUntouched();
    const listed = JSON.stringify({
      Statement: { Action: ["sts:AssumeRole"], Effect: "Allow", Principal: { Service: ["lambda.amazonaws.com"] } },
      Version: "2012-10-17",
    });
    expect((await role.diff({ ...args, assumeRolePolicy: listed })).changes).toEqual({});
    expect((await role.diff({ ...args, path: "/aybiza/" })).changes).toEqual({ path: "update-replace" });
    await role.update({ ...args, description: "handlers", maxSessionDuration: 7200, tags: {} });
    expect(role.state).toMatchObject({ maxSessionDuration: 7200, tagsAll: {} });
    await role.expectUntouched();

    const policy = await scene.subject("aws:iam/rolePolicy:RolePolicy", "tables").create({
      role: role.id,
      policy: allow("dynamodb:GetItem"),
    });
    expect(policy.id).toBe(`${role.id}:${policy.state.name}`);
    await policy.expectUntouched();
    await policy.update({ role: role.id, policy: allow("dynamodb:PutItem") });
    await policy.expectUntouched();

    const { client, sdk } = await scene.aws.iam();
    const RoleName = role.id;
    await client.send(
      new sdk.PutRolePolicyCommand({ RoleName, PolicyName: policy.state.name, PolicyDocument: allow("*") }),
    );
    expect(await policy.refreshed()).toEqual({ policy: "update" });
    await client.send(new sdk.UpdateRoleCommand({ RoleName, Description: "someone's" }));
    expect(await role.refreshed()).toEqual({ description: "update" });
    expect((await role.imported(role.id))?.inputs).toMatchObject({ name: role.id, maxSessionDuration: 7200 });
    expect((await policy.imported(policy.id))?.inputs).toEqual({
      role: role.id,
      name: policy.state.name,
      policy: allow("*"),
    });
    await policy.delete();
    expect(await policy.read()).toBeUndefined();
    await role.delete();
    expect(await role.read()).toBeUndefined();
  });

  test("a log group keeps events as long as told", async () => {
    const args = { name: "/aybiza/us/voice", retentionInDays: 30, tags: { team: "voice" } };
    const group = await scene.subject("aws:cloudwatch/logGroup:LogGroup", "voice").create(args);
    expect(group.id).toBe("/aybiza/us/voice");
    expect(group.state).toMatchObject({ ...args, arn: `arn:aws:logs:us-east-1:${ACCOUNT}:log-group:/aybiza/us/voice` });
    await group.expectUntouched();
    await group.update({ ...args, retentionInDays: 90, tags: { team: "sip" } });
    await group.expectUntouched();
    expect(await group.diff({ ...args, logGroupClass: "INFREQUENT_ACCESS" })).toMatchObject({
      changes: { logGroupClass: "update-replace" },
      deleteBeforeReplace: true,
    });
    const { client, sdk } = await scene.aws.logs();
    await client.send(new sdk.DeleteRetentionPolicyCommand({ logGroupName: group.id }));
    expect(await group.refreshed()).toEqual({ retentionInDays: "update" });
    expect((await group.imported(group.id))?.inputs).toEqual({ name: group.id, tags: { team: "sip" } });
    await group.delete();
    expect(await group.read()).toBeUndefined();
  });
}
