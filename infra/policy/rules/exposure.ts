import { isSecretName, looksSecret } from "../../../domain/config/secret.ts";
import { type Declared, isFallback, listOf, mapOf, type Props, type Violations } from "./resource.ts";

const BLOCKS = ["blockPublicAcls", "blockPublicPolicy", "ignorePublicAcls", "restrictPublicBuckets"] as const;

/** Rule: nothing but a region's static fallback answers requests that nobody signed, and no bucket is public. */
export function notPublic(resource: Declared): Violations {
  const { type, props } = resource;
  switch (type) {
    case "aws:lambda/functionUrl:FunctionUrl":
      return props.authorizationType === "NONE" && !isFallback(resource)
        ? ["anybody can call the function's URL; set `authorizationType: AWS_IAM`"]
        : [];
    case "aws:lambda/permission:Permission":
      return props.principal === "*" &&
        props.sourceAccount === undefined &&
        props.sourceArn === undefined &&
        !isFallback(resource)
        ? ["everyone may invoke the function; name the principal, and its `sourceArn`"]
        : [];
    case "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock":
      return BLOCKS.filter((block) => props[block] !== true).map(
        (block) => `the bucket can become public without \`${block}\`; set \`${block}: true\``,
      );
    case "aws:s3/bucket:Bucket":
    case "aws:s3/bucketAcl:BucketAcl":
      return typeof props.acl === "string" && /public|authenticated-read/.test(props.acl)
        ? ["`acl` makes the bucket public; remove `acl`"]
        : [];
    default:
      return [];
  }
}

/** Rule: a function's environment holds no secret, which everyone who may read the function's configuration sees. */
export function noSecretInEnvironment({ type, props }: Declared): Violations {
  if (type !== "aws:lambda/function:Function") return [];
  const variables = mapOf(mapOf(props.environment).variables);
  return Object.entries(variables)
    .filter(([name, value]) => (isSecretName(name) && typeof value === "string" && value !== "") || looksSecret(value))
    .map(
      ([name]) =>
        `variable ${name} looks like a secret, and everyone who may read the function's configuration sees it; keep it in KMS, and give the function the right to decrypt it`,
    );
}

/** Rule: SIP traffic comes from the carrier's addresses only, never from half of the Internet. */
export function narrowTrunk({ type, props }: Declared): Violations {
  if (type !== "twilio:index:SipIpAddress" && type !== "twilio:index:IpRecord") return [];
  const { cidrPrefixLength, ipAddress } = props;
  const wide = typeof cidrPrefixLength === "number" && cidrPrefixLength < NARROWEST;
  return wide || ipAddress === "0.0.0.0"
    ? [
        `calls would be accepted from 2^${32 - Number(cidrPrefixLength ?? 0)} addresses; set \`cidrPrefixLength\` to ${NARROWEST} or more, with the carrier's own address`,
      ]
    : [];
}

/** Largest range of a carrier's addresses that one record may allow: 256 addresses. The limit is AYBIZA's own. */
const NARROWEST = 24;

/** Rule: no account may dial the destinations that fraud goes to. https://www.twilio.com/docs/voice/api/dialingpermissions-country-resource */
export function noRiskyDialling({ type, props }: Declared): Violations {
  if (type !== "twilio:index:DialingPermissions") return [];
  return Object.entries(mapOf(props.countries)).flatMap(([country, given]) =>
    Object.entries(mapOf(given) as Props)
      .filter(([name, value]) => /^highRisk/.test(name) && value === true)
      .map(
        ([name]) =>
          `\`${name}\` of ${country} opens numbers that toll fraud dials; remove it, and open single ranges with your carrier if you must`,
      ),
  );
}

const URLS = /(?:Url|^statusCallback|^destination)$/;

/** Rule: carriers reach us over TLS only, and no API or distribution speaks plain HTTP. */
export function encryptedInTransit({ type, props }: Declared): Violations {
  if (type.startsWith("twilio:"))
    return Object.entries({ ...props, ...mapOf(props.initial) })
      .filter(([name, value]) => URLS.test(name) && typeof value === "string" && /^http:/i.test(value))
      .map(
        ([name]) => `\`${name}\` is a URL without TLS, so callers' numbers travel in plaintext; write an https: URL`,
      );
  if (type === "aws:cloudfront/distribution:Distribution")
    return [mapOf(props.defaultCacheBehavior), ...listOf(props.orderedCacheBehaviors).map(mapOf)]
      .filter(({ viewerProtocolPolicy }) => viewerProtocolPolicy === "allow-all")
      .map(() => "the distribution answers over plain HTTP; set `viewerProtocolPolicy: https-only`");
  if (type === "aws:apigatewayv2/domainName:DomainName") {
    const { securityPolicy } = mapOf(listOf(props.domainNameConfiguration)[0]);
    return typeof securityPolicy === "string" && !/^(TLS_1_[23]|SecurityPolicy_TLS1[23])/.test(securityPolicy)
      ? ["the domain accepts TLS before 1.2; set `securityPolicy: TLS_1_2`"]
      : [];
  }
  return [];
}
