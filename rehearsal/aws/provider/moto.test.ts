import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { secondOpinionVenv } from "../../paths.ts";
import { type Moto, startMoto } from "../moto.ts";
import { Aws } from "./aws.ts";
import disagreements from "./disagreements.json" with { type: "json" };
import { LifeWorld, live } from "./testing/lifecycle.ts";
import { lives } from "./testing/lives/index.ts";

let moto: Moto | undefined;
let world: LifeWorld;
beforeAll(async () => {
  moto = await startMoto({ venv: secondOpinionVenv });
  world = await LifeWorld.start(new Aws({ endpoint: moto.endpoint, region: "us-east-1" }), moto.endpoint);
}, 60_000);
afterEach(() => world?.clear().catch(() => undefined));
afterAll(async () => {
  await world?.stop();
  await moto?.stop();
});

describe("Moto agrees on the whole life of", () => {
  test.each(lives.filter(({ token }) => !(token in disagreements)))(
    "$token",
    async (life) => live(world, life),
    30_000,
  );
});

test("Moto disagrees where disagreements.json says so, and as it says", async () => {
  const { client, sdk } = await world.aws.apigateway();
  const { ApiId } = await client.send(new sdk.CreateApiCommand({ Name: "moto", ProtocolType: "HTTP" }));
  const DomainName = "voice.moto.aybiza.example";
  const DomainNameConfigurations = [{ CertificateArn: "arn:aws:acm:us-east-1:123456789012:certificate/1" }];
  await client.send(new sdk.CreateStageCommand({ ApiId, StageName: "one" }));
  await client.send(new sdk.CreateDomainNameCommand({ DomainName, DomainNameConfigurations }));
  const mapping = { DomainName, ApiId, Stage: "one" };
  const { ApiMappingId } = await client.send(new sdk.CreateApiMappingCommand(mapping));
  const { client: logs, sdk: Logs } = await world.aws.logs();
  await logs.send(new Logs.CreateLogGroupCommand({ logGroupName: "moto" }));
  const filter = {
    logGroupName: "moto",
    filterName: "throttled",
    metricTransformations: [{ metricName: "Throttled", metricNamespace: "moto", metricValue: "1" }],
  };
  for (const filterPattern of ["first", "second"])
    await logs.send(new Logs.PutMetricFilterCommand({ ...filter, filterPattern }));
  const { metricFilters } = await logs.send(new Logs.DescribeMetricFiltersCommand({ logGroupName: "moto" }));
  const status = (sent: Promise<unknown>) => sent.catch((error) => error.$response?.statusCode);
  const { client: edge, sdk: Edge } = await world.aws.cloudfront();
  const code = {
    FunctionConfig: { Comment: "", Runtime: "cloudfront-js-2.0" },
    FunctionCode: Buffer.from("x"),
  } as const;
  const { ETag: IfMatch } = await edge.send(new Edge.CreateFunctionCommand({ Name: "moto", ...code }));
  const found = {
    "aws:apigatewayv2/stage:Stage": await status(client.send(new sdk.UpdateStageCommand({ ApiId, StageName: "one" }))),
    "aws:apigatewayv2/domainName:DomainName": (await client.send(new sdk.GetDomainNameCommand({ DomainName })))
      .DomainNameConfigurations?.[0]?.DomainNameStatus,
    "aws:apigatewayv2/apiMapping:ApiMapping": await status(
      client.send(new sdk.UpdateApiMappingCommand({ ...mapping, ApiMappingId })),
    ),
    "aws:cloudwatch/logMetricFilter:LogMetricFilter": metricFilters?.[0]?.filterPattern,
    "aws:cloudfront/function:Function": await status(
      edge.send(new Edge.PublishFunctionCommand({ Name: "moto", IfMatch })),
    ),
  };
  expect(found).toEqual({
    "aws:apigatewayv2/stage:Stage": 500,
    "aws:apigatewayv2/domainName:DomainName": undefined,
    "aws:apigatewayv2/apiMapping:ApiMapping": 500,
    "aws:cloudwatch/logMetricFilter:LogMetricFilter": "first",
    "aws:cloudfront/function:Function": 404,
  });
  expect(Object.keys(found)).toEqual(Object.keys(disagreements));
}, 30_000);
