import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { DynamoDBClient, GetItemCommand } from "@aws-sdk/client-dynamodb";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import { agentSchema } from "../domain/config/agent.ts";
import { type CallRecord, callRecordSchema } from "../domain/contract/call-record.ts";
import { keys } from "../domain/contract/route.ts";
import { Engine, endEngines } from "../launch/engine.ts";
import { serve } from "../providers/kit/serve.ts";
import { accountsOf } from "./accounts.ts";
import { type Agent, type ManifestSource, startAgent } from "./agent/index.ts";
import { apiHost } from "./aws/api-host.ts";
import { type MiniStack, startMiniStack } from "./aws/ministack.ts";
import { configureStack, requireOfficialPlugin } from "./aws/official-plugin.ts";
import { ownNames } from "./aws/own-names.ts";
import type { Credentials } from "./aws/provider/aws.ts";
import { awsProvider } from "./aws/provider/provider.ts";
import { pulumiEnvironment } from "./engine-environment.ts";
import type { HostResolver } from "./hosts.ts";
import { ministackVenv, pulumiHome, rehearsalPassphrase, root } from "./paths.ts";
import { RehearsalProject } from "./project.ts";
import { resellerAccount, samplePhones } from "./sample.ts";
import type { Outside } from "./tls/outside.ts";
import type { Clock } from "./twilio/clock.ts";
import type { SimulatedPhone } from "./twilio/network/index.ts";
import type { AccountSeed } from "./twilio/seed.ts";
import { startTwilio, type Twilio } from "./twilio/server.ts";

export interface WorldOptions {
  /** Folder of this world's state. What is there is removed first. */
  readonly dir: string;
  /** Folder of stack files to start from. @default the repository's */
  readonly stacks?: string;
  /** The Twilio accounts that exist, with their numbers. @default ours, and those that the stack files name as tenants' own */
  readonly accounts?: readonly AccountSeed[];
  /** Telephones that calls can be passed on to, by E.164 number. @default the sample tenants' persons */
  readonly phones?: ReadonlyMap<string, SimulatedPhone>;
  /** Route 53 zones that exist. */
  readonly zones?: readonly string[];
  /** Who serves package `aws`: our own provider, or the official plugin where it is installed. @default "own" */
  readonly awsProvider?: AwsProviderChoice;
  /** Folder that AWS begins with the state of, and that it writes its state to when the world stops. @default nothing is kept */
  readonly keepAws?: string;
  /** Has AWS enforce IAM policies, and note in this file what it asks them about; `as` says as whom package `aws` asks it. @default everyone may do everything */
  readonly rights?: { readonly log: string; readonly as: () => Promise<Credentials> };
  /** The time as Twilio's API and the phone network tell it; handlers have the machine's. @default the machine's clock */
  readonly clock?: Clock;
}

export type AwsProviderChoice = "own" | "real";

/** The whole system on one machine: local clouds, demo agents, and the real engine on a copy of the project. */
export interface World {
  readonly project: RehearsalProject;
  readonly engine: Engine;
  readonly twilio: Twilio;
  readonly agents: Agent;
  readonly aws: MiniStack;
  /** Port of the provider that serves package `aws`. */
  readonly providerPort: number;
  /** Folder of Pulumi's file backend. */
  readonly stateOfStacks: string;
  /** Environment of every engine command: also what a person needs to run `npx pulumi` on this world. */
  readonly env: NodeJS.ProcessEnv;
  /** One call's record as the handlers wrote it. */
  callRecord(region: string, callSid: string): Promise<CallRecord | undefined>;
  /** The way in for clients that know nothing of us, opened when it is first asked for: Twilio's own names over TLS. */
  outside(): Promise<Outside>;
  /**
   * Back to the start: empty clouds, no stacks, the stack files as they were. Processes and ports stay, so the environment stays true.
   * Nothing may be under way.
   */
  reset(): Promise<void>;
  stop(): Promise<void>;
}

/** What the local AWS accepts as credentials; its default account is the one that HTTP traffic without credentials reaches. */
const awsCredentials = { accessKeyId: "test", secretAccessKey: "test" };

/** Host of the demo agents, as the sample region names it. */
const agentHosts = /^agents\.[a-z-]+\.aybiza\.example$/;

/** Ends each world of this process. */
const running = new Set<() => Promise<void>>();

/** Ends every world of this process, with what its engine is doing: for a program that is interrupted. */
export async function endWorlds(): Promise<void> {
  await endEngines();
  await Promise.all([...running].map((stop) => stop()));
}

/**
 * Starts a world. Everything listens on loopback and ends with this process.
 * @throws UserError when the official plugin is wanted and isn't installed
 */
