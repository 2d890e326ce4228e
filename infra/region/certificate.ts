import { Certificate } from "@pulumi/aws/acm/certificate.js";
import { CertificateValidation } from "@pulumi/aws/acm/certificateValidation.js";
import { getZoneOutput } from "@pulumi/aws/route53/getZone.js";
import { Record as DnsRecord } from "@pulumi/aws/route53/record.js";
import type * as pulumi from "@pulumi/pulumi";

/** Id of the public Route 53 zone with this name. */
export function zoneId(zone: string, opts: pulumi.InvokeOptions): pulumi.Output<string> {
  return getZoneOutput({ name: zone, privateZone: false }, opts).zoneId;
}

/** Makes a certificate for the domain, validated by a record in the zone; gives its ARN once it is issued. */
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
      zoneId: zoneId(zone, opts),
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
