import { ProviderError } from "../../../../providers/kit/handler.ts";
import { unlessGone } from "../aws.ts";
import type { Resource } from "../resource.ts";

/** An alias of a function's version. Its id is its ARN; import id: `function/alias`. */
export const lambdaAlias: Resource = {
  token: "aws:lambda/alias:Alias",

  async create({ aws }, inputs) {
    const { client, sdk } = await aws.lambda();
    const { AliasArn } = await client.send(
      new sdk.CreateAliasCommand({
        FunctionName: inputs.functionName,
        FunctionVersion: inputs.functionVersion,
        Name: inputs.name,
        Description: inputs.description,
        RoutingConfig: routing(inputs.routingConfig),
      }),
    );
    return AliasArn!;
  },

  async read({ aws }, id) {
    const { client, sdk } = await aws.lambda();
    const { FunctionName, Name } = partsOf(id);
    const found = await unlessGone(client.send(new sdk.GetAliasCommand({ FunctionName, Name })));
    if (!found) return undefined;
    const weights = found.RoutingConfig?.AdditionalVersionWeights;
    return {
      id: found.AliasArn!,
      properties: {
        arn: found.AliasArn,
        name: found.Name,
        functionName: FunctionName,
        functionVersion: found.FunctionVersion,
        description: found.Description ?? "",
        invokeArn: `arn:${aws.partition}:apigateway:${aws.region}:lambda:path/2015-03-31/functions/${found.AliasArn}/invocations`,
        routingConfig: weights && Object.keys(weights).length > 0 ? { additionalVersionWeights: weights } : undefined,
      },
    };
  },

  async update({ aws }, { id, news }) {
    const { client, sdk } = await aws.lambda();
    await client.send(
      new sdk.UpdateAliasCommand({
        ...partsOf(id),
        FunctionVersion: news.functionVersion,
        Description: news.description ?? "",
        RoutingConfig: routing(news.routingConfig) ?? { AdditionalVersionWeights: {} },
      }),
    );
  },

  async remove({ aws }, id) {
    const { client, sdk } = await aws.lambda();
    await client.send(new sdk.DeleteAliasCommand(partsOf(id)));
  },

  /** Treats a function's name and its ARN as equal. */
  same(name, a, b) {
    return name === "functionName" && functionName(a) === functionName(b);
  },
};

function routing(config: { additionalVersionWeights?: Record<string, number> } | undefined) {
  return config ? { AdditionalVersionWeights: config.additionalVersionWeights ?? {} } : undefined;
}

function functionName(value: unknown): unknown {
  return typeof value === "string" ? value.replace(/^arn:[^:]+:lambda:[^:]+:\d+:function:/, "") : value;
}

function partsOf(id: string) {
  const [FunctionName, Name] = (functionName(id) as string).split(/[:/]/);
  if (!FunctionName || !Name)
    throw new ProviderError("bad-id", `${id}: use the import id \`function/alias\`, or the alias's ARN`);
  return { FunctionName, Name };
}
