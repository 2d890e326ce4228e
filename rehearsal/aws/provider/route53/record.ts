import type { ResourceRecordSet, RRType } from "@aws-sdk/client-route-53";
import { type Bag, ProviderError } from "../../../../providers/kit/handler.ts";
import { type Aws, unlessGone } from "../aws.ts";
import type { Resource } from "../resource.ts";

/** A record set of a hosted zone; its id is `zone_name_type`. Routing policies aren't supported. */
export const record: Resource = {
  token: "aws:route53/record:Record",

  mistakes({ aliases, records, ttl }) {
    if ((aliases === undefined) === (records === undefined))
      return [{ property: "records", reason: "set exactly one of records and aliases" }];
    return records !== undefined && ttl === undefined ? [{ property: "ttl", reason: "is required with records" }] : [];
  },

  async create({ aws }, inputs) {
    const zone = await zoneOf(aws, inputs.zoneId);
    if (!zone) throw new ProviderError("no-zone", `zoneId ${inputs.zoneId}: the hosted zone doesn't exist`);
    await change(aws, inputs.zoneId, inputs.allowOverwrite ? "UPSERT" : "CREATE", recordSet(inputs, zone));
    return `${zoneKey(inputs.zoneId)}_${bare(inputs.name)}_${inputs.type}`;
  },

  async read({ aws }, id, state) {
    const { zoneId, name, type } = state.zoneId
      ? (state as { zoneId: string; name: string; type: string })
      : partsOf(id);
    const zone = await zoneOf(aws, zoneId);
    const found = zone && (await find(aws, zoneId, expanded(name, zone), type));
    if (!found) return undefined;
    const alias = found.AliasTarget;
    return {
      properties: {
        zoneId,
        name: bare(name),
        type,
        fqdn: bare(found.Name!),
        ttl: found.TTL,
        records: found.ResourceRecords?.map((r) => (type === "TXT" ? r.Value!.replace(/^"|"$/g, "") : r.Value!)),
        aliases: alias && [
          { name: bare(alias.DNSName!), zoneId: alias.HostedZoneId, evaluateTargetHealth: alias.EvaluateTargetHealth },
        ],
        allowOverwrite: false,
      },
    };
  },

  async update({ aws }, { news, olds }) {
    const zone = (await zoneOf(aws, news.zoneId))!;
    if (news.type !== olds.type) {
      const old = await find(aws, news.zoneId, expanded(news.name, zone), olds.type);
      if (old) await change(aws, news.zoneId, "DELETE", old);
    }
    await change(aws, news.zoneId, "UPSERT", recordSet(news, zone));
  },

  async remove({ aws }, _id, { zoneId, name, type }) {
    const zone = await zoneOf(aws, zoneId);
    const found = zone && (await find(aws, zoneId, expanded(name, zone), type));
    if (found) await change(aws, zoneId, "DELETE", found);
  },

  /** Compares DNS names, ignoring case and a final dot. */
  same(name, a, b) {
    const plain = (value: unknown) => JSON.stringify(value, (_key, v) => (typeof v === "string" ? bare(v) : v));
    return (name === "name" || name === "aliases") && a !== undefined && plain(a) === plain(b);
  },
};

/** Returns a zone's name without the final dot; undefined if the zone doesn't exist. */
async function zoneOf(aws: Aws, zoneId: string): Promise<string | undefined> {
  const { client, sdk } = await aws.route53();
  const found = await unlessGone(client.send(new sdk.GetHostedZoneCommand({ Id: zoneKey(zoneId) })));
  return found && bare(found.HostedZone!.Name!);
}

async function find(aws: Aws, zoneId: string, name: string, type: string): Promise<ResourceRecordSet | undefined> {
  const { client, sdk } = await aws.route53();
  const { ResourceRecordSets } = await client.send(
    new sdk.ListResourceRecordSetsCommand({
      HostedZoneId: zoneKey(zoneId),
      StartRecordName: name,
      StartRecordType: type as RRType,
      MaxItems: 1,
    }),
  );
  return ResourceRecordSets?.find((r) => bare(r.Name!) === name && r.Type === type);
}

async function change(
  aws: Aws,
  zoneId: string,
  Action: "CREATE" | "UPSERT" | "DELETE",
  set: ResourceRecordSet,
): Promise<void> {
  const { client, sdk } = await aws.route53();
  const ChangeBatch = { Changes: [{ Action, ResourceRecordSet: set }] };
  await client.send(new sdk.ChangeResourceRecordSetsCommand({ HostedZoneId: zoneKey(zoneId), ChangeBatch }));
}

function recordSet(i: Bag, zone: string): ResourceRecordSet {
  const alias = i.aliases?.[0];
  return {
    Name: expanded(i.name, zone),
    Type: i.type,
    TTL: i.ttl,
    ResourceRecords: i.records?.map((Value: string) => ({
      Value: i.type === "TXT" && !Value.startsWith('"') ? `"${Value}"` : Value,
    })),
    AliasTarget: alias && {
      DNSName: alias.name,
      HostedZoneId: alias.zoneId,
      EvaluateTargetHealth: alias.evaluateTargetHealth,
    },
  };
}

/** Returns a record's full name, since a program can omit the zone. */
function expanded(name: string, zone: string): string {
  const own = bare(name);
  if (own === "") return zone;
  return own === zone || own.endsWith(`.${zone}`) ? own : `${own}.${zone}`;
}

function bare(name: string): string {
  return name.replace(/\.$/, "").toLowerCase();
}

function zoneKey(id: string): string {
  return id.replace(/^\/?hostedzone\//, "");
}

function partsOf(id: string) {
  const parts = /^([^_]+)_(.*)_([A-Z]+)$/.exec(id);
  if (!parts)
    throw new ProviderError(
      "bad-id",
      `${id}: use the import id \`zone_name_type\`, such as Z0123456789_voice.example_A`,
    );
  return { zoneId: parts[1]!, name: parts[2]!, type: parts[3]! };
}
