import { LogGroup } from "@pulumi/aws/cloudwatch/logGroup.js";
import { Alias } from "@pulumi/aws/lambda/alias.js";
import { Function as LambdaFunction } from "@pulumi/aws/lambda/function.js";
import type { Queue } from "@pulumi/aws/sqs/queue.js";
import * as pulumi from "@pulumi/pulumi";
import { handlerRights } from "../rights/handlers.ts";
import type { Encryption } from "./encryption.ts";
import { lambdaRole } from "./lambda-role.ts";
import type { Tables } from "./tables.ts";

/** What a handler is made of. */
export interface HandlerArgs {
  /** Folder with the bundle, `index.mjs` in it. */
  readonly code: pulumi.asset.Archive;
  readonly encryption: Encryption;
  readonly tables: Tables;
  /** The queue of late events, and whether the handler fills or empties it. */
  readonly lateEvents: { readonly queue: Queue; readonly may: "send" | "receive" };
  readonly logGroup: string;
  readonly logRetentionDays: number;
  readonly timeoutSeconds: number;
  /** Executions at the same time that are reserved for it: as many as it always has, and the most that it has. */
  readonly concurrency: number | "unreserved";
  /** Settings beside those that every handler has. Nothing secret: no key of ours encrypts them (encryption.ts says why). */
  readonly environment: Readonly<Record<string, pulumi.Input<string>>>;
}

/**
 * One handler: a role that may do what the handler does and no more, a log group with a retention, the function, and the alias `live`
 * that is called, so that a failed deployment leaves the version before in service.
 */
export class Handler extends pulumi.ComponentResource {
  readonly functionName: pulumi.Output<string>;
  readonly aliasName: pulumi.Output<string>;
  readonly aliasArn: pulumi.Output<string>;
  /** ARN by which the HTTP API invokes the alias. */
  readonly invokeArn: pulumi.Output<string>;

  constructor(name: string, args: HandlerArgs, opts?: pulumi.ComponentResourceOptions) {
    super("aybiza:region:Handler", name, {}, opts);
    const child = { parent: this };
    const logGroup = new LogGroup(
      name,
      { name: args.logGroup, retentionInDays: args.logRetentionDays, kmsKeyId: args.encryption.watchKeyArn },
      child,
    );
    const rights = handlerRights<pulumi.Input<string>>(args.lateEvents.may, {
      routes: args.tables.routes.arn,
      calls: args.tables.calls.arn,
      tableKey: args.encryption.keyArn,
      tokenKey: args.encryption.tokenKey.arn,
      queue: args.lateEvents.queue.arn,
      logStreams: pulumi.interpolate`${logGroup.arn}:log-stream:*`,
    });
    const { role, policy } = lambdaRole(name, rights, child);
    const fn = new LambdaFunction(
      name,
      {
        name,
        role: role.arn,
        runtime: "nodejs22.x",
        architectures: ["arm64"],
        handler: "index.handler",
        code: args.code,
        memorySize: 512,
        timeout: args.timeoutSeconds,
        ...(args.concurrency !== "unreserved" && { reservedConcurrentExecutions: args.concurrency }),
        tracingConfig: { mode: "Active" },
        publish: true,
        loggingConfig: { logFormat: "JSON", logGroup: logGroup.name },
        environment: {
          variables: {
            ...args.environment,
            ROUTES_TABLE: args.tables.routes.name,
            CALLS_TABLE: args.tables.calls.name,
            LATE_EVENTS_QUEUE_URL: args.lateEvents.queue.url,
            TOKEN_KEY_ARN: args.encryption.tokenKey.arn,
            POWERTOOLS_SERVICE_NAME: name,
            POWERTOOLS_METRICS_NAMESPACE: "aybiza",
          },
        },
      },
      { ...child, dependsOn: [policy] },
    );
    const alias = new Alias(name, { name: "live", functionName: fn.name, functionVersion: fn.version }, child);
    this.functionName = fn.name;
    this.aliasName = alias.name;
    this.aliasArn = alias.arn;
    this.invokeArn = alias.invokeArn;
    this.registerOutputs({ invokeArn: this.invokeArn });
  }
}
