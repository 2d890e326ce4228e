import { UntrustedHost } from "../hosts.ts";
import { type Aws, unlessGone } from "./provider/aws.ts";

/**
 * Tells whether DNS has a record for a name. Returns true for a name outside the account's zones, since its DNS is hosted elsewhere.
 */
export async function isRecorded(aws: Aws, host: string): Promise<boolean> {
  const { client, sdk } = await aws.route53();
  const { HostedZones = [] } = await client.send(new sdk.ListHostedZonesCommand({}));
  const zones = HostedZones.filter(({ Name }) => `.${host}.`.endsWith(`.${Name}`));
  if (zones.length === 0) return true;
  for (const { Id } of zones) {
    const at = { HostedZoneId: Id, StartRecordName: host, MaxItems: 10 };
    const { ResourceRecordSets = [] } = await client.send(new sdk.ListResourceRecordSetsCommand(at));
    if (ResourceRecordSets.some(({ Name, Type }) => Name === `${host}.` && /^(A|AAAA|CNAME)$/.test(Type!))) return true;
  }
  return false;
}

/**
 * Checks the certificate of a custom domain of API Gateway as a TLS client does.
 *
 * @throws UntrustedHost if the certificate is deleted, not issued, expired, or for another name
 */
export async function checkCertificate(aws: Aws, host: string): Promise<void> {
  const { client, sdk } = await aws.apigateway();
  const domain = await unlessGone(client.send(new sdk.GetDomainNameCommand({ DomainName: host })));
  const CertificateArn = domain?.DomainNameConfigurations?.[0]?.CertificateArn;
  if (CertificateArn === undefined) throw new UntrustedHost(host, "none");
  const { client: acm, sdk: Acm } = await aws.acm();
  const found = await unlessGone(acm.send(new Acm.DescribeCertificateCommand({ CertificateArn })));
  const certificate = found?.Certificate;
  if (certificate === undefined || !["ISSUED", "EXPIRED"].includes(certificate.Status!))
    throw new UntrustedHost(host, "none");
  const { NotAfter, DomainName, SubjectAlternativeNames = [] } = certificate;
  if (certificate.Status === "EXPIRED" || (NotAfter !== undefined && NotAfter.getTime() < Date.now()))
    throw new UntrustedHost(host, "expired");
  const names = [DomainName!, ...SubjectAlternativeNames];
  if (!names.some((name) => name === host || name === host.replace(/^[^.]+/, "*")))
    throw new UntrustedHost(host, "other-name");
}
