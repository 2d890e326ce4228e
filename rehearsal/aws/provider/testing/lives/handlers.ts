import { archiveOf } from "../../archive.ts";
import type { Life, LifeWorld } from "../lifecycle.ts";
import { trust } from "../policies.ts";

const source = { "index.mjs": "export const handler = async () => ({ statusCode: 204 });" };

/** Creates a function that the tested resources depend on. */
export async function madeFunction(world: LifeWorld, name: string) {
  const role = await world.make("aws:iam/role:Role", { name, assumeRolePolicy: trust("lambda.amazonaws.com") });
  const code = { role: role.state.arn, runtime: "nodejs22.x", handler: "index.handler", code: archiveOf(source, "1") };
  return world.make("aws:lambda/function:Function", { name, publish: true, ...code });
}

/** Lifecycles of Lambda types. */
export const handlers: readonly Life[] = [
  {
    token: "aws:lambda/function:Function",
    arrange: async (world) => ({
      name: "life-voice",
      role: (
        await world.make("aws:iam/role:Role", { name: "life-voice", assumeRolePolicy: trust("lambda.amazonaws.com") })
      ).state.arn,
      runtime: "nodejs22.x",
      handler: "index.handler",
      code: archiveOf(source, "1"),
      environment: { variables: { STAGE: "test" } },
      tags: { team: "voice" },
    }),
    change: { with: (args) => ({ ...args, memorySize: 512, timeout: 10 }), paths: ["memorySize", "timeout"] },
    drift: {
      by: async (aws, { id: FunctionName }) => {
        const { client, sdk } = await aws.lambda();
        await client.send(new sdk.UpdateFunctionConfigurationCommand({ FunctionName, MemorySize: 1024 }));
      },
      paths: ["memorySize"],
    },
    importBy: ({ id }) => id,
    untold: ["code"],
    replace: { with: (args) => ({ ...args, name: "life-voice-2" }), paths: ["name"] },
  },
  {
    token: "aws:lambda/alias:Alias",
    arrange: async (world) => ({
      name: "live",
      functionName: (await madeFunction(world, "life-aliased")).state.arn,
      functionVersion: "1",
      description: "callers",
    }),
    change: { with: (args) => ({ ...args, functionVersion: "$LATEST" }), paths: ["functionVersion"] },
    drift: {
      by: async (aws, { inputs }) => {
        const { client, sdk } = await aws.lambda();
        const FunctionName = String(inputs.functionName);
        await client.send(new sdk.UpdateAliasCommand({ FunctionName, Name: "live", FunctionVersion: "1" }));
      },
      paths: ["functionVersion"],
    },
    importBy: () => "life-aliased/live",
    replace: { with: (args) => ({ ...args, name: "next" }), paths: ["name"] },
  },
  {
    token: "aws:lambda/permission:Permission",
    arrange: async (world) => ({
      statementId: "gateway",
      action: "lambda:InvokeFunction",
      function: (await madeFunction(world, "life-allowed")).id,
      principal: "apigateway.amazonaws.com",
      sourceArn: "arn:aws:execute-api:us-east-1:000000000000:abc/*/*",
    }),
    importBy: ({ id }) => `life-allowed/${id}`,
    replace: {
      with: (args) => ({ ...args, principal: "events.amazonaws.com", statementId: "events" }),
      paths: ["principal", "statementId"],
    },
  },
  {
    token: "aws:lambda/functionUrl:FunctionUrl",
    arrange: async (world) => ({
      functionName: (await madeFunction(world, "life-open")).id,
      authorizationType: "NONE",
    }),
    change: { with: (args) => ({ ...args, authorizationType: "AWS_IAM" }), paths: ["authorizationType"] },
    drift: {
      by: async (aws, { id: FunctionName }) => {
        const { client, sdk } = await aws.lambda();
        await client.send(new sdk.UpdateFunctionUrlConfigCommand({ FunctionName, AuthType: "NONE" }));
      },
      paths: ["authorizationType"],
    },
    importBy: ({ id }) => id,
    replace: {
      with: async (args, world) => ({ ...args, functionName: (await madeFunction(world, "life-open-2")).id }),
      paths: ["functionName"],
    },
  },
  {
    token: "aws:lambda/eventSourceMapping:EventSourceMapping",
    arrange: async (world) => ({
      eventSourceArn: (await world.make("aws:sqs/queue:Queue", { name: "life-mapped" })).state.arn,
      functionName: (await madeFunction(world, "life-mapped")).state.arn,
      batchSize: 5,
    }),
    change: { with: (args) => ({ ...args, batchSize: 4 }), paths: ["batchSize"] },
    drift: {
      by: async (aws, { id: UUID }) => {
        const { client, sdk } = await aws.lambda();
        await client.send(new sdk.UpdateEventSourceMappingCommand({ UUID, BatchSize: 1 }));
      },
      paths: ["batchSize"],
    },
    importBy: ({ id }) => id,
    replace: {
      with: async (args, world) => ({
        ...args,
        eventSourceArn: (await world.make("aws:sqs/queue:Queue", { name: "life-mapped-2" })).state.arn,
      }),
      paths: ["eventSourceArn"],
    },
  },
];
