import type { Bag } from "../../../../providers/kit/handler.ts";
import { unlessGone } from "../aws.ts";
import type { Resource } from "../resource.ts";
import { withinApi } from "./parent.ts";

/** The target of an API's route. Rehearsals support aliases of Lambda functions only. Import id: `api/integration`. */
export const integration: Resource = {
  token: "aws:apigatewayv2/integration:Integration",

  async create({ aws }, inputs) {
    const { client, sdk } = await aws.apigateway();
    const { IntegrationId } = await client.send(
      new sdk.CreateIntegrationCommand({
        ApiId: inputs.apiId,
        IntegrationType: inputs.integrationType,
        ...settings(inputs),
      }),
    );
    return IntegrationId!;
  },

  async read({ aws }, id, state) {
    const { client, sdk } = await aws.apigateway();
    const { ApiId, own } = withinApi(id, state);
    const found = await unlessGone(client.send(new sdk.GetIntegrationCommand({ ApiId, IntegrationId: own })));
    if (!found) return undefined;
    return {
      id: own,
      properties: {
        apiId: ApiId,
        connectionType: found.ConnectionType ?? "INTERNET",
        credentialsArn: found.CredentialsArn ?? "",
        description: found.Description ?? "",
        integrationMethod: found.IntegrationMethod ?? "",
        integrationResponseSelectionExpression: found.IntegrationResponseSelectionExpression ?? "",
        integrationType: found.IntegrationType,
        integrationUri: found.IntegrationUri,
        payloadFormatVersion: found.PayloadFormatVersion,
        requestParameters: found.RequestParameters,
        timeoutMilliseconds: found.TimeoutInMillis,
      },
    };
  },

  async update({ aws }, { id, news }) {
    const { client, sdk } = await aws.apigateway();
    await client.send(
      new sdk.UpdateIntegrationCommand({
        ApiId: news.apiId,
        IntegrationId: id,
        ...settings(news),
        Description: news.description ?? "",
        CredentialsArn: news.credentialsArn ?? "",
      }),
    );
  },

  async remove({ aws }, id, { apiId }) {
    const { client, sdk } = await aws.apigateway();
    await client.send(new sdk.DeleteIntegrationCommand({ ApiId: apiId, IntegrationId: id }));
  },
};

function settings(i: Bag) {
  return {
    ConnectionType: i.connectionType,
    CredentialsArn: i.credentialsArn,
    Description: i.description,
    IntegrationMethod: i.integrationMethod,
    IntegrationUri: i.integrationUri,
    PayloadFormatVersion: i.payloadFormatVersion,
    RequestParameters: i.requestParameters,
    TimeoutInMillis: i.timeoutMilliseconds,
  };
}
