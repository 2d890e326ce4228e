import type { Life, LifeWorld, Made } from "../lifecycle.ts";

const domain = "voice.life.aybiza.example";
const api = (world: LifeWorld, name: string) => world.make("aws:apigatewayv2/api:Api", { name, protocolType: "HTTP" });
const certificate = (world: LifeWorld, domainName = domain) =>
  world.make("aws:acm/certificate:Certificate", { domainName, validationMethod: "DNS" });
const configuration = (made: Made) => ({
  certificateArn: made.id,
  endpointType: "REGIONAL",
  securityPolicy: "TLS_1_2",
});

async function customDomain(world: LifeWorld, domainName: string): Promise<Made> {
  const domainNameConfiguration = configuration(await certificate(world, domainName));
  return world.make("aws:apigatewayv2/domainName:DomainName", { domainName, domainNameConfiguration });
}

async function zone(world: LifeWorld, Name: string): Promise<string> {
  const { client, sdk } = await world.aws.route53();
  const made = await client.send(new sdk.CreateHostedZoneCommand({ Name, CallerReference: Name }));
  return made.HostedZone!.Id!.replace("/hostedzone/", "");
}

/** Lifecycles of API Gateway, ACM and Route 53 types. */
export const gateway: readonly Life[] = [
  {
    token: "aws:apigatewayv2/api:Api",
    arrange: async () => ({ name: "life-webhooks", protocolType: "HTTP", tags: { team: "voice" } }),
    change: { with: (args) => ({ ...args, description: "webhooks" }), paths: ["description=add"] },
    drift: {
      by: async (aws, { id: ApiId }) => {
        const { client, sdk } = await aws.apigateway();
        await client.send(new sdk.UpdateApiCommand({ ApiId, Description: "someone's" }));
      },
      paths: ["description"],
    },
    importBy: ({ id }) => id,
    replace: {
      with: (args) => ({ ...args, protocolType: "WEBSOCKET", routeSelectionExpression: "$request.body.action" }),
      paths: ["protocolType"],
      oldFirst: true,
    },
  },
  {
    token: "aws:apigatewayv2/integration:Integration",
    arrange: async (world) => ({
      apiId: (await api(world, "life-integrated")).id,
      integrationType: "HTTP_PROXY",
      integrationMethod: "POST",
      integrationUri: "https://one.aybiza.example/",
    }),
    change: {
      with: (args) => ({ ...args, integrationUri: "https://two.aybiza.example/", timeoutMilliseconds: 9000 }),
      paths: ["integrationUri", "timeoutMilliseconds"],
    },
    drift: {
      by: async (aws, { id: IntegrationId, inputs }) => {
        const { client, sdk } = await aws.apigateway();
        const ApiId = String(inputs.apiId);
        const IntegrationUri = "https://three.aybiza.example/";
        await client.send(new sdk.UpdateIntegrationCommand({ ApiId, IntegrationId, IntegrationUri }));
      },
      paths: ["integrationUri"],
    },
    importBy: ({ id, inputs }) => `${inputs.apiId}/${id}`,
    replace: {
      with: async (args, world) => ({ ...args, apiId: (await api(world, "life-integrated-2")).id }),
      paths: ["apiId"],
    },
  },
  {
    token: "aws:apigatewayv2/route:Route",
    arrange: async (world) => ({ apiId: (await api(world, "life-routed")).id, routeKey: "POST /voice" }),
    change: { with: (args) => ({ ...args, routeKey: "POST /twilio/voice" }), paths: ["routeKey"] },
    drift: {
      by: async (aws, { id: RouteId, inputs }) => {
        const { client, sdk } = await aws.apigateway();
        const ApiId = String(inputs.apiId);
        await client.send(new sdk.UpdateRouteCommand({ ApiId, RouteId, RouteKey: "POST /elsewhere" }));
      },
      paths: ["routeKey"],
    },
    importBy: ({ id, inputs }) => `${inputs.apiId}/${id}`,
    replace: {
      with: async (args, world) => ({ ...args, apiId: (await api(world, "life-routed-2")).id }),
      paths: ["apiId"],
    },
  },
  {
    token: "aws:apigatewayv2/stage:Stage",
    arrange: async (world) => ({ apiId: (await api(world, "life-staged")).id, name: "one", autoDeploy: true }),
    change: { with: (args) => ({ ...args, description: "all requests" }), paths: ["description=add"] },
    drift: {
      by: async (aws, { id: StageName, inputs }) => {
        const { client, sdk } = await aws.apigateway();
        const ApiId = String(inputs.apiId);
        await client.send(new sdk.UpdateStageCommand({ ApiId, StageName, Description: "someone's" }));
      },
      paths: ["description"],
    },
    importBy: ({ id, inputs }) => `${inputs.apiId}/${id}`,
    replace: { with: (args) => ({ ...args, name: "two" }), paths: ["name"] },
  },
  {
    token: "aws:apigatewayv2/domainName:DomainName",
    arrange: async (world) => ({
      domainName: domain,
      domainNameConfiguration: configuration(await certificate(world)),
      tags: { team: "voice" },
    }),
    change: { with: (args) => ({ ...args, tags: { team: "sip" } }), paths: ["tags.team"] },
    drift: {
      by: async (aws, { state }) => {
        const { client, sdk } = await aws.apigateway();
        await client.send(new sdk.TagResourceCommand({ ResourceArn: state.arn, Tags: { team: "someone" } }));
      },
      paths: ["tags.team"],
    },
    importBy: ({ id }) => id,
    replace: { with: (args) => ({ ...args, domainName: `other.${domain}` }), paths: ["domainName"] },
  },
  {
    token: "aws:apigatewayv2/apiMapping:ApiMapping",
    arrange: async (world) => {
      const { id: apiId } = await api(world, "life-mapped");
      for (const name of ["one", "two"])
        await world.make("aws:apigatewayv2/stage:Stage", { apiId, name, autoDeploy: true });
      return { apiId, domainName: (await customDomain(world, `mapped.${domain}`)).id, stage: "one" };
    },
    change: { with: (args) => ({ ...args, stage: "two" }), paths: ["stage"] },
    drift: {
      by: async (aws, { id: ApiMappingId, inputs }) => {
        const { client, sdk } = await aws.apigateway();
        const { apiId: ApiId, domainName: DomainName } = inputs as { apiId: string; domainName: string };
        await client.send(new sdk.UpdateApiMappingCommand({ ApiId, DomainName, ApiMappingId, Stage: "one" }));
      },
      paths: ["stage"],
    },
    importBy: ({ id, inputs }) => `${id}/${inputs.domainName}`,
    replace: {
      with: async (args, world) => ({ ...args, domainName: (await customDomain(world, `mapped-2.${domain}`)).id }),
      paths: ["domainName"],
    },
  },
  {
    token: "aws:acm/certificate:Certificate",
    arrange: async () => ({ domainName: domain, validationMethod: "DNS", tags: { team: "voice" } }),
    change: { with: (args) => ({ ...args, tags: { team: "sip" } }), paths: ["tags.team"] },
    drift: {
      by: async (aws, { id: CertificateArn }) => {
        const { client, sdk } = await aws.acm();
        const Tags = [{ Key: "team", Value: "someone" }];
        await client.send(new sdk.AddTagsToCertificateCommand({ CertificateArn, Tags }));
      },
      paths: ["tags.team"],
    },
    importBy: ({ id }) => id,
    replace: { with: (args) => ({ ...args, domainName: `other.${domain}` }), paths: ["domainName"] },
  },
  {
    token: "aws:acm/certificateValidation:CertificateValidation",
    arrange: async (world) => ({ certificateArn: (await certificate(world)).id }),
    importBy: { refused: "a certificate validation can't be imported, since AWS has no such resource" },
    replace: {
      with: async (_args, world) => ({ certificateArn: (await certificate(world, `other.${domain}`)).id }),
      paths: ["certificateArn"],
    },
    kept: true,
  },
  {
    token: "aws:route53/record:Record",
    arrange: async (world) => ({
      zoneId: await zone(world, "life.aybiza.example"),
      name: "calls.life.aybiza.example",
      type: "CNAME",
      records: ["one.aybiza.example"],
      ttl: 60,
    }),
    change: { with: (args) => ({ ...args, ttl: 300 }), paths: ["ttl"] },
    drift: {
      by: async (aws, { inputs }) => {
        const { client, sdk } = await aws.route53();
        const { zoneId, name: Name, ttl: TTL } = inputs as { zoneId: string; name: string; ttl: number };
        const ResourceRecordSet = {
          Name,
          TTL,
          Type: sdk.RRType.CNAME,
          ResourceRecords: [{ Value: "two.aybiza.example" }],
        };
        const Changes = [{ Action: sdk.ChangeAction.UPSERT, ResourceRecordSet }];
        await client.send(new sdk.ChangeResourceRecordSetsCommand({ HostedZoneId: zoneId, ChangeBatch: { Changes } }));
      },
      paths: ["records[0]"],
    },
    importBy: ({ id }) => id,
    replace: { with: (args) => ({ ...args, name: "voice.life.aybiza.example" }), paths: ["name"] },
  },
];
