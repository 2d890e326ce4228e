import type { DefaultCacheBehavior, DistributionConfig, Method, Origin } from "@aws-sdk/client-cloudfront";
import type { Bag } from "../../../../providers/kit/handler.ts";
import { given } from "../values.ts";

const listOf = <T>(items: readonly T[]) => ({ Quantity: items.length, Items: [...items] });

/** Converts inputs to a CloudFront configuration, which must have every field in each request. */
export function configOf(inputs: Bag, CallerReference: string): DistributionConfig {
  const { geoRestriction } = inputs.restrictions;
  return {
    CallerReference,
    Comment: inputs.comment ?? "",
    Enabled: inputs.enabled,
    HttpVersion: inputs.httpVersion,
    IsIPV6Enabled: inputs.isIpv6Enabled,
    PriceClass: inputs.priceClass,
    DefaultRootObject: "",
    Aliases: { Quantity: 0 },
    CacheBehaviors: { Quantity: 0 },
    CustomErrorResponses: { Quantity: 0 },
    Logging: { Enabled: false, IncludeCookies: false, Bucket: "", Prefix: "" },
    WebACLId: "",
    Origins: listOf((inputs.origins as Bag[]).map(toOrigin)),
    DefaultCacheBehavior: toBehaviour(inputs.defaultCacheBehavior),
    Restrictions: {
      GeoRestriction: {
        RestrictionType: geoRestriction.restrictionType,
        ...listOf((geoRestriction.locations ?? []) as string[]),
      },
    },
    ViewerCertificate: {
      CloudFrontDefaultCertificate: inputs.viewerCertificate.cloudfrontDefaultCertificate,
      // With CloudFront's default certificate, the minimum protocol version is always TLSv1.
      MinimumProtocolVersion: "TLSv1",
    },
  };
}

function toOrigin(origin: Bag): Origin {
  return {
    Id: origin.originId,
    DomainName: origin.domainName,
    OriginPath: "",
    CustomHeaders: { Quantity: 0 },
    OriginAccessControlId: origin.originAccessControlId ?? "",
    S3OriginConfig: { OriginAccessIdentity: "" },
  };
}

function toBehaviour(behaviour: Bag): DefaultCacheBehavior {
  const methods = (names: unknown) => listOf(names as Method[]);
  const functions = (behaviour.functionAssociations ?? []) as Bag[];
  return {
    TargetOriginId: behaviour.targetOriginId,
    ViewerProtocolPolicy: behaviour.viewerProtocolPolicy,
    AllowedMethods: { ...methods(behaviour.allowedMethods), CachedMethods: methods(behaviour.cachedMethods) },
    CachePolicyId: behaviour.cachePolicyId,
    Compress: behaviour.compress ?? false,
    SmoothStreaming: false,
    FieldLevelEncryptionId: "",
    FunctionAssociations: listOf(
      functions.map(({ eventType, functionArn }) => ({ EventType: eventType, FunctionARN: functionArn })),
    ),
    LambdaFunctionAssociations: { Quantity: 0 },
    TrustedSigners: { Enabled: false, Quantity: 0 },
    TrustedKeyGroups: { Enabled: false, Quantity: 0 },
  };
}

/** Converts an origin to the format of @pulumi/aws. */
export const originOf = (origin: Origin): Bag =>
  given({
    domainName: origin.DomainName,
    originAccessControlId: origin.OriginAccessControlId || undefined,
    originId: origin.Id,
  });

/** Converts a cache behaviour to the format of @pulumi/aws. */
export function behaviourOf(behaviour: DefaultCacheBehavior): Bag {
  const functions = behaviour.FunctionAssociations?.Items ?? [];
  return given({
    allowedMethods: behaviour.AllowedMethods?.Items,
    cachePolicyId: behaviour.CachePolicyId,
    cachedMethods: behaviour.AllowedMethods?.CachedMethods?.Items,
    compress: behaviour.Compress ?? false,
    functionAssociations:
      functions.length > 0
        ? functions.map(({ EventType, FunctionARN }) => ({ eventType: EventType, functionArn: FunctionARN }))
        : undefined,
    targetOriginId: behaviour.TargetOriginId,
    viewerProtocolPolicy: behaviour.ViewerProtocolPolicy,
  });
}
