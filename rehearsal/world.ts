import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { DynamoDBClient, GetItemCommand } from "@aws-sdk/client-dynamodb";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import { agentSchema } from "../infra/config/agent.ts";
import { keys } from "../lambdas/router/route.ts";
import { serve } from "../providers/kit/serve.ts";
import { pulumiEnvironment } from "../toolchain/environment.ts";
import { type Agent, startAgent } from "./agent/index.ts";
import { apiHost } from "./aws/api-host.ts";
import { type MiniStack, startMiniStack } from "./aws/ministack.ts";
import { awsProvider } from "./aws/provider/provider.ts";
import { Engine } from "./engine.ts";
import type { HostResolver } from "./hosts.ts";
import { ministackVenv, rehearsalPassphrase, root } from "./paths.ts";
import { RehearsalProject } from "./project.ts";
import { sampleAccounts, samplePhones } from "./sample.ts";
import type { SimulatedPhone } from "./twilio/network/index.ts";
import type { AccountSeed } from "./twilio/seed.ts";
import { startTwilio, type Twilio } from "./twilio/server.ts";

export interface WorldOptions {
  /** Folder of this world's state. What is there is removed first. */
  readonly dir: string;
  /** Folder of stack files to start from. @default the repository's */
  readonly stacks?: string;
  /** The Twilio accounts that exist, with their numbers. @default the sample tenants' */
  readonly accounts?: readonly AccountSeed[];
  /** Telephones that calls can be passed on to, by E.164 number. @default the sample tenants' persons */
  readonly phones?: ReadonlyMap<string, SimulatedPhone>;
  /** Route 53 zones that exist. */
  readonly zones?: readonly string[];
}

/** The whole system on one machine: local clouds, demo agents, and the real engine on a copy of the project. */
export interface World {
  readonly project: RehearsalProject;
  readonly engine: Engine;
  readonly twilio: Twilio;
  readonly agents: Agent;
  readonly aws: MiniStack;
  /** Environment of every engine command: also what a person needs to run `npx pulumi` on this world. */
  readonly env: NodeJS.ProcessEnv;
  /** One call's record as the handlers wrote it. */
  callRecord(region: string, callSid: string): Promise<Record<string, unknown> | undefined>;
  stop(): Promise<void>;
}

/** What the local AWS accepts as credentials; its default account is the one that HTTP traffic without credentials reaches. */
const awsCredentials = { accessKeyId: "test", secretAccessKey: "test" };

/** Host of the demo agents, as the sample region names it. */
const agentHosts = /^agents\.[a-z-]+\.aybiza\.example$/;

/** Starts a world. Everything listens on loopback and ends with this process. */
export async function startWorld(options: WorldOptions): Promise<World> {
  rmSync(options.dir, { recursive: true, force: true });
  mkdirSync(options.dir, { recursive: true });
  const project = new RehearsalProject(join(options.dir, "project"), options.stacks);
  const aws = await startMiniStack({ venv: ministackVenv, dir: join(options.dir, "aws") });
  const stops: (() => Promise<unknown>)[] = [() => aws.stop()];
  const stop = async () => {
    for (const end of stops.splice(0).reverse()) await end();
  };
  try {
    const dynamodb = new DynamoDBClient({ endpoint: aws.endpoint, region: "us-east-1", credentials: awsCredentials });
    const item = async (table: string, key: Record<string, string>) => {
      const Key = Object.fromEntries(Object.entries(key).map(([name, S]) => [name, { S }]));
      const { Item } = await dynamodb.send(new GetItemCommand({ TableName: table, Key, ConsistentRead: true }));
      return Item === undefined ? undefined : unmarshall(Item);
    };
    await makeZones(aws.endpoint, options.zones ?? ["aybiza.example"]);
    const agents = await startAgent({
      manifest: async (tenant, agent, version) => {
        const stored = await item("aybiza-us-routes", keys.manifest(tenant, agent, version));
        if (stored === undefined) throw new Error(`no manifest of ${tenant}/${agent} has version ${version}`);
        return agentSchema.parse(stored.manifest);
      },
    });
    stops.push(() => agents.close());
    const api = apiHost(aws.endpoint);
    const resolve: HostResolver = async (url) =>
      agentHosts.test(url.hostname) ? { origin: agents.origin, host: url.hostname } : api(url);
    const twilio = await startTwilio({
      resolve,
      accounts: options.accounts ?? sampleAccounts(project),
      phones: options.phones ?? samplePhones,
    });
    stops.push(() => twilio.close());
    const provider = await serve(awsProvider({ endpoint: aws.endpoint }));
    stops.push(() => provider.close());
    const env = {
      ...pulumiEnvironment({ root, backendDir: join(options.dir, "state"), passphrase: rehearsalPassphrase }),
      PULUMI_DEBUG_PROVIDERS: `aws:${provider.port}`,
      AYBIZA_TWILIO_URL: twilio.origin,
      AWS_ENDPOINT_URL: aws.endpoint,
      AWS_ACCESS_KEY_ID: awsCredentials.accessKeyId,
      AWS_SECRET_ACCESS_KEY: awsCredentials.secretAccessKey,
    };
    mkdirSync(join(options.dir, "state"), { recursive: true });
    return {
      project,
      engine: new Engine(project.dir, env),
      twilio,
      agents,
      aws,
      env,
      callRecord: (region, callSid) => item(`aybiza-${region}-calls`, { callSid }),
      stop: async () => {
        dynamodb.destroy();
        await stop();
      },
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** The zones that a user's AWS account would hold already. */
async function makeZones(endpoint: string, zones: readonly string[]): Promise<void> {
  const { CreateHostedZoneCommand, Route53Client } = await import("@aws-sdk/client-route-53");
  const route53 = new Route53Client({ endpoint, region: "us-east-1", credentials: awsCredentials });
  for (const zone of zones) await route53.send(new CreateHostedZoneCommand({ Name: zone, CallerReference: zone }));
  route53.destroy();
}
