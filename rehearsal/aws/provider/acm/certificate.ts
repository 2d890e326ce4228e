import type { CertificateDetail } from "@aws-sdk/client-acm";
import { type Bag, ProviderError } from "../../../../providers/kit/handler.ts";
import { type Aws, unlessGone, until } from "../aws.ts";
import { type Resource, rfc3339, tagList, tagMap } from "../resource.ts";
import { given } from "../values.ts";

/** A certificate that ACM issues. Its id is its ARN. */
export const certificate: Resource = {
  token: "aws:acm/certificate:Certificate",

  mistakes({ domainName, validationMethod }) {
    const mistakes = [];
    if (domainName === undefined)
      mistakes.push({ property: "domainName", reason: "is required: rehearsals don't support imported certificates" });
    if (validationMethod === undefined)
      mistakes.push({ property: "validationMethod", reason: "is required: set it to DNS" });
    return mistakes;
  },

  async create(call, inputs, tags) {
    const { client, sdk } = await call.aws.acm();
    const { CertificateArn } = await client.send(
      new sdk.RequestCertificateCommand({
        DomainName: inputs.domainName,
        SubjectAlternativeNames: inputs.subjectAlternativeNames,
        ValidationMethod: inputs.validationMethod,
        KeyAlgorithm: inputs.keyAlgorithm,
        Options: inputs.options && optionsInput(inputs.options),
        Tags: Object.keys(tags).length > 0 ? tagList(tags) : undefined,
      }),
    );
    call.made(CertificateArn!);
    if (inputs.validationMethod === "DNS") {
      const recorded = async () => {
        const options = (await describe(call.aws, CertificateArn!))?.DomainValidationOptions ?? [];
        return options.length > 0 && options.every((o) => o.ResourceRecord) ? true : undefined;
      };
      await until(`records that validate certificate ${CertificateArn}`, recorded, call);
    }
    return CertificateArn!;
  },

  async read({ aws }, id) {
    const found = await describe(aws, id);
    if (!found) return undefined;
    const { client, sdk } = await aws.acm();
    const tags = await client.send(new sdk.ListTagsForCertificateCommand({ CertificateArn: id }));
    return { properties: propertiesOf(found), tags: tagMap(tags.Tags) };
  },

  async update({ aws }, { id: CertificateArn, news, oldState, changed, tags, goneTags }) {
    const { client, sdk } = await aws.acm();
    if (changed("options") && news.options) {
      await client.send(
        new sdk.UpdateCertificateOptionsCommand({ CertificateArn, Options: optionsInput(news.options) }),
      );
    }
    const gone = goneTags.map((Key) => ({ Key, Value: oldState.tagsAll[Key] as string }));
    if (gone.length > 0) await client.send(new sdk.RemoveTagsFromCertificateCommand({ CertificateArn, Tags: gone }));
    if (tags) await client.send(new sdk.AddTagsToCertificateCommand({ CertificateArn, Tags: tagList(tags) }));
  },

  async remove({ aws }, id) {
    const { client, sdk } = await aws.acm();
    await client.send(new sdk.DeleteCertificateCommand({ CertificateArn: id }));
  },

  /** Ignores the domain itself among the alternative names, since ACM adds it. */
  same(name, a, b) {
    if (name !== "subjectAlternativeNames" || !Array.isArray(a) || !Array.isArray(b)) return false;
    const [less, more] = a.length < b.length ? [a, b] : [b, a];
    return more.length === less.length + 1 && less.every((n) => more.includes(n));
  },
};

/** Returns ACM's description of a certificate; undefined if it doesn't exist. */
export async function describe(aws: Aws, arn: string): Promise<CertificateDetail | undefined> {
  if (!arn.startsWith("arn:")) throw new ProviderError("bad-id", `${arn}: the id of a certificate is its ARN`);
  const { client, sdk } = await aws.acm();
  return (await unlessGone(client.send(new sdk.DescribeCertificateCommand({ CertificateArn: arn }))))?.Certificate;
}

function optionsInput(o: Bag) {
  return given({
    CertificateTransparencyLoggingPreference: o.certificateTransparencyLoggingPreference,
    Export: o.export,
  });
}

function propertiesOf(c: CertificateDetail): Bag {
  const byDns = (c.DomainValidationOptions ?? []).filter((o) => o.ResourceRecord);
  return {
    arn: c.CertificateArn,
    certificateAuthorityArn: c.CertificateAuthorityArn ?? "",
    domainName: c.DomainName,
    domainValidationOptions: byDns.map((o) => ({
      domainName: o.DomainName,
      resourceRecordName: o.ResourceRecord?.Name,
      resourceRecordType: o.ResourceRecord?.Type,
      resourceRecordValue: o.ResourceRecord?.Value,
    })),
    keyAlgorithm: c.KeyAlgorithm?.replaceAll("-", "_"),
    notAfter: rfc3339(c.NotAfter),
    notBefore: rfc3339(c.NotBefore),
    options: {
      certificateTransparencyLoggingPreference: c.Options?.CertificateTransparencyLoggingPreference ?? "ENABLED",
    },
    pendingRenewal: false,
    renewalEligibility: c.RenewalEligibility ?? "INELIGIBLE",
    renewalSummaries: [],
    status: c.Status,
    subjectAlternativeNames: [...(c.SubjectAlternativeNames ?? [])].sort(),
    type: c.Type,
    validationEmails: (c.DomainValidationOptions ?? []).flatMap((o) => o.ValidationEmails ?? []),
    validationMethod: c.DomainValidationOptions?.[0]?.ValidationMethod ?? "NONE",
  };
}
