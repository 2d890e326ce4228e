import type { Cors } from "@aws-sdk/client-apigatewayv2";
import type { Bag } from "../../../../providers/kit/handler.ts";
import { unlessGone } from "../aws.ts";
import type { Resource } from "../resource.ts";
import { given } from "../values.ts";

/** An HTTP or WebSocket API. */
export const api: Resource = {
  token: "aws:apigatewayv2/api:Api",

  async create({ aws }, inputs, tags) {
    const { client, sdk } = await aws.apigateway();
    const { ApiId } = await client.send(
      new sdk.CreateApiCommand({
        Name: inputs.name,
        ProtocolType: inputs.protocolType,
        ApiKeySelectionExpression: inputs.apiKeySelectionExpression,
        RouteSelectionExpression: inputs.routeSelectionExpression,
        CorsConfiguration: inputs.corsConfiguration && corsInput(inputs.corsConfiguration),
        Description: inputs.description,
        DisableExecuteApiEndpoint: inputs.disableExecuteApiEndpoint,
        Version: inputs.version,
        Tags: { ...tags },
      }),
    );
    return ApiId!;
  },

  async read({ aws }, id) {
    const { client, sdk } = await aws.apigateway();
    const found = await unlessGone(client.send(new sdk.GetApiCommand({ ApiId: id })));
    if (!found) return undefined;
    const arn = `arn:${aws.partition}:apigateway:${aws.region}::/apis/${id}`;
    const { Tags } = await client.send(new sdk.GetTagsCommand({ ResourceArn: arn }));
    const scheme = found.ProtocolType === "WEBSOCKET" ? "wss" : "https";
    return {
      properties: {
        // AWS's name of the endpoint, which apiHost() resolves to loopback.
        apiEndpoint: `${scheme}://${id}.execute-api.${aws.region}.amazonaws.com`,
        arn,
        executionArn: `arn:${aws.partition}:execute-api:${aws.region}:${await aws.account()}:${id}`,
        apiKeySelectionExpression: found.ApiKeySelectionExpression,
        routeSelectionExpression: found.RouteSelectionExpression,
        corsConfiguration: found.CorsConfiguration && corsOutput(found.CorsConfiguration),
        description: found.Description ?? "",
        disableExecuteApiEndpoint: found.DisableExecuteApiEndpoint ?? false,
        name: found.Name,
        protocolType: found.ProtocolType,
        version: found.Version ?? "",
      },
      tags: Tags ?? {},
    };
  },

  async update({ aws }, { id: ApiId, news, oldState, changed, tags, goneTags }) {
    const { client, sdk } = await aws.apigateway();
    if (changed("corsConfiguration") && !news.corsConfiguration)
      await client.send(new sdk.DeleteCorsConfigurationCommand({ ApiId }));
    await client.send(
      new sdk.UpdateApiCommand({
        ApiId,
        Name: news.name,
        ApiKeySelectionExpression: news.apiKeySelectionExpression,
        RouteSelectionExpression: news.routeSelectionExpression,
        CorsConfiguration: news.corsConfiguration && corsInput(news.corsConfiguration),
        Description: news.description ?? "",
        DisableExecuteApiEndpoint: news.disableExecuteApiEndpoint,
        Version: news.version ?? "",
      }),
    );
    const ResourceArn = oldState.arn as string;
    if (goneTags.length > 0) await client.send(new sdk.UntagResourceCommand({ ResourceArn, TagKeys: [...goneTags] }));
    if (tags) await client.send(new sdk.TagResourceCommand({ ResourceArn, Tags: { ...tags } }));
  },

  async remove({ aws }, id) {
    const { client, sdk } = await aws.apigateway();
    await client.send(new sdk.DeleteApiCommand({ ApiId: id }));
  },
};

function corsInput(c: Bag): Cors {
  return {
    AllowCredentials: c.allowCredentials,
    AllowHeaders: c.allowHeaders,
    AllowMethods: c.allowMethods,
    AllowOrigins: c.allowOrigins,
    ExposeHeaders: c.exposeHeaders,
    MaxAge: c.maxAge,
  };
}

function corsOutput(c: Cors): Bag {
  return given({
    allowCredentials: c.AllowCredentials,
    allowHeaders: c.AllowHeaders,
    allowMethods: c.AllowMethods,
    allowOrigins: c.AllowOrigins,
    exposeHeaders: c.ExposeHeaders,
    maxAge: c.MaxAge,
  });
}