export async function startWorld(options: WorldOptions): Promise<World> {
  const isReal = options.awsProvider === "real";
  if (isReal) requireOfficialPlugin(pulumiHome);
  rmSync(options.dir, { recursive: true, force: true });
  mkdirSync(options.dir, { recursive: true });
  const project = new RehearsalProject(join(options.dir, "project"), options.stacks);
  const stateOfStacks = join(options.dir, "state");
  const aws = await startMiniStack({
    venv: ministackVenv,
    dir: join(options.dir, "aws"),
    keep: options.keepAws,
    rights: options.rights?.log,
  });
  const ends: (() => Promise<unknown>)[] = [() => aws.stop()];
  let stopped: Promise<void> | undefined;
  const stop = () => {
    stopped ??= (async () => {
      for (const end of ends.reverse()) await end();
      running.delete(stop);
    })();
    return stopped;
  };
  running.add(stop);
  try {
    const dynamodb = new DynamoDBClient({ endpoint: aws.endpoint, region: "us-east-1", credentials: awsCredentials });
    ends.push(async () => dynamodb.destroy());
    const item = async (table: string, key: Record<string, string>) => {
      const Key = Object.fromEntries(Object.entries(key).map(([name, S]) => [name, { S }]));
      const { Item } = await dynamodb.send(new GetItemCommand({ TableName: table, Key, ConsistentRead: true }));
      return Item === undefined ? undefined : unmarshall(Item);
    };
    // A version never changes: it is the digest of its content. So agents talk on while the table is out of order.
    const manifests = new Map<string, ReturnType<ManifestSource>>();
    const readManifest: ManifestSource = async (tenant, agent, version) => {
      const stored = await item("aybiza-us-routes", keys.manifest(tenant, agent, version));
      if (stored === undefined) throw new Error(`no manifest of ${tenant}/${agent} has version ${version}`);
      return agentSchema.parse(stored.manifest);
    };
    const manifest: ManifestSource = (tenant, agent, version) => {
      const key = `${tenant}/${agent}/${version}`;
      const known = manifests.get(key) ?? readManifest(tenant, agent, version);
      manifests.set(key, known);
      known.catch(() => manifests.delete(key));
      return known;
    };
    const provider = await serve(awsProvider({ endpoint: aws.endpoint, credentials: options.rights?.as }));
    ends.push(() => provider.close());

    const configureStacks = () => {
      for (const file of isReal ? project.stackFiles() : []) configureStack(file, aws.endpoint);
    };
    configureStacks();

    /** Empty stacks and clouds. After a reset they listen where they did before. */
    const begin = async (ports: { agents?: number; twilio?: number } = {}) => {
      rmSync(stateOfStacks, { recursive: true, force: true });
      mkdirSync(stateOfStacks, { recursive: true });
      manifests.clear();
      await makeZones(aws.endpoint, options.zones ?? ["aybiza.example"]);
      const agents = await startAgent({ manifest, port: ports.agents });
      const api = apiHost(aws.endpoint);
      const named = ownNames(aws.endpoint);
      const resolve: HostResolver = async (url) =>
        agentHosts.test(url.hostname)
          ? { origin: agents.origin, host: url.hostname }
          : ((await named(url)) ?? api(url));
      const twilio = await startTwilio({
        resolve,
        accounts: options.accounts ?? (await accountsOf(project)),
        phones: options.phones ?? samplePhones,
        port: ports.twilio,
        ...(options.clock && { clock: options.clock }),
      });
      return { agents, twilio };
    };
    let clouds = await begin();
    const endClouds = async () => {
      await clouds.twilio.close();
      await clouds.agents.close();
    };
    ends.push(endClouds);

    let opened: Promise<Outside> | undefined;
    const outside = () => {
      opened ??= import("./tls/outside.ts").then(({ openOutside }) =>
        openOutside({ dir: join(options.dir, "tls"), port: () => clouds.twilio.port }),
      );
      return opened;
    };
    ends.push(async () => (await opened)?.close());

    const env = {
      ...pulumiEnvironment({ root, backendDir: stateOfStacks, passphrase: rehearsalPassphrase }),
      ...(!isReal && { PULUMI_DEBUG_PROVIDERS: `aws:${provider.port}` }),
      AYBIZA_TWILIO_URL: clouds.twilio.origin,
      TWILIO_ACCOUNT_SID: resellerAccount.sid,
      TWILIO_AUTH_TOKEN: resellerAccount.authToken,
      AWS_ENDPOINT_URL: aws.endpoint,
      AWS_ACCESS_KEY_ID: awsCredentials.accessKeyId,
      AWS_SECRET_ACCESS_KEY: awsCredentials.secretAccessKey,
    };
    // Its stack files are copies: only its own engine knows of them, a shell with `env` works on the checkout's.
    const engine = new Engine(project.dir, { ...env, AYBIZA_STACKS: join(project.dir, "stacks") });
    ends.push(() => engine.close());
    return {
      project,
      engine,
      get twilio() {
        return clouds.twilio;
      },
      get agents() {
        return clouds.agents;
      },
      aws,
      providerPort: provider.port,
      stateOfStacks,
      env,
      callRecord: async (region, callSid) =>
        callRecordSchema.optional().parse(await item(`aybiza-${region}-calls`, { callSid })),
      outside,
      reset: async () => {
        const ports = { agents: clouds.agents.port, twilio: clouds.twilio.port };
        await endClouds();
        await resetMiniStack(aws.endpoint);
        project.restore();
        configureStacks();
        clouds = await begin(ports);
      },
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Everything that MiniStack holds is gone, its Lambda workers too. https://github.com/ministackorg/ministack */
async function resetMiniStack(endpoint: string): Promise<void> {
  const answer = await fetch(`${endpoint}/_ministack/reset`, { method: "POST" });
  if (!answer.ok) throw new Error(`MiniStack can't be reset: it answers ${answer.status}`);
  await answer.arrayBuffer();
}

/** The zones that a user's AWS account would hold already. */
async function makeZones(endpoint: string, zones: readonly string[]): Promise<void> {
  const { CreateHostedZoneCommand, Route53Client } = await import("@aws-sdk/client-route-53");
  const route53 = new Route53Client({ endpoint, region: "us-east-1", credentials: awsCredentials });
  for (const zone of zones) await route53.send(new CreateHostedZoneCommand({ Name: zone, CallerReference: zone }));
  route53.destroy();
}
