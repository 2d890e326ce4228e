import { type Bag, type InvokeHandler, ProviderError } from "../../../providers/kit/handler.ts";
import { checkArguments, functionSignature } from "./arguments.ts";
import { type Aws, unlessGone } from "./aws.ts";
import regionNames from "./regions.json" with { type: "json" };
import type { ServedFunction } from "./served.ts";

const regions: Readonly<Record<string, string>> = regionNames;

/** Handlers of the functions that rehearsals support. */
export const functions: Readonly<Record<ServedFunction, InvokeHandler<Aws>>> = {
  "aws:index/getCallerIdentity:getCallerIdentity": checked(
    "aws:index/getCallerIdentity:getCallerIdentity",
    async (aws) => {
      const { client, sdk } = await aws.sts();
      const who = await client.send(new sdk.GetCallerIdentityCommand({}));
      return { id: who.Account, accountId: who.Account, arn: who.Arn, userId: who.UserId };
    },
  ),

  "aws:index/getPartition:getPartition": checked("aws:index/getPartition:getPartition", async ({ partition }) => {
    return { id: partition, partition, dnsSuffix: "amazonaws.com", reverseDnsPrefix: "com.amazonaws" };
  }),

  "aws:index/getRegion:getRegion": checked("aws:index/getRegion:getRegion", async (aws, args) => {
    const named = /^ec2\.([^.]+)\./.exec(args.endpoint ?? "")?.[1];
    const region = args.region ?? args.name ?? named ?? aws.region;
    return {
      id: region,
      name: region,
      region,
      endpoint: `ec2.${region}.amazonaws.com`,
      description: regions[region] ?? region,
    };
  }),

  "aws:kms/getPublicKey:getPublicKey": checked("aws:kms/getPublicKey:getPublicKey", async (aws, args) => {
    const { client, sdk } = await aws.kms();
    const grantTokens = args.grantTokens as string[] | undefined;
    const key = await client.send(new sdk.GetPublicKeyCommand({ KeyId: args.keyId, GrantTokens: grantTokens }));
    const publicKey = Buffer.from(key.PublicKey!).toString("base64");
    return {
      id: key.KeyId!.split("/").at(-1),
      arn: key.KeyId,
      keyId: args.keyId,
      ...(grantTokens && { grantTokens }),
      customerMasterKeySpec: key.KeySpec,
      keyUsage: key.KeyUsage,
      encryptionAlgorithms: key.EncryptionAlgorithms ?? [],
      signingAlgorithms: key.SigningAlgorithms ?? [],
      publicKey,
      publicKeyPem: `-----BEGIN PUBLIC KEY-----\n${publicKey.replace(/.{64}(?=.)/g, "$&\n")}\n-----END PUBLIC KEY-----\n`,
      region: aws.region,
    };
  }),

  "aws:route53/getZone:getZone": checked("aws:route53/getZone:getZone", async (aws, args) => {
    const { client, sdk } = await aws.route53();
    const wanted = `${args.name ?? ""}`.replace(/\.$/, "").toLowerCase();
    let id = args.zoneId as string | undefined;
    if (id === undefined && wanted !== "") {
      const { HostedZones = [] } = await client.send(new sdk.ListHostedZonesByNameCommand({ DNSName: wanted }));
      const found = HostedZones.filter(
        (z) => z.Name === `${wanted}.` && (z.Config?.PrivateZone ?? false) === (args.privateZone ?? false),
      );
      if (found.length > 1)
        throw new ProviderError("many-zones", `${found.length} hosted zones are named ${wanted}; set \`zoneId\``);
      id = found[0]?.Id;
    }
    const zone =
      id && (await unlessGone(client.send(new sdk.GetHostedZoneCommand({ Id: id.replace(/^\/hostedzone\//, "") }))));
    if (!zone)
      throw new ProviderError(
        "no-zone",
        `there is no hosted zone ${args.name ?? args.zoneId ?? "without a name; give name or zoneId"}`,
      );
    const { HostedZone, DelegationSet } = zone;
    const zoneId = HostedZone!.Id!.replace(/^\/hostedzone\//, "");
    const tags = await client.send(
      new sdk.ListTagsForResourceCommand({ ResourceType: "hostedzone", ResourceId: zoneId }),
    );
    const nameServers = (DelegationSet?.NameServers ?? []).map((n) => n.replace(/\.$/, "")).sort();
    return {
      id: zoneId,
      zoneId,
      arn: `arn:${aws.partition}:route53:::hostedzone/${zoneId}`,
      name: HostedZone!.Name!.replace(/\.$/, ""),
      callerReference: HostedZone!.CallerReference,
      comment: HostedZone!.Config?.Comment ?? "",
      privateZone: HostedZone!.Config?.PrivateZone ?? false,
      resourceRecordSetCount: HostedZone!.ResourceRecordSetCount,
      nameServers,
      primaryNameServer: nameServers[0] ?? "",
      linkedServiceDescription: "",
      linkedServicePrincipal: "",
      tags: Object.fromEntries((tags.ResourceTagSet?.Tags ?? []).map((t) => [t.Key!, t.Value!])),
    };
  }),
};

/** Wraps a function's handler: refuses arguments that don't match the types of @pulumi/aws. */
function checked(token: ServedFunction, call: (aws: Aws, args: Bag) => Promise<Bag>): InvokeHandler<Aws> {
  return async ({ client }, args) => {
    const failures = checkArguments(args, functionSignature(token).inputs);
    const lines = failures.map((f) => `${f.property}: ${f.reason}`);
    if (lines.length > 0) throw new ProviderError("bad-arguments", `${token}: ${lines.join("; ")}`);
    return call(client, args);
  };
}
