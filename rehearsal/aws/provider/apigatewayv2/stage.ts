import type { RouteSettings } from "@aws-sdk/client-apigatewayv2";
import type { Bag } from "../../../../providers/kit/handler.ts";
import { unlessGone } from "../aws.ts";
import type { Resource } from "../resource.ts";
import { given } from "../values.ts";
import { withinApi } from "./parent.ts";

/** A deployed stage of an API. Its id is its name; import id: `api/stage`. */
export const stage: Resource = {
  token: "aws:apigatewayv2/stage:Stage",

  async create({ aws }, inputs, tags) {
    const { client, sdk } = await aws.apigateway();
    await client.send(
      new sdk.CreateStageCommand({
        ApiId: inputs.apiId,
        StageName: inputs.name,
        ...settings(inputs),
        Tags: { ...tags },
      }),
    );
    return inputs.name;
  },

  async read({ aws }, id, state) {
    const { client, sdk } = await aws.apigateway();
    const { ApiId, own } = withinApi(id, state);
    const found = await unlessGone(client.send(new sdk.GetStageCommand({ ApiId, StageName: own })));
    if (!found) return undefined;
    const log = found.AccessLogSettings;
    const arn = `arn:${aws.partition}:apigateway:${aws.region}::/apis/${ApiId}/stages/${own}`;
    const { Tags } = await client.send(new sdk.GetTagsCommand({ ResourceArn: arn }));
    const host = `${ApiId}.execute-api.${aws.region}.amazonaws.com`;
    return {
      id: own,
      properties: {
        accessLogSettings: log?.DestinationArn
          ? { destinationArn: log.DestinationArn, format: log.Format ?? "" }
          : undefined,
        apiId: ApiId,
        arn,
        autoDeploy: found.AutoDeploy ?? false,
        defaultRouteSettings: routeSettings(found.DefaultRouteSettings),
        deploymentId: found.DeploymentId ?? "",
        description: found.Description ?? "",
        executionArn: `arn:${aws.partition}:execute-api:${aws.region}:${await aws.account()}:${ApiId}/${own}`,
        invokeUrl: own === "$default" ? `https://${host}/` : `https://${host}/${own}`,
        name: found.StageName,
        routeSettings: Object.entries(found.RouteSettings ?? {}).map(([routeKey, s]) => ({
          routeKey,
          ...routeSettings(s),
        })),
        stageVariables: found.StageVariables,
      },
      tags: Tags ?? {},
    };
  },

  async update({ aws }, { id: StageName, news, oldState, tags, goneTags }) {
    const { client, sdk } = await aws.apigateway();
    await client.send(
      new sdk.UpdateStageCommand({
        ApiId: news.apiId,
        StageName,
        ...settings(news),
        // Removed settings are sent as empty ones. (MiniStack would delete the whole stage on DeleteAccessLogSettings and DeleteRouteSettings.)
        AccessLogSettings: settings(news).AccessLogSettings ?? {},
        Description: news.description ?? "",
        RouteSettings: settings(news).RouteSettings ?? {},
        StageVariables: news.stageVariables ?? {},
      }),
    );
    const ResourceArn = oldState.arn as string;
    if (goneTags.length > 0) await client.send(new sdk.UntagResourceCommand({ ResourceArn, TagKeys: [...goneTags] }));
    if (tags) await client.send(new sdk.TagResourceCommand({ ResourceArn, Tags: { ...tags } }));
  },

  async remove({ aws }, id, { apiId }) {
    const { client, sdk } = await aws.apigateway();
    await client.send(new sdk.DeleteStageCommand({ ApiId: apiId, StageName: id }));
  },

  /** Ignores a final `:*` of log destinations, which AWS doesn't store. */
  same(name, a, b) {
    if (name !== "accessLogSettings") return false;
    const [left, right] = [a, b].map((v) =>
      JSON.stringify(v, (_k, s) => (typeof s === "string" ? s.replace(/:\*$/, "") : s)),
    );
    return left === right;
  },
};

function settings(i: Bag) {
  const log = i.accessLogSettings;
  return {
    AccessLogSettings: log && { DestinationArn: log.destinationArn, Format: log.format },
    AutoDeploy: i.autoDeploy,
    DefaultRouteSettings: i.defaultRouteSettings && routeSettingsInput(i.defaultRouteSettings),
    DeploymentId: i.deploymentId,
    Description: i.description,
    RouteSettings:
      i.routeSettings && Object.fromEntries(i.routeSettings.map((s: Bag) => [s.routeKey, routeSettingsInput(s)])),
    StageVariables: i.stageVariables,
  };
}

function routeSettingsInput(s: Bag): RouteSettings {
  return given({
    DataTraceEnabled: s.dataTraceEnabled,
    DetailedMetricsEnabled: s.detailedMetricsEnabled,
    LoggingLevel: s.loggingLevel,
    ThrottlingBurstLimit: s.throttlingBurstLimit,
    ThrottlingRateLimit: s.throttlingRateLimit,
  });
}

function routeSettings(s: RouteSettings | undefined): Bag | undefined {
  if (!s || Object.keys(s).length === 0) return undefined;
  return given({
    dataTraceEnabled: s.DataTraceEnabled,
    detailedMetricsEnabled: s.DetailedMetricsEnabled,
    loggingLevel: s.LoggingLevel,
    throttlingBurstLimit: s.ThrottlingBurstLimit,
    throttlingRateLimit: s.ThrottlingRateLimit,
  });
}
