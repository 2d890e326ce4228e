import type { DomainNameConfiguration } from "@aws-sdk/client-apigatewayv2";
import type { Bag } from "../../../../providers/kit/handler.ts";
import { unlessGone, until } from "../aws.ts";
import type { Resource } from "../resource.ts";

/** A custom domain of APIs; its id is the domain. */
export const domainName: Resource = {
  token: "aws:apigatewayv2/domainName:DomainName",

  async create(call, inputs, tags) {
    const { client, sdk } = await call.aws.apigateway();
    const DomainName = inputs.domainName as string;
    await client.send(
      new sdk.CreateDomainNameCommand({
        DomainName,
        DomainNameConfigurations: [configuration(inputs.domainNameConfiguration)],
        Tags: { ...tags },
      }),
    );
    call.made(DomainName);
    const available = async () => {
      const found = await client.send(new sdk.GetDomainNameCommand({ DomainName }));
      return found.DomainNameConfigurations?.[0]?.DomainNameStatus === "AVAILABLE" ? true : undefined;
    };
    await until(`domain ${DomainName} available`, available, call);
    return DomainName;
  },

  async read({ aws }, id) {
    const { client, sdk } = await aws.apigateway();
    const found = await unlessGone(client.send(new sdk.GetDomainNameCommand({ DomainName: id })));
    if (!found) return undefined;
    const c = found.DomainNameConfigurations?.[0];
    return {
      properties: {
        apiMappingSelectionExpression: found.ApiMappingSelectionExpression,
        arn: `arn:${aws.partition}:apigateway:${aws.region}::/domainnames/${id}`,
        domainName: found.DomainName,
        domainNameConfiguration: {
          certificateArn: c?.CertificateArn,
          endpointType: c?.EndpointType,
          hostedZoneId: c?.HostedZoneId,
          ipAddressType: c?.IpAddressType ?? "ipv4",
          ownershipVerificationCertificateArn: c?.OwnershipVerificationCertificateArn ?? "",
          securityPolicy: c?.SecurityPolicy,
          targetDomainName: c?.ApiGatewayDomainName,
        },
        routingMode: found.RoutingMode,
      },
      tags: found.Tags ?? {},
    };
  },

  async update({ aws }, { id: DomainName, news, oldState, changed, tags, goneTags }) {
    const { client, sdk } = await aws.apigateway();
    if (changed("domainNameConfiguration")) {
      const DomainNameConfigurations = [configuration(news.domainNameConfiguration)];
      await client.send(new sdk.UpdateDomainNameCommand({ DomainName, DomainNameConfigurations }));
    }
    const ResourceArn = oldState.arn as string;
    if (goneTags.length > 0) await client.send(new sdk.UntagResourceCommand({ ResourceArn, TagKeys: [...goneTags] }));
    if (tags) await client.send(new sdk.TagResourceCommand({ ResourceArn, Tags: { ...tags } }));
  },

  async remove({ aws }, id) {
    const { client, sdk } = await aws.apigateway();
    await client.send(new sdk.DeleteDomainNameCommand({ DomainName: id }));
  },
};

function configuration(c: Bag): DomainNameConfiguration {
  return {
    CertificateArn: c.certificateArn,
    EndpointType: c.endpointType,
    IpAddressType: c.ipAddressType,
    OwnershipVerificationCertificateArn: c.ownershipVerificationCertificateArn,
    SecurityPolicy: c.securityPolicy,
  };
}
