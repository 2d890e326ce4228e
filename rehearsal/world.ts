import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { DynamoDBClient, GetItemCommand, ResourceNotFoundException } from "@aws-sdk/client-dynamodb";
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
  /** Folder for this world's state. Its existing content is deleted first. */
  readonly dir: string;
  /** Folder of stack files to start from. @default the repository's */
  readonly stacks?: string;
  /** The Twilio accounts that exist, with their numbers. @default our parent account, and the tenants' own that the stack files name */
  readonly accounts?: readonly AccountSeed[];
  /** Phones that calls can be transferred to, by E.164 number. @default those of the sample tenants */
  readonly phones?: ReadonlyMap<string, SimulatedPhone>;
  /** Route 53 zones that exist. */
  readonly zones?: readonly string[];
  /** The provider of package `aws`: our own, or the official plugin if it is installed. @default "own" */
  readonly awsProvider?: AwsProviderChoice;
  /** Folder from which the local AWS loads its state at start, and to which it saves the state at stop. @default the state isn't saved */
  readonly keepAws?: string;
  /** Makes the local AWS enforce IAM policies and log decisions to file `log`; `as` returns package `aws`'s credentials. @default no enforcement */
  readonly rights?: { readonly log: string; readonly as: () => Promise<Credentials> };
  /** The clock of Twilio's API and the phone network. Handlers use the machine's clock. @default the machine's clock */
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
  /** Environment of every engine command, and for running `npx pulumi` on this world by hand. */
  readonly env: NodeJS.ProcessEnv;
  /** Reads the record that the handlers wrote of a call. */
  callRecord(region: string, callSid: string): Promise<CallRecord | undefined>;
  /** Returns the access for unmodified Twilio clients (Twilio's host names over TLS). Opens it at the first call. */
  outside(): Promise<Outside>;
  /**
   * Resets the world: empty clouds, no stacks, the original stack files. Processes and ports stay, so the environment stays valid.
   * No update or call may be in progress.
   */
  reset(): Promise<void>;
  stop(): Promise<void>;
}

/** Credentials of the local AWS's default account, which also serves HTTP requests without credentials. */
const awsCredentials = { accessKeyId: "test", secretAccessKey: "test" };

/** Matches the host of the demo agents in each sample region. */
const agentHosts = /^agents\.[a-z-]+\.aybiza\.example$/;

/** Functions that end the running worlds of this process, one for each world. */
const running = new Set<() => Promise<void>>();

/** Ends every world of this process, including updates in progress. For interrupted programs. */
export async function endWorlds(): Promise<void> {
  await endEngines();
  await Promise.all([...running].map((stop) => stop()));
}

/**
 * Starts a world. Everything listens on loopback and ends with this process.
 * @throws UserError if the official plugin is selected but not installed
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
    const tables = new Map<string, DynamoDBClient>();
    const tablesIn = (region: string): DynamoDBClient => {
      const open = tables.get(region);
      if (open !== undefined) return open;
      const client = new DynamoDBClient({ endpoint: aws.endpoint, region, credentials: awsCredentials });
      tables.set(region, client);
      ends.push(async () => client.destroy());
      return client;
    };
    const item = async (region: string, part: "calls" | "routes", key: Record<string, string>) => {
      const awsRegion = project.regions().find(({ id }) => id === region)?.awsRegion ?? "us-east-1";
      const dynamodb = tablesIn(awsRegion);
      const table = `aybiza-${region}-${part}`;
      const Key = Object.fromEntries(Object.entries(key).map(([name, S]) => [name, { S }]));
      const { Item } = await dynamodb.send(new GetItemCommand({ TableName: table, Key, ConsistentRead: true }));
      return Item === undefined ? undefined : unmarshall(Item);
    };
    // A version is the digest of its content, so it never changes. With this cache, agents continue during an outage of the table.
    const manifests = new Map<string, ReturnType<ManifestSource>>();
    const readManifest: ManifestSource = async (tenant, agent, version) => {
      // A version is a digest of the manifest, so a tenant's namesake in another region gives no other content.
      let failure: unknown;
      for (const { id } of project.regions()) {
        const stored = await item(id, "routes", keys.manifest(tenant, agent, version)).catch((error: unknown) => {
          // A region that isn't deployed has no table.
          if (!(error instanceof ResourceNotFoundException)) failure ??= error;
        });
        if (stored !== undefined) return agentSchema.parse(stored.manifest);
      }
      throw failure ?? new Error(`no manifest of ${tenant}/${agent} has version ${version}`);
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

    /** Starts empty stacks and clouds. A reset passes the previous ports. */
    const begin = async (ports: { agents?: number; twilio?: number } = {}) => {
      rmSync(stateOfStacks, { recursive: true, force: true });
      mkdirSync(stateOfStacks, { recursive: true });
      manifests.clear();
      await makeZones(aws.endpoint, options.zones ?? ["aybiza.example"]);
      const agents = await startAgent({ manifest, port: ports.agents });
      const api = apiHost(aws.endpoint, { regions: (host) => project.awsRegionsOf(host) });
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
    // The project's stack files are copies, which only this engine uses. A shell with `env` uses the checkout's files.
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
        callRecordSchema.optional().parse(await item(region, "calls", { callSid })),
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

/** Deletes all of MiniStack's state and its Lambda workers. https://github.com/ministackorg/ministack */
async function resetMiniStack(endpoint: string): Promise<void> {
  const answer = await fetch(`${endpoint}/_ministack/reset`, { method: "POST" });
  if (!answer.ok) throw new Error(`MiniStack can't be reset: it answered with HTTP status ${answer.status}`);
  await answer.arrayBuffer();
}

/** Creates the Route 53 zones that a user's AWS account would already have. */
async function makeZones(endpoint: string, zones: readonly string[]): Promise<void> {
  const { CreateHostedZoneCommand, Route53Client } = await import("@aws-sdk/client-route-53");
  const route53 = new Route53Client({ endpoint, region: "us-east-1", credentials: awsCredentials });
  for (const zone of zones) await route53.send(new CreateHostedZoneCommand({ Name: zone, CallerReference: zone }));
  route53.destroy();
}
