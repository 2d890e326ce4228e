import { mkdtempSync, rmSync } from "node:fs";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { UntrustedHost } from "../hosts.ts";
import { ministackVenv } from "../paths.ts";
import { apiHost } from "./api-host.ts";
import { type MiniStack, startMiniStack } from "./ministack.ts";
import { ownNames } from "./own-names.ts";
import { Aws } from "./provider/aws.ts";
import { zip } from "./zip.ts";

const dir = mkdtempSync(join(tmpdir(), "aybiza-names-"));
let cloud: MiniStack;
let aws: Aws;
beforeAll(async () => {
  cloud = await startMiniStack({ venv: ministackVenv, dir });
  aws = new Aws({ endpoint: cloud.endpoint, region: "us-east-1" });
});
afterAll(async () => {
  await cloud?.stop();
  rmSync(dir, { recursive: true, force: true });
});

/** Sends a GET to what the URL's host resolves to. Returns the HTTP status; undefined if the host doesn't resolve. */
async function get(url: string): Promise<number | undefined> {
  const to = await ownNames(cloud.endpoint)(new URL(url));
  if (!to) return undefined;
  return new Promise((done, failed) => {
    const headers = { Host: to.host, "X-Forwarded-Proto": "https" };
    request(new URL(new URL(url).pathname, to.origin), { headers }, (answer) => {
      answer.resume();
      done(answer.statusCode);
    })
      .on("error", failed)
      .end();
  });
}

test("a function URL answers strangers once its policy allows both what Lambda asks for", async () => {
  const { client, sdk } = await aws.in("us-west-2").lambda();
  const FunctionName = "open";
  const source = "export const handler = async () => ({ statusCode: 200 });";
  await client.send(
    new sdk.CreateFunctionCommand({
      FunctionName,
      Role: "arn:aws:iam::000000000000:role/none",
      Runtime: "nodejs22.x",
      Handler: "index.handler",
      Code: { ZipFile: zip([{ path: "index.mjs", data: Buffer.from(source) }]) },
    }),
  );
  const { FunctionUrl } = await client.send(new sdk.CreateFunctionUrlConfigCommand({ FunctionName, AuthType: "NONE" }));
  const allow = (Action: string, more: object) =>
    client.send(
      new sdk.AddPermissionCommand({ FunctionName, StatementId: Action.slice(7), Action, Principal: "*", ...more }),
    );
  expect(FunctionUrl).toMatch(/^https:\/\/[a-z0-9]+\.lambda-url\.us-west-2\.on\.aws\/$/);
  expect(await get(FunctionUrl!)).toBe(403);
  await allow("lambda:InvokeFunctionUrl", { FunctionUrlAuthType: "NONE" });
  expect(await get(FunctionUrl!)).toBe(403);
  await allow("lambda:InvokeFunction", { InvokedViaFunctionUrl: true });
  expect(await get(FunctionUrl!)).toBe(200);
});

test("a name that is neither CloudFront's nor Lambda's is left to others", async () => {
  expect(await get("https://voice.us.aybiza.example/")).toBeUndefined();
  expect(await get("https://d1.cloudfront.net.aybiza.example/")).toBeUndefined();
});

test("a custom domain is there while DNS records it, and trusted while its certificate is its own", async () => {
  const DomainName = "voice.us.names.example";
  const resolve = () => apiHost(cloud.endpoint, { cacheMs: 0 })(new URL(`https://${DomainName}/`));
  const why = () =>
    resolve().then(
      () => undefined,
      (error: UntrustedHost) => error.why,
    );
  const { client: api, sdk: Api } = await aws.apigateway();
  const { client: acm, sdk: Acm } = await aws.acm();
  const { client: dns, sdk: Dns } = await aws.route53();
  const certificate = async (name: string) => {
    const requested = new Acm.RequestCertificateCommand({ DomainName: name, ValidationMethod: "DNS" });
    return (await acm.send(requested)).CertificateArn!;
  };
  const use = (CertificateArn: string) => ({ DomainName, DomainNameConfigurations: [{ CertificateArn }] });
  const own = await certificate(DomainName);
  const { ApiId } = await api.send(new Api.CreateApiCommand({ Name: "names", ProtocolType: "HTTP" }));
  await api.send(new Api.CreateStageCommand({ ApiId, StageName: "$default" }));
  await api.send(new Api.CreateDomainNameCommand(use(own)));
  await api.send(new Api.CreateApiMappingCommand({ ApiId, DomainName, Stage: "$default" }));
  // No zone of the account has the name, so its DNS is assumed to be hosted elsewhere.
  expect(await resolve()).toEqual({ origin: cloud.endpoint, host: DomainName });

  const { HostedZone } = await dns.send(
    new Dns.CreateHostedZoneCommand({ Name: "names.example", CallerReference: "1" }),
  );
  expect(await resolve()).toBeUndefined();
  const record = { Name: DomainName, Type: "CNAME", TTL: 60, ResourceRecords: [{ Value: "api.example" }] } as const;
  const ChangeBatch = {
    Changes: [
      { Action: "CREATE" as const, ResourceRecordSet: { ...record, ResourceRecords: [...record.ResourceRecords] } },
    ],
  };
  await dns.send(new Dns.ChangeResourceRecordSetsCommand({ HostedZoneId: HostedZone!.Id, ChangeBatch }));
  expect(await resolve()).toEqual({ origin: cloud.endpoint, host: DomainName });

  await api.send(new Api.UpdateDomainNameCommand(use(await certificate("other.names.example"))));
  expect(await why()).toBe("other-name");
  await api.send(new Api.UpdateDomainNameCommand(use(await certificate("*.us.names.example"))));
  expect(await why()).toBeUndefined();
  await api.send(new Api.UpdateDomainNameCommand(use(own)));
  await acm.send(new Acm.DeleteCertificateCommand({ CertificateArn: own }));
  expect(await why()).toBe("none");
  await expect(resolve()).rejects.toThrow(UntrustedHost);
});
