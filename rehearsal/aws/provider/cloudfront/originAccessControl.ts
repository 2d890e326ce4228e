import type { OriginAccessControlConfig } from "@aws-sdk/client-cloudfront";
import type { Bag } from "../../../../providers/kit/handler.ts";
import { unlessGone } from "../aws.ts";
import type { Resource } from "../resource.ts";

/** How CloudFront signs its requests to an origin. */
export const originAccessControl: Resource = {
  token: "aws:cloudfront/originAccessControl:OriginAccessControl",

  async create({ aws }, inputs) {
    const { client, sdk } = await aws.cloudfront();
    const { OriginAccessControl } = await client.send(
      new sdk.CreateOriginAccessControlCommand({ OriginAccessControlConfig: configOf(inputs) }),
    );
    return OriginAccessControl!.Id!;
  },

  async read({ aws }, Id) {
    const { client, sdk } = await aws.cloudfront();
    const found = await unlessGone(client.send(new sdk.GetOriginAccessControlCommand({ Id })));
    const config = found?.OriginAccessControl?.OriginAccessControlConfig;
    if (!config) return undefined;
    return {
      properties: {
        arn: `arn:${aws.partition}:cloudfront::${await aws.account()}:origin-access-control/${Id}`,
        description: config.Description ?? "",
        etag: found.ETag,
        name: config.Name,
        originAccessControlOriginType: config.OriginAccessControlOriginType,
        signingBehavior: config.SigningBehavior,
        signingProtocol: config.SigningProtocol,
      },
    };
  },

  async update({ aws }, { id: Id, news, oldState }) {
    const { client, sdk } = await aws.cloudfront();
    const OriginAccessControlConfig = configOf(news);
    await client.send(
      new sdk.UpdateOriginAccessControlCommand({ Id, IfMatch: oldState.etag, OriginAccessControlConfig }),
    );
  },

  async remove({ aws }, Id) {
    const { client, sdk } = await aws.cloudfront();
    const { ETag } = await client.send(new sdk.GetOriginAccessControlCommand({ Id }));
    await client.send(new sdk.DeleteOriginAccessControlCommand({ Id, IfMatch: ETag }));
  },

  moved: () => ["etag"],
};

const configOf = (inputs: Bag): OriginAccessControlConfig => ({
  Name: inputs.name,
  Description: inputs.description,
  OriginAccessControlOriginType: inputs.originAccessControlOriginType,
  SigningBehavior: inputs.signingBehavior,
  SigningProtocol: inputs.signingProtocol,
});
