import type { FunctionConfiguration } from "@aws-sdk/client-lambda";
import { type Bag, ProviderError } from "../../../../providers/kit/handler.ts";
import { isArchive, zipOf } from "../archive.ts";
import { type Aws, isGone, unlessGone, until } from "../aws.ts";
import type { Call, Change, Resource } from "../resource.ts";
import { given } from "../values.ts";

/** Inputs sent by UpdateFunctionConfiguration. */
const CONFIGURATION = [
  "deadLetterConfig",
  "description",
  "environment",
  "ephemeralStorage",
  "handler",
  "kmsKeyArn",
  "loggingConfig",
  "memorySize",
  "role",
  "runtime",
  "timeout",
  "tracingConfig",
];
/** Inputs sent by UpdateFunctionCode. */
const CODE = ["architectures", "code", "sourceCodeHash"];

/** A Lambda function from an archive; its id is its name. With `publish`, each change of code or configuration publishes a version. */
export const lambdaFunction: Resource = {
  token: "aws:lambda/function:Function",

  mistakes({ code, packageType, handler, runtime }) {
    const mistakes = [];
    if (!isArchive(code) && typeof code !== "symbol")
      mistakes.push({ property: "code", reason: "is required: set it to an archive" });
    if (packageType === "Image")
      mistakes.push({ property: "packageType", reason: "must be Zip: rehearsals support no other" });
    if (handler === undefined) mistakes.push({ property: "handler", reason: "is required for code from an archive" });
    if (runtime === undefined) mistakes.push({ property: "runtime", reason: "is required for code from an archive" });
    return mistakes;
  },

  async create(call, inputs, tags) {
    const { client, sdk } = await call.aws.lambda();
    const FunctionName = inputs.name as string;
    await client.send(
      new sdk.CreateFunctionCommand({
        FunctionName,
        ...configuration(inputs),
        Architectures: inputs.architectures,
        PackageType: inputs.packageType,
        Publish: inputs.publish,
        Code: { ZipFile: zipOf(inputs.code, call.aws.cwd) },
        Tags: { ...tags },
      }),
    );
    call.made(FunctionName);
    await settled(call, FunctionName);
    if (inputs.reservedConcurrentExecutions >= 0)
      await reserve(call.aws, FunctionName, inputs.reservedConcurrentExecutions);
    return FunctionName;
  },

  async read({ aws }, id) {
    const { client, sdk } = await aws.lambda();
    const found = await unlessGone(client.send(new sdk.GetFunctionCommand({ FunctionName: id })));
    const c = found?.Configuration;
    if (!c) return undefined;
    const version = await latestVersion(aws, id);
    const arn = c.FunctionArn!;
    const invoke = (a: string) =>
      `arn:${aws.partition}:apigateway:${aws.region}:lambda:path/2015-03-31/functions/${a}/invocations`;
    return {
      properties: {
        ...propertiesOf(c),
        arn,
        version,
        invokeArn: invoke(arn),
        qualifiedArn: `${arn}:${version}`,
        qualifiedInvokeArn: invoke(`${arn}:${version}`),
        responseStreamingInvokeArn: `arn:${aws.partition}:apigateway:${aws.region}:lambda:path/2021-11-15/functions/${arn}/response-streaming-invocations`,
        reservedConcurrentExecutions: found.Concurrency?.ReservedConcurrentExecutions ?? -1,
      },
      tags: found.Tags ?? {},
    };
  },

  async update(call, change) {
    const { id: FunctionName, news, oldState, changed, tags, goneTags } = change;
    const { client, sdk } = await call.aws.lambda();
    if (changed(...CONFIGURATION)) {
      await client.send(
        new sdk.UpdateFunctionConfigurationCommand({ FunctionName, ...cleared(change), ...configuration(news) }),
      );
      await settled(call, FunctionName);
    }
    if (changed(...CODE)) {
      const ZipFile = zipOf(news.code, call.aws.cwd);
      await client.send(
        new sdk.UpdateFunctionCodeCommand({ FunctionName, ZipFile, Architectures: news.architectures }),
      );
      await settled(call, FunctionName);
    }
    if (changed("reservedConcurrentExecutions"))
      await reserve(call.aws, FunctionName, news.reservedConcurrentExecutions);
    const Resource = oldState.arn as string;
    if (goneTags.length > 0) await client.send(new sdk.UntagResourceCommand({ Resource, TagKeys: [...goneTags] }));
    if (tags) await client.send(new sdk.TagResourceCommand({ Resource, Tags: { ...tags } }));
    if (publishes(change)) await client.send(new sdk.PublishVersionCommand({ FunctionName }));
  },

  async remove({ aws }, id, { skipDestroy }) {
    if (skipDestroy) return;
    const { client, sdk } = await aws.lambda();
    await client.send(new sdk.DeleteFunctionCommand({ FunctionName: id }));
  },

  moved(change) {
    const moved = publishes(change) ? ["version", "qualifiedArn", "qualifiedInvokeArn"] : [];
    if (change.changed("code"))
      moved.push(
        "codeSha256",
        "sourceCodeSize",
        ...(change.news.sourceCodeHash === undefined ? ["sourceCodeHash"] : []),
      );
    return change.changed(...CODE, ...CONFIGURATION) ? [...moved, "lastModified"] : moved;
  },
};

