import { type Aws, unlessGone, until } from "../aws.ts";
import type { Call, Resource } from "../resource.ts";

/** A KMS key. A delete schedules the key's deletion, like the official provider. */
export const key: Resource = {
  token: "aws:kms/key:Key",

  async create(call, inputs, tags) {
    const { client, sdk } = await call.aws.kms();
    const { KeyMetadata } = await client.send(
      new sdk.CreateKeyCommand({
        Description: inputs.description,
        KeyUsage: inputs.keyUsage,
        KeySpec: inputs.customerMasterKeySpec,
        MultiRegion: inputs.multiRegion,
        Policy: inputs.policy,
        BypassPolicyLockoutSafetyCheck: inputs.bypassPolicyLockoutSafetyCheck,
        Tags: tagsOf(tags),
      }),
    );
    const KeyId = KeyMetadata!.KeyId!;
    call.made(KeyId);
    if (inputs.enableKeyRotation) await rotate(call, KeyId, true, inputs.rotationPeriodInDays);
    if (inputs.isEnabled === false) await client.send(new sdk.DisableKeyCommand({ KeyId }));
    return KeyId;
  },

  async read(call, id) {
    const { client, sdk } = await call.aws.kms();
    const found = await unlessGone(client.send(new sdk.DescribeKeyCommand({ KeyId: id })));
    const meta = found?.KeyMetadata;
    if (!meta || meta.KeyState === "PendingDeletion") return undefined;
    const [rotation, policy, tags] = await Promise.all([
      client.send(new sdk.GetKeyRotationStatusCommand({ KeyId: id })),
      client.send(new sdk.GetKeyPolicyCommand({ KeyId: id, PolicyName: "default" })),
      client.send(new sdk.ListResourceTagsCommand({ KeyId: id })),
    ]);
    return {
      properties: {
        arn: meta.Arn,
        keyId: meta.KeyId,
        description: meta.Description,
        keyUsage: meta.KeyUsage,
        customerMasterKeySpec: meta.KeySpec,
        multiRegion: meta.MultiRegion,
        isEnabled: meta.Enabled,
        enableKeyRotation: rotation.KeyRotationEnabled,
        rotationPeriodInDays: rotation.KeyRotationEnabled ? rotation.RotationPeriodInDays : undefined,
        policy: policy.Policy,
      },
      tags: Object.fromEntries((tags.Tags ?? []).map((t) => [t.TagKey!, t.TagValue!])),
    };
  },

  async update(call, { id, news, changed, tags, goneTags }) {
    const { client, sdk } = await call.aws.kms();
    // KMS refuses changes of a disabled key, so enable it first and disable it last.
    if (changed("isEnabled") && news.isEnabled) await client.send(new sdk.EnableKeyCommand({ KeyId: id }));
    if (changed("enableKeyRotation", "rotationPeriodInDays"))
      await rotate(call, id, news.enableKeyRotation, news.rotationPeriodInDays);
    if (changed("description"))
      await client.send(new sdk.UpdateKeyDescriptionCommand({ KeyId: id, Description: news.description ?? "" }));
    if (changed("policy") && news.policy !== undefined) {
      await client.send(
        new sdk.PutKeyPolicyCommand({
          KeyId: id,
          PolicyName: "default",
          Policy: news.policy,
          BypassPolicyLockoutSafetyCheck: news.bypassPolicyLockoutSafetyCheck,
        }),
      );
    }
    if (goneTags.length > 0) await client.send(new sdk.UntagResourceCommand({ KeyId: id, TagKeys: [...goneTags] }));
    if (tags) await client.send(new sdk.TagResourceCommand({ KeyId: id, Tags: tagsOf(tags) }));
    if (changed("isEnabled") && !news.isEnabled) await client.send(new sdk.DisableKeyCommand({ KeyId: id }));
  },

  async remove(call, id, state) {
    const { client, sdk } = await call.aws.kms();
    try {
      await client.send(
        new sdk.ScheduleKeyDeletionCommand({ KeyId: id, PendingWindowInDays: state.deletionWindowInDays }),
      );
    } catch (error) {
      // the key is already pending deletion
      if (!(error instanceof sdk.KMSInvalidStateException)) throw error;
    }
  },
};

async function rotate(call: Call, KeyId: string, on: boolean, RotationPeriodInDays: number | undefined): Promise<void> {
  const { client, sdk } = await call.aws.kms();
  await client.send(
    on
      ? new sdk.EnableKeyRotationCommand({ KeyId, RotationPeriodInDays })
      : new sdk.DisableKeyRotationCommand({ KeyId }),
  );
  await until(
    `rotation of key ${KeyId}`,
    () => rotates(call.aws, KeyId).then((is) => (is === on ? true : undefined)),
    call,
  );
}

async function rotates(aws: Aws, KeyId: string): Promise<boolean> {
  const { client, sdk } = await aws.kms();
  return (await client.send(new sdk.GetKeyRotationStatusCommand({ KeyId }))).KeyRotationEnabled === true;
}

function tagsOf(tags: Readonly<Record<string, string>>) {
  return Object.entries(tags).map(([TagKey, TagValue]) => ({ TagKey, TagValue }));
}
