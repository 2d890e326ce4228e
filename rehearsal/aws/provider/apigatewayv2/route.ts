import type { Bag } from "../../../../providers/kit/handler.ts";
import { unlessGone } from "../aws.ts";
import type { Resource } from "../resource.ts";
import { withinApi } from "./parent.ts";

/** Routes requests of an API to an integration. Import id: `api/route`. */
export const route: Resource = {
  token: "aws:apigatewayv2/route:Route",

  async create({ aws }, inputs) {
    const { client, sdk } = await aws.apigateway();
    const { RouteId } = await client.send(
      new sdk.CreateRouteCommand({ ApiId: inputs.apiId, RouteKey: inputs.routeKey, ...settings(inputs) }),
    );
    return RouteId!;
  },

  async read({ aws }, id, state) {
    const { client, sdk } = await aws.apigateway();
    const { ApiId, own } = withinApi(id, state);
    const found = await unlessGone(client.send(new sdk.GetRouteCommand({ ApiId, RouteId: own })));
    if (!found) return undefined;
    return {
      id: own,
      properties: {
        apiId: ApiId,
        apiKeyRequired: found.ApiKeyRequired ?? false,
        authorizationScopes: found.AuthorizationScopes,
        authorizationType: found.AuthorizationType ?? "NONE",
        authorizerId: found.AuthorizerId ?? "",
        operationName: found.OperationName ?? "",
        routeKey: found.RouteKey,
        target: found.Target ?? "",
      },
    };
  },

  async update({ aws }, { id, news }) {
    const { client, sdk } = await aws.apigateway();
    await client.send(
      new sdk.UpdateRouteCommand({
        ApiId: news.apiId,
        RouteId: id,
        RouteKey: news.routeKey,
        ...settings(news),
        OperationName: news.operationName ?? "",
        Target: news.target ?? "",
      }),
    );
  },

  async remove({ aws }, id, { apiId }) {
    const { client, sdk } = await aws.apigateway();
    await client.send(new sdk.DeleteRouteCommand({ ApiId: apiId, RouteId: id }));
  },
};

function settings(i: Bag) {
  return {
    ApiKeyRequired: i.apiKeyRequired,
    AuthorizationScopes: i.authorizationScopes,
    AuthorizationType: i.authorizationType,
    AuthorizerId: i.authorizerId,
    OperationName: i.operationName,
    Target: i.target,
  };
}
