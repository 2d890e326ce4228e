import { Certificate } from "@pulumi/aws/acm/certificate.js";
import { CertificateValidation } from "@pulumi/aws/acm/certificateValidation.js";
import { getZone } from "@pulumi/aws/route53/getZone.js";
import { Record as DnsRecord } from "@pulumi/aws/route53/record.js";
import type * as pulumi from "@pulumi/pulumi";
import { UserError } from "../../domain/user-error.ts";
import { lineOf } from "../../launch/plain-errors.ts";

/**
 * Looks up the id of the public Route 53 zone that a region's file names. Called before anything is declared.
 *
 * @throws UserError if the account has no such zone or isn't allowed to read it
 */
export async function zoneId(file: string, zone: string): Promise<string> {
  const found = getZone({ name: zone, privateZone: false }).catch((error: unknown) => {
    throw new UserError(
      "zone-not-found",
      `${file}: can't find the Route 53 zone \`${zone}\` of \`aybiza:region.webhook.zone\`: ${lineOf(error)}`,
      `name a public hosted zone of this AWS account (aws route53 list-hosted-zones-by-name --dns-name ${zone}), create it, or write \`webhook.certificateArn\` instead of \`zone\``,
    );
  });
  return (await found).zoneId;
}

/** Declares a certificate for the domain, validated by a record in this zone. Its ARN resolves when the certificate is issued. */
export function certificateIn(
  name: string,
  zone: string,
  domain: string,
  opts: pulumi.CustomResourceOptions,
): pulumi.Output<string> {
  const certificate = new Certificate(
    name,
    { domainName: domain, validationMethod: "DNS", keyAlgorithm: "EC_prime256v1" },
    opts,
  );
  const validation = certificate.domainValidationOptions[0]!;
  const record = new DnsRecord(
    `${name}-validation`,
    {
      zoneId: zone,
      name: validation.resourceRecordName,
      type: validation.resourceRecordType,
      records: [validation.resourceRecordValue],
      ttl: 300,
      allowOverwrite: true,
    },
    opts,
  );
  return new CertificateValidation(
    name,
    { certificateArn: certificate.arn, validationRecordFqdns: [record.fqdn] },
    opts,
  ).certificateArn;
}