function publishes({ news, changed }: Change): boolean {
  return news.publish === true && changed("publish", ...CODE, ...CONFIGURATION);
}

function configuration(i: Bag) {
  const settings = given({
    Handler: i.handler,
    Runtime: i.runtime,
    Description: i.description,
    MemorySize: i.memorySize,
    Timeout: i.timeout,
    KMSKeyArn: i.kmsKeyArn,
    Environment: i.environment ? { Variables: i.environment.variables ?? {} } : undefined,
    EphemeralStorage: i.ephemeralStorage ? { Size: i.ephemeralStorage.size } : undefined,
    DeadLetterConfig: i.deadLetterConfig ? { TargetArn: i.deadLetterConfig.targetArn } : undefined,
    TracingConfig: i.tracingConfig ? { Mode: i.tracingConfig.mode } : undefined,
    LoggingConfig: i.loggingConfig
      ? given({
          LogFormat: i.loggingConfig.logFormat,
          LogGroup: i.loggingConfig.logGroup,
          ApplicationLogLevel: i.loggingConfig.applicationLogLevel || undefined,
          SystemLogLevel: i.loggingConfig.systemLogLevel || undefined,
        })
      : undefined,
  });
  return { ...settings, Role: i.role as string };
}

/** Returns the empty values that clear removed inputs, since Lambda keeps settings that an update omits. */
function cleared({ changed }: Change): Bag {
  return given({
    Description: changed("description") ? "" : undefined,
    Environment: changed("environment") ? { Variables: {} } : undefined,
    DeadLetterConfig: changed("deadLetterConfig") ? { TargetArn: "" } : undefined,
    KMSKeyArn: changed("kmsKeyArn") ? "" : undefined,
  });
}

function propertiesOf(c: FunctionConfiguration): Bag {
  const logging = c.LoggingConfig;
  return {
    name: c.FunctionName,
    architectures: c.Architectures,
    codeSha256: c.CodeSha256,
    sourceCodeHash: c.CodeSha256,
    sourceCodeSize: c.CodeSize,
    deadLetterConfig: c.DeadLetterConfig?.TargetArn ? { targetArn: c.DeadLetterConfig.TargetArn } : undefined,
    description: c.Description ?? "",
    environment:
      Object.keys(c.Environment?.Variables ?? {}).length > 0 ? { variables: c.Environment?.Variables } : undefined,
    ephemeralStorage: { size: c.EphemeralStorage?.Size ?? 512 },
    handler: c.Handler,
    kmsKeyArn: c.KMSKeyArn ?? "",
    lastModified: c.LastModified,
    loggingConfig: given({
      logFormat: logging?.LogFormat,
      logGroup: logging?.LogGroup,
      applicationLogLevel: logging?.ApplicationLogLevel,
      systemLogLevel: logging?.SystemLogLevel,
    }),
    memorySize: c.MemorySize,
    packageType: c.PackageType,
    role: c.Role,
    runtime: c.Runtime,
    signingJobArn: c.SigningJobArn ?? "",
    signingProfileVersionArn: c.SigningProfileVersionArn ?? "",
    timeout: c.Timeout,
    tracingConfig: { mode: c.TracingConfig?.Mode ?? "PassThrough" },
  };
}

/** Returns the number of the last published version; `$LATEST` if there is none. */
async function latestVersion(aws: Aws, FunctionName: string): Promise<string> {
  const { client, sdk } = await aws.lambda();
  let latest = 0;
  for await (const page of sdk.paginateListVersionsByFunction({ client }, { FunctionName })) {
    for (const { Version } of page.Versions ?? []) latest = Math.max(latest, Number(Version) || 0);
  }
  return latest > 0 ? String(latest) : "$LATEST";
}

/** Waits until a function's last change is complete: until then Lambda may refuse changes and invocations. */
async function settled(call: Call, FunctionName: string): Promise<void> {
  const { client, sdk } = await call.aws.lambda();
  await until(
    `function ${FunctionName} active`,
    async () => {
      const { State, StateReason, LastUpdateStatus, LastUpdateStatusReason } = await client.send(
        new sdk.GetFunctionConfigurationCommand({ FunctionName }),
      );
      if (State === "Failed" || LastUpdateStatus === "Failed") {
        throw new ProviderError(
          "function-failed",
          `function ${FunctionName}: ${StateReason || LastUpdateStatusReason || "failed without a reason"}`,
        );
      }
      return State !== "Pending" && LastUpdateStatus !== "InProgress" ? true : undefined;
    },
    call,
  );
}

async function reserve(aws: Aws, FunctionName: string, executions: number): Promise<void> {
  const { client, sdk } = await aws.lambda();
  if (executions >= 0) {
    await client.send(
      new sdk.PutFunctionConcurrencyCommand({ FunctionName, ReservedConcurrentExecutions: executions }),
    );
    return;
  }
  await client.send(new sdk.DeleteFunctionConcurrencyCommand({ FunctionName })).catch((error) => {
    if (!isGone(error)) throw error;
  });
}
