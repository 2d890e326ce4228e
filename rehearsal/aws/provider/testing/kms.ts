import { expect, test } from "vitest";
import { UNKNOWN } from "../../../../providers/kit/handler.ts";
import { ACCOUNT, type Scene } from "./scene.ts";

/** Tests keys, aliases and ciphertexts on a running MiniStack. */
export function kmsTests(scene: Scene): void {
  test("a key is made, described, kept as it is, changed, mended after drift, and scheduled for deletion", async () => {
    const args = { description: "tokens", enableKeyRotation: true, deletionWindowInDays: 7, tags: { team: "voice" } };
    const key = await scene.subject("aws:kms/key:Key", "tokens").create(args);
    expect(key.state.arn).toBe(`arn:aws:kms:us-east-1:${ACCOUNT}:key/${key.id}`);
    expect(key.state).toMatchObject({
      ...args,
      keyId: key.id,
      isEnabled: true,
      region: "us-east-1",
      tagsAll: { team: "voice" },
    });
    await key.expectUntouched();

    expect((await key.diff({ ...args, description: "signing tokens", tags: { team: "sip" } })).changes).toEqual({
      description: "update",
      "tags.team": "update",
    });
    expect((await key.diff({ ...args, keyUsage: "SIGN_VERIFY" })).changes).toEqual({ keyUsage: "update-replace" });
    await key.update({ ...args, description: "signing tokens", tags: { owner: "sip" } });
    expect(key.state).toMatchObject({ description: "signing tokens", tagsAll: { owner: "sip" } });
    await key.expectUntouched();

    const { client, sdk } = await scene.aws.kms();
    await client.send(new sdk.DisableKeyRotationCommand({ KeyId: key.id }));
    expect(await key.refreshed()).toEqual({ enableKeyRotation: "update" });

    const imported = await key.imported(key.id);
    expect(imported?.inputs).toEqual({ tags: { owner: "sip" } });
    await key.delete();
    expect(await key.read()).toBeUndefined();
  });

  test("an alias follows its key", async () => {
    const [one, two] = [
      await scene.subject("aws:kms/key:Key", "one").create({}),
      await scene.subject("aws:kms/key:Key", "two").create({}),
    ];
    const alias = await scene.subject("aws:kms/alias:Alias", "routing").create({ targetKeyId: one.id });
    expect(alias.id).toMatch(/^alias\/routing-[0-9a-f]{7}$/);
    expect(alias.state).toMatchObject({ name: alias.id, targetKeyId: one.id, targetKeyArn: one.state.arn });
    await alias.expectUntouched();
    expect((await alias.diff({ targetKeyId: one.state.arn })).changes).toEqual({});
    expect((await alias.diff({ name: "alias/other", targetKeyId: one.id })).changes).toEqual({
      name: "update-replace",
    });

    expect(await alias.update({ targetKeyId: two.state.arn })).toMatchObject({ targetKeyArn: UNKNOWN });
    expect(alias.state).toMatchObject({ targetKeyId: two.state.arn, targetKeyArn: two.state.arn });
    const { client, sdk } = await scene.aws.kms();
    await client.send(new sdk.UpdateAliasCommand({ AliasName: alias.id, TargetKeyId: one.id }));
    expect(await alias.refreshed()).toEqual({ targetKeyId: "update" });
    expect((await alias.imported(alias.id))?.inputs).toEqual({ name: alias.id, targetKeyId: one.id });
    await alias.delete();
    expect(await alias.read()).toBeUndefined();
  });

  test("a ciphertext opens with its context only", async () => {
    const key = await scene.subject("aws:kms/key:Key", "sealing").create({});
    const args = { keyId: key.id, plaintext: "not-a-real-token", context: { accountSid: "AC0" } };
    const sealed = await scene.subject("aws:kms/ciphertext:Ciphertext", "token").create(args);
    await sealed.expectUntouched();
    const { client, sdk } = await scene.aws.kms();
    const CiphertextBlob = Buffer.from(sealed.state.ciphertextBlob, "base64");
    const opened = await client.send(new sdk.DecryptCommand({ CiphertextBlob, EncryptionContext: args.context }));
    expect(Buffer.from(opened.Plaintext!).toString()).toBe("not-a-real-token");
    const wrong = client.send(new sdk.DecryptCommand({ CiphertextBlob, EncryptionContext: { accountSid: "AC1" } }));
    await expect(wrong).rejects.toThrow(sdk.InvalidCiphertextException);
    expect((await sealed.diff({ ...args, plaintext: "another" })).changes).toEqual({ plaintext: "update-replace" });
    await expect(sealed.imported("x")).rejects.toThrow("can't be imported");
    await sealed.delete();
  });
}
