import { LogGroup } from "@pulumi/aws/cloudwatch/logGroup.js";
import { Alias } from "@pulumi/aws/lambda/alias.js";
import { Function as LambdaFunction } from "@pulumi/aws/lambda/function.js";
import type { Queue } from "@pulumi/aws/sqs/queue.js";
import * as pulumi from "@pulumi/pulumi";
import { handlerRights } from "../rights/handlers.ts";
import type { Encryption } from "./encryption.ts";
import { lambdaRole } from "./lambda-role.ts";
import type { Tables } from "./tables.ts";

/** Input of a handler. */
export interface HandlerArgs {
  /** Archive of the bundle's folder, which contains `index.mjs`. */
  readonly code: pulumi.asset.Archive;
  readonly encryption: Encryption;
  readonly tables: Tables;
  /** The late-events queue, and whether the handler sends to it or receives from it. */
  readonly lateEvents: { readonly queue: Queue; readonly may: "send" | "receive" };
  readonly logGroup: string;
  readonly logRetentionDays: number;
  readonly timeoutSeconds: number;
  /** Reserved concurrency: executions that the handler always has, and never exceeds. */
  readonly concurrency: number | "unreserved";
  /** Variables in addition to those of every handler. No secrets: our keys don't encrypt them (encryption.ts says why). */
  readonly environment: Readonly<Record<string, pulumi.Input<string>>>;
}

/**
 * A handler: its least-privilege role, log group, function and alias `live`. The API invokes the alias, so that a failed deployment
 * leaves the previous version in service.
 */
export class Handler extends pulumi.ComponentResource {
  readonly functionName: pulumi.Output<string>;
  readonly aliasName: pulumi.Output<string>;
  readonly aliasArn: pulumi.Output<string>;
  /** ARN with which the HTTP API invokes the alias. */
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
