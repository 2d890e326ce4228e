import { setTimeout as sleep } from "node:timers/promises";
import { Aws } from "../rehearsal/aws/provider/aws.ts";
import type { World } from "../rehearsal/world.ts";

/** A part of the region's primary webhook path that a test removes or disables (`take`) and restores (`giveBack`). */
export interface Taking {
  readonly what: string;
  /** Twilio's errors for a call while the part is missing. Empty if the handlers answer without the part. */
  readonly errors: readonly number[];
  take(): Promise<void>;
  /** Undefined if the part can't be restored. */
  giveBack?(): Promise<void>;
}

const FUNCTION = "aybiza-us-twilio-voice";
const DOMAIN = "voice.us.aybiza.example";
/** Wait in milliseconds until the resolver's cache, which lasts a second, has expired. */
const RESOLVED_MS = 1_100;

/** Returns the five parts of region `us` that a call needs. The last two can't be restored, so they come last. */
export function takings(world: World): readonly Taking[] {
  const aws = new Aws({ endpoint: world.aws.endpoint, region: "us-east-1" });

  const keys = async (verb: "Enable" | "Disable") => {
    const { client, sdk } = await aws.kms();
    for (const alias of ["alias/aybiza-us", "alias/aybiza-us-tokens"]) {
      const { KeyMetadata } = await client.send(new sdk.DescribeKeyCommand({ KeyId: alias }));
      const KeyId = KeyMetadata!.KeyId;
      await client.send(
        verb === "Disable" ? new sdk.DisableKeyCommand({ KeyId }) : new sdk.EnableKeyCommand({ KeyId }),
      );
    }
    // DynamoDB refuses to read a table whose key is disabled. MiniStack doesn't, so the tables are made to fail.
    // https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/encryption.howitworks.html
    await world.aws.failTables(verb === "Disable" ? "throws" : "well");
  };
  let alias: { FunctionName: string; Name: string; FunctionVersion: string };
  const theFunction = {
    take: async () => {
      const { client, sdk } = await aws.lambda();
      const at = { FunctionName: FUNCTION, Name: "live" };
      const { FunctionVersion } = await client.send(new sdk.GetAliasCommand(at));
      alias = { ...at, FunctionVersion: FunctionVersion! };
      await client.send(new sdk.DeleteAliasCommand(at));
    },
    giveBack: async () => {
      const { client, sdk } = await aws.lambda();
      await client.send(new sdk.CreateAliasCommand(alias));
    },
  };
  const record = async () => {
    const { client, sdk } = await aws.route53();
    const { HostedZones = [] } = await client.send(new sdk.ListHostedZonesCommand({}));
    const HostedZoneId = HostedZones.find(({ Name }) => Name === "aybiza.example.")!.Id!;
    const at = { HostedZoneId, StartRecordName: DOMAIN };
    const { ResourceRecordSets = [] } = await client.send(new sdk.ListResourceRecordSetsCommand(at));
    const ResourceRecordSet = ResourceRecordSets.find(({ Name, Type }) => Name === `${DOMAIN}.` && Type === "A")!;
    const change = async (Action: "CREATE" | "DELETE") => {
      const ChangeBatch = { Changes: [{ Action, ResourceRecordSet }] };
      await client.send(new sdk.ChangeResourceRecordSetsCommand({ HostedZoneId, ChangeBatch }));
      await sleep(RESOLVED_MS);
    };
    return { take: () => change("DELETE"), giveBack: () => change("CREATE") };
  };
  let recorded: Awaited<ReturnType<typeof record>>;

  return [
    { what: "its keys (disabled)", errors: [], take: () => keys("Disable"), giveBack: () => keys("Enable") },
    // Deletes the function's alias `live`, which is what the API calls.
    { what: "its function", errors: [11200], ...theFunction },
    {
      what: "its DNS record",
      errors: [11210],
      take: async () => {
        recorded = await record();
        await recorded.take();
      },
      giveBack: () => recorded.giveBack(),
    },
    {
      what: "its API",
      errors: [11200],
      take: async () => {
        const { client, sdk } = await aws.apigateway();
        const { Items = [] } = await client.send(new sdk.GetApisCommand({}));
        for (const { ApiId } of Items) await client.send(new sdk.DeleteApiCommand({ ApiId }));
      },
    },
    {
      what: "its certificate",
      errors: [11220],
      take: async () => {
        const { client, sdk } = await aws.acm();
        const { CertificateSummaryList = [] } = await client.send(new sdk.ListCertificatesCommand({}));
        for (const { CertificateArn } of CertificateSummaryList)
          await client.send(new sdk.DeleteCertificateCommand({ CertificateArn }));
        await sleep(RESOLVED_MS);
      },
    },
  ];
}
