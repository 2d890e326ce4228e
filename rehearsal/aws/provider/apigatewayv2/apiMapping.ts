import { ProviderError } from "../../../../providers/kit/handler.ts";
import { unlessGone } from "../aws.ts";
import type { Resource } from "../resource.ts";

/** Maps a custom domain to a stage of an API. Import id: `mapping/domain`. */
export const apiMapping: Resource = {
  token: "aws:apigatewayv2/apiMapping:ApiMapping",

  async create({ aws }, { apiId, apiMappingKey, domainName, stage }) {
    const { client, sdk } = await aws.apigateway();
    const { ApiMappingId } = await client.send(
      new sdk.CreateApiMappingCommand({
        ApiId: apiId,
        ApiMappingKey: apiMappingKey,
        DomainName: domainName,
        Stage: stage,
      }),
    );
    return ApiMappingId!;
  },

  async read({ aws }, id, state) {
    const { client, sdk } = await aws.apigateway();
    const { ApiMappingId, DomainName } = partsOf(id, state);
    const found = await unlessGone(client.send(new sdk.GetApiMappingCommand({ ApiMappingId, DomainName })));
    if (!found) return undefined;
    const properties = {
      apiId: found.ApiId,
      apiMappingKey: found.ApiMappingKey ?? "",
      domainName: DomainName,
      stage: found.Stage,
    };
    return { id: ApiMappingId, properties };
  },

  async update({ aws }, { id, news }) {
    const { client, sdk } = await aws.apigateway();
    await client.send(
      new sdk.UpdateApiMappingCommand({
        ApiMappingId: id,
        ApiId: news.apiId,
        ApiMappingKey: news.apiMappingKey ?? "",
        DomainName: news.domainName,
        Stage: news.stage,
      }),
    );
  },

  async remove({ aws }, id, { domainName }) {
    const { client, sdk } = await aws.apigateway();
    await client.send(new sdk.DeleteApiMappingCommand({ ApiMappingId: id, DomainName: domainName }));
  },
};

function partsOf(id: string, state: { domainName?: string }) {
  if (state.domainName) return { ApiMappingId: id, DomainName: state.domainName };
  const [ApiMappingId, DomainName] = id.split("/");
  if (!ApiMappingId || !DomainName) throw new ProviderError("bad-id", `${id}: give mapping/domain`);
  return { ApiMappingId, DomainName };
}
