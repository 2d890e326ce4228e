import { isDeepStrictEqual } from "node:util";
import type { DistributionConfig } from "@aws-sdk/client-cloudfront";
import type { Bag } from "../../../../providers/kit/handler.ts";
import { type Aws, unlessGone, until } from "../aws.ts";
import { type Call, type Resource, tagList, tagMap } from "../resource.ts";
import { isBag } from "../values.ts";
import { behaviourOf, configOf, originOf } from "./distribution-config.ts";

/** Hosted zone id of CloudFront's host names. https://docs.aws.amazon.com/Route53/latest/APIReference/API_AliasTarget.html */
const ZONE = "Z2FDTNDATAQYW2";
/** Nested inputs that rehearsals support. Others are refused, since only a real edge could execute them. */
const WITHIN = {
  origins: ["domainName", "originAccessControlId", "originId"],
  defaultCacheBehavior: [
    "allowedMethods",
    "cachePolicyId",
    "cachedMethods",
    "compress",
    "functionAssociations",
    "targetOriginId",
    "viewerProtocolPolicy",
  ],
  viewerCertificate: ["cloudfrontDefaultCertificate", "minimumProtocolVersion"],
};

/** A distribution with one origin, a bucket, and CloudFront's own certificate. */
export const distribution: Resource = {
  token: "aws:cloudfront/distribution:Distribution",

  mistakes(inputs) {
    return Object.entries(WITHIN).flatMap(([name, served]) =>
      ([inputs[name]].flat() as unknown[]).flatMap((value) =>
        Object.keys((typeof value === "object" && value) || {})
          .filter((field) => field !== "__defaults" && !served.includes(field))
          .map((field) => ({
            property: `${name}.${field}`,
            reason: `isn't supported in a rehearsal; supported fields of ${name}: ${served.join(", ")}`,
          })),
      ),
    );
  },

  async create(call, inputs, tags) {
    const { client, sdk } = await call.aws.cloudfront();
    const CallerReference = `rehearsal-${crypto.randomUUID()}`;
    const { Distribution } = await client.send(
      new sdk.CreateDistributionWithTagsCommand({
        DistributionConfigWithTags: {
          DistributionConfig: configOf(inputs, CallerReference),
          Tags: { Items: tagList(tags) },
        },
      }),
    );
    const id = Distribution!.Id!;
    call.made(id);
    await deployed(call, id);
    return id;
  },

  async read({ aws }, Id) {
    const { client, sdk } = await aws.cloudfront();
    const found = await unlessGone(client.send(new sdk.GetDistributionCommand({ Id })));
    const config = found?.Distribution?.DistributionConfig;
    if (!config) return undefined;
    const { ARN, DomainName, Status, LastModifiedTime, InProgressInvalidationBatches } = found.Distribution!;
    const { Tags } = await client.send(new sdk.ListTagsForResourceCommand({ Resource: ARN }));
    return {
      properties: {
        ...propertiesOf(config),
        arn: ARN,
        domainName: DomainName,
        etag: found.ETag,
        hostedZoneId: ZONE,
        inProgressValidationBatches: InProgressInvalidationBatches ?? 0,
        lastModifiedTime: LastModifiedTime?.toISOString(),
        status: Status,
      },
      tags: tagMap(Tags?.Items),
    };
  },

  async update(call, { id: Id, news, oldState, changed, tags, goneTags }) {
    const { client, sdk } = await call.aws.cloudfront();
    if (changed(...Object.keys(news).filter((name) => name !== "tags"))) {
      const DistributionConfig = configOf(news, oldState.callerReference);
      await client.send(new sdk.UpdateDistributionCommand({ Id, IfMatch: oldState.etag, DistributionConfig }));
      await deployed(call, Id);
    }
    const Resource = oldState.arn as string;
    if (goneTags.length > 0)
      await client.send(new sdk.UntagResourceCommand({ Resource, TagKeys: { Items: [...goneTags] } }));
    if (tags) await client.send(new sdk.TagResourceCommand({ Resource, Tags: { Items: tagList(tags) } }));
  },

  /** Disables the distribution first, since CloudFront deletes only disabled ones. */
  async remove(call, Id) {
    const { client, sdk } = await call.aws.cloudfront();
    const { DistributionConfig, ETag } = await client.send(new sdk.GetDistributionConfigCommand({ Id }));
    const off = { Id, IfMatch: ETag, DistributionConfig: { ...DistributionConfig!, Enabled: false } };
    const { ETag: disabled } = await client.send(new sdk.UpdateDistributionCommand(off));
    await deployed(call, Id);
    await client.send(new sdk.DeleteDistributionCommand({ Id, IfMatch: disabled }));
  },

  same: (name, a, b) => isDeepStrictEqual(filled(name, a), filled(name, b)),

  moved: () => ["etag", "lastModifiedTime", "status"],
};

async function deployed({ aws, signal }: Call, Id: string): Promise<void> {
  await until(`distribution ${Id} is deployed`, () => statusOf(aws, Id), { signal });
}

async function statusOf(aws: Aws, Id: string): Promise<true | undefined> {
  const { client, sdk } = await aws.cloudfront();
  const { Distribution } = await client.send(new sdk.GetDistributionCommand({ Id }));
  return Distribution?.Status === "Deployed" || undefined;
}

/** Defaults that CloudFront sets for fields that the program omits. */
const FILLED: Readonly<Record<string, Bag>> = {
  defaultCacheBehavior: { compress: false },
  viewerCertificate: { minimumProtocolVersion: "TLSv1" },
};
const filled = (name: string, value: unknown): unknown => (isBag(value) ? { ...FILLED[name], ...value } : value);

function propertiesOf(config: DistributionConfig): Bag {
  const { GeoRestriction } = config.Restrictions ?? {};
  return {
    callerReference: config.CallerReference,
    comment: config.Comment ?? "",
    defaultCacheBehavior: behaviourOf(config.DefaultCacheBehavior!),
    enabled: config.Enabled,
    httpVersion: config.HttpVersion,
    isIpv6Enabled: config.IsIPV6Enabled ?? false,
    origins: (config.Origins?.Items ?? []).map(originOf),
    priceClass: config.PriceClass,
    restrictions: {
      geoRestriction: {
        restrictionType: GeoRestriction?.RestrictionType,
        ...((GeoRestriction?.Items ?? []).length > 0 && { locations: GeoRestriction?.Items }),
      },
    },
    viewerCertificate: {
      cloudfrontDefaultCertificate: config.ViewerCertificate?.CloudFrontDefaultCertificate ?? true,
      minimumProtocolVersion: config.ViewerCertificate?.MinimumProtocolVersion ?? "TLSv1",
    },
  };
}
