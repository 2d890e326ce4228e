import { request } from "node:http";
import { expect, test } from "vitest";
import { UNKNOWN } from "../../../../providers/kit/handler.ts";
import { apiHost } from "../../api-host.ts";
import { archiveOf } from "../archive.ts";
import { functions } from "../functions.ts";
import { trust } from "./policies.ts";
import { ACCOUNT, type Scene } from "./scene.ts";

/** Tests a Lambda function behind an HTTP API with its own domain, on a running MiniStack. */
export function httpApiTests(scene: Scene): void {
  const code = (version: string) =>
    archiveOf(
      {
        "index.mjs": `export const handler = async (event) => ({
          statusCode: 200, headers: { "Content-Type": "text/xml" },
          body: "<v>${version} " + process.env.STAGE + " " + event.headers.host + " " + Buffer.from(event.body, "base64") + "</v>" });`,
      },
      version,
    );
  const post = async (url: string): Promise<{ status: number | undefined; body: string }> => {
    const to = await apiHost(scene.endpoint, { cacheMs: 0 })(new URL(url));
    if (!to) return { status: undefined, body: "no such host" };
    return new Promise((done, failed) => {
      const { pathname } = new URL(url);
      const headers = { Host: to.host, "Content-Type": "application/x-www-form-urlencoded" };
      const sent = request(new URL(pathname, to.origin), { method: "POST", headers }, (answer) => {
        const chunks: Buffer[] = [];
        answer.on("data", (chunk: Buffer) => chunks.push(chunk));
        answer.on("end", () => done({ status: answer.statusCode, body: Buffer.concat(chunks).toString() }));
      });
      sent.on("error", failed);
      sent.end("CallSid=CA1");
    });
  };

  test("function, alias, permission, API and custom domain, from nothing to an answered request and back", async () => {
    const role = await scene.subject("aws:iam/role:Role", "voice").create({
      assumeRolePolicy: trust("lambda.amazonaws.com"),
    });
    const args = {
      role: role.state.arn,
      runtime: "nodejs22.x",
      architectures: ["arm64"],
      handler: "index.handler",
      code: code("one"),
      publish: true,
      memorySize: 512,
      timeout: 10,
      environment: { variables: { STAGE: "test" } },
      loggingConfig: { logFormat: "JSON", logGroup: "/aybiza/us/handler" },
      tracingConfig: { mode: "PassThrough" },
      reservedConcurrentExecutions: 10,
      tags: { team: "voice" },
    };
    const fn = await scene.subject("aws:lambda/function:Function", "voice").create(args);
    expect(fn.id).toMatch(/^voice-[0-9a-f]{7}$/);
    const arn = `arn:aws:lambda:us-east-1:${ACCOUNT}:function:${fn.id}`;
    expect(fn.state).toMatchObject({ ...args, arn, version: "1", qualifiedArn: `${arn}:1`, packageType: "Zip" });
    await fn.expectUntouched();

    const aliasArgs = { functionName: fn.state.arn, functionVersion: fn.state.version, name: "live" };
    const alias = await scene.subject("aws:lambda/alias:Alias", "live").create(aliasArgs);
    expect(alias.id).toBe(`${arn}:live`);
    expect(alias.state.invokeArn).toBe(
      `arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/${arn}:live/invocations`,
    );
    await alias.expectUntouched();

    const api = await scene.subject("aws:apigatewayv2/api:Api", "webhooks").create({
      protocolType: "HTTP",
      disableExecuteApiEndpoint: true,
    });
    expect(api.state).toMatchObject({
      apiEndpoint: `https://${api.id}.execute-api.us-east-1.amazonaws.com`,
      executionArn: `arn:aws:execute-api:us-east-1:${ACCOUNT}:${api.id}`,
    });
    await api.expectUntouched();

    const permissionArgs = {
      action: "lambda:InvokeFunction",
      function: fn.id,
      qualifier: "live",
      principal: "apigateway.amazonaws.com",
      sourceArn: `${api.state.executionArn}/*/*`,
    };
    const permission = await scene.subject("aws:lambda/permission:Permission", "gateway").create(permissionArgs);
    expect(permission.id).toMatch(/^gateway-[0-9a-f]{7}$/);
    await permission.expectUntouched();
    expect((await permission.diff({ ...permissionArgs, qualifier: "other" })).changes).toEqual({
      qualifier: "update-replace",
    });
    expect((await permission.imported(`${fn.id}:live/${permission.id}`))?.inputs).toEqual({
      ...permissionArgs,
      statementId: permission.id,
    });

    const integrationArgs = {
      apiId: api.id,
      integrationType: "AWS_PROXY",
      integrationUri: alias.state.invokeArn,
      payloadFormatVersion: "2.0",
    };
    const integration = await scene
      .subject("aws:apigatewayv2/integration:Integration", "voice")
      .create(integrationArgs);
    await integration.expectUntouched();
    const routeArgs = { apiId: api.id, routeKey: "POST /twilio/voice", target: `integrations/${integration.id}` };
    const route = await scene.subject("aws:apigatewayv2/route:Route", "voice").create(routeArgs);
    await route.expectUntouched();
    const stageArgs = {
      apiId: api.id,
      name: "$default",
      autoDeploy: true,
      accessLogSettings: {
        destinationArn: `arn:aws:logs:us-east-1:${ACCOUNT}:log-group:/aybiza/us/access`,
        format: '{"id":"$context.requestId"}',
      },
      defaultRouteSettings: { throttlingBurstLimit: 100, throttlingRateLimit: 50 },
    };
    const stage = await scene.subject("aws:apigatewayv2/stage:Stage", "default").create(stageArgs);
    expect(stage.id).toBe("$default");
    expect(stage.state.invokeUrl).toBe(`https://${api.id}.execute-api.us-east-1.amazonaws.com/`);
    await stage.expectUntouched();

    const { client: dns, sdk: dnsSdk } = await scene.aws.route53();
    const zone = await dns.send(
      new dnsSdk.CreateHostedZoneCommand({ Name: "us.aybiza.example", CallerReference: "test" }),
    );
    const found = await functions["aws:route53/getZone:getZone"](
      { client: scene.aws, signal: new AbortController().signal, log: () => undefined },
      { name: "us.aybiza.example" },
    );
    expect(found).toMatchObject({
      name: "us.aybiza.example",
      zoneId: zone.HostedZone!.Id!.slice("/hostedzone/".length),
    });

    const certificate = await scene.subject("aws:acm/certificate:Certificate", "voice").create({
      domainName: "voice.us.aybiza.example",
      validationMethod: "DNS",
      tags: { team: "voice" },
    });
    await certificate.expectUntouched();
    const [option] = certificate.state.domainValidationOptions;
    const proof = {
      zoneId: found.zoneId,
      name: option.resourceRecordName,
      type: option.resourceRecordType,
      records: [option.resourceRecordValue],
      ttl: 60,
    };
    const record = await scene.subject("aws:route53/record:Record", "proof").create(proof);
    await record.expectUntouched();
    const validation = await scene.subject("aws:acm/certificateValidation:CertificateValidation", "voice").create({
      certificateArn: certificate.id,
      validationRecordFqdns: [record.state.fqdn],
    });
    await validation.expectUntouched();

    const domainArgs = {
      domainName: "voice.us.aybiza.example",
      domainNameConfiguration: { certificateArn: certificate.id, endpointType: "REGIONAL", securityPolicy: "TLS_1_2" },
    };
    const domain = await scene.subject("aws:apigatewayv2/domainName:DomainName", "voice").create(domainArgs);
    await domain.expectUntouched();
    const target = domain.state.domainNameConfiguration;
    const pointer = await scene.subject("aws:route53/record:Record", "voice").create({
      zoneId: found.zoneId,
      name: "voice.us.aybiza.example",
      type: "A",
      aliases: [{ name: target.targetDomainName, zoneId: target.hostedZoneId, evaluateTargetHealth: false }],
    });
    expect(pointer.id).toBe(`${found.zoneId}_voice.us.aybiza.example_A`);
    await pointer.expectUntouched();

    expect(await post("https://voice.us.aybiza.example/twilio/voice")).toMatchObject({ body: "no such host" });
    expect(await post(`${api.state.apiEndpoint}/twilio/voice`)).toMatchObject({ body: "no such host" }); // disableExecuteApiEndpoint is set
    const mapping = await scene.subject("aws:apigatewayv2/apiMapping:ApiMapping", "voice").create({
      apiId: api.id,
      domainName: domain.id,
      stage: "$default",
    });
    await mapping.expectUntouched();
    expect(await post("https://voice.us.aybiza.example/twilio/voice")).toEqual({
      status: 200,
      body: "<v>one test voice.us.aybiza.example CallSid=CA1</v>",
    });

    // A change of the code publishes a version; the alias selects the version that callers get.
    expect((await fn.diff({ ...args, code: code("two") })).changes).toEqual({ code: "update" });
    const planned = await fn.update({ ...args, code: code("two") });
    expect(planned).toMatchObject({ version: UNKNOWN, qualifiedArn: UNKNOWN, arn });
    expect(fn.state.version).toBe("2");
    expect((await post("https://voice.us.aybiza.example/twilio/voice")).body).toContain("one test");
    expect((await alias.diff({ ...aliasArgs, functionVersion: UNKNOWN })).changes).toEqual({
      functionVersion: "update",
    });
    await alias.update({ ...aliasArgs, functionVersion: "2" });
    expect((await post("https://voice.us.aybiza.example/twilio/voice")).body).toContain("two test");

    const { client, sdk } = await scene.aws.lambda();
    const drifted = { Variables: { STAGE: "test", EXTRA: "1" } };
    await client.send(new sdk.UpdateFunctionConfigurationCommand({ FunctionName: fn.id, Environment: drifted }));
    expect(await fn.refreshed()).toEqual({ "environment.variables.EXTRA": "delete" });
    await fn.update({ ...args, code: code("two"), reservedConcurrentExecutions: undefined, environment: undefined });
    expect(fn.state).toMatchObject({ version: "3", reservedConcurrentExecutions: -1 });
    expect(fn.state).not.toHaveProperty("environment");
    await fn.expectUntouched();
    expect((await fn.imported(fn.id))?.inputs).toMatchObject({ name: fn.id, memorySize: 512, role: role.state.arn });
    expect((await alias.imported(`${fn.id}/live`))?.id).toBe(alias.id);

    const gateway = await scene.aws.apigateway();
    await gateway.client.send(
      new gateway.sdk.UpdateRouteCommand({ ApiId: api.id, RouteId: route.id, RouteKey: "POST /elsewhere" }),
    );
    expect(await route.refreshed()).toEqual({ routeKey: "update" });
    await route.update(routeArgs);
    await gateway.client.send(
      new gateway.sdk.UpdateStageCommand({ ApiId: api.id, StageName: "$default", AutoDeploy: false }),
    );
    expect(await stage.refreshed()).toEqual({ autoDeploy: "update" });
    await stage.update({ ...stageArgs, accessLogSettings: undefined, description: "all requests" });
    await stage.expectUntouched();
    await integration.update({ ...integrationArgs, timeoutMilliseconds: 9000 });
    await integration.expectUntouched();
    await api.update({ protocolType: "HTTP", description: "webhooks", tags: { team: "voice" } });
    await api.expectUntouched();
    expect(await post(`${api.state.apiEndpoint}/twilio/voice`)).toMatchObject({ status: 200 });
    expect((await api.imported(api.id))?.inputs).toMatchObject({
      protocolType: "HTTP",
      description: "webhooks",
      tags: { team: "voice" },
    });
    expect((await route.imported(`${api.id}/${route.id}`))?.inputs).toEqual(routeArgs);
    expect((await integration.imported(`${api.id}/${integration.id}`))?.inputs).toMatchObject({
      apiId: api.id,
      payloadFormatVersion: "2.0",
    });
    expect((await stage.imported(`${api.id}/$default`))?.inputs).toMatchObject({
      apiId: api.id,
      name: "$default",
      autoDeploy: true,
    });
    expect((await mapping.imported(`${mapping.id}/${domain.id}`))?.inputs).toEqual({
      apiId: api.id,
      domainName: domain.id,
      stage: "$default",
    });
    expect((await domain.imported(domain.id))?.inputs.domainName).toBe(domain.id);
    expect((await certificate.imported(certificate.id))?.inputs).toMatchObject({
      domainName: "voice.us.aybiza.example",
    });
    expect((await pointer.imported(pointer.id))?.inputs).toMatchObject({ type: "A", name: "voice.us.aybiza.example" });

    for (const gone of [
      mapping,
      pointer,
      domain,
      validation,
      record,
      certificate,
      stage,
      route,
      integration,
      permission,
      api,
      alias,
      fn,
      role,
    ]) {
      await gone.delete();
      if (gone !== validation) expect(await gone.read(), gone.token).toBeUndefined();
    }
  }, 60_000);
}
