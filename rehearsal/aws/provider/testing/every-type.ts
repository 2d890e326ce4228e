import { expect, test } from "vitest";
import { PartialFailure } from "../../../../providers/kit/handler.ts";
import { Aws } from "../aws.ts";
import { trust } from "./policies.ts";
import { ACCOUNT, type Scene } from "./scene.ts";
import { Subject } from "./subject.ts";

/** Tests behaviour that all types share, each on one example type. */
export function everyTypeTests(scene: Scene): void {
  test("default tags are on everything, and no change of the program's", async () => {
    const tagging = new Aws({ endpoint: scene.endpoint, region: "us-east-1", defaultTags: { product: "aybiza" } });
    const role = await new Subject(tagging, "aws:iam/role:Role", "tagged").create({
      assumeRolePolicy: trust("lambda.amazonaws.com"),
      tags: { team: "voice" },
    });
    expect(role.state).toMatchObject({ tags: { team: "voice" }, tagsAll: { product: "aybiza", team: "voice" } });
    await role.expectUntouched();
    const { client, sdk } = await scene.aws.iam();
    await client.send(new sdk.UntagRoleCommand({ RoleName: role.id, TagKeys: ["product"] }));
    expect(await role.refreshed()).toEqual({ "tagsAll.product": "add" });
    await role.update(role.inputs);
    expect(role.state.tagsAll).toEqual({ product: "aybiza", team: "voice" });
    await role.delete();
  });

  test("a resource may live in another region, and moving it replaces it", async () => {
    const group = await scene
      .subject("aws:cloudwatch/logGroup:LogGroup", "far")
      .create({ name: "/far", region: "eu-west-2" });
    expect(group.state).toMatchObject({ arn: `arn:aws:logs:eu-west-2:${ACCOUNT}:log-group:/far`, region: "eu-west-2" });
    await group.expectUntouched();
    expect(await scene.subject("aws:cloudwatch/logGroup:LogGroup", "far").imported("/far")).toBeUndefined();
    expect((await group.diff({ name: "/far" })).changes).toEqual({ region: "update-replace" });
    await group.delete();
  });

  test("a creation that fails half-way keeps what there is, and the next update finishes it", async () => {
    const group = scene.subject("aws:cloudwatch/logGroup:LogGroup", "half");
    const wanted = { name: "/aybiza/us/half", retentionInDays: 31 }; // AWS refuses 31 days
    const error = await group.create(wanted).catch((e: unknown) => e);
    expect(error).toBeInstanceOf(PartialFailure);
    const { id, state, reasons } = error as PartialFailure;
    expect(id).toBe("/aybiza/us/half");
    expect(reasons[0]).toContain("aws:cloudwatch/logGroup:LogGroup: InvalidParameterException");
    Object.assign(group, { id, state, inputs: { ...wanted, retentionInDays: 30 } });
    await group.update({ ...wanted, retentionInDays: 30 }); // same inputs, but the live resource differs
    expect(group.state).toMatchObject({ retentionInDays: 30 });
    await group.expectUntouched();
    await group.delete();
  });
}
