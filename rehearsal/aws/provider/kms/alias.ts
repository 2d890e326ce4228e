import type { Aws } from "../aws.ts";
import type { Resource } from "../resource.ts";

/** A KMS alias; its id is its name, `alias/` included. */
export const alias: Resource = {
  token: "aws:kms/alias:Alias",

  mistakes({ name }) {
    const wrong = typeof name === "string" && !/^alias\/[A-Za-z0-9/_-]+$/.test(name);
    return wrong
      ? [{ property: "name", reason: "must begin with alias/ and contain only letters, digits, / _ and -" }]
      : [];
  },

  async create({ aws }, { name, targetKeyId }) {
    const { client, sdk } = await aws.kms();
    await client.send(new sdk.CreateAliasCommand({ AliasName: name, TargetKeyId: targetKeyId }));
    return name;
  },

  async read({ aws }, id) {
    const found = await find(aws, id);
    if (!found) return undefined;
    const keyArn = found.AliasArn!.replace(/:alias\/.*$/, `:key/${found.TargetKeyId}`);
    return {
      properties: {
        arn: found.AliasArn,
        name: id,
        namePrefix: "",
        targetKeyId: found.TargetKeyId,
        targetKeyArn: keyArn,
      },
    };
  },

  async update({ aws }, { id, news }) {
    const { client, sdk } = await aws.kms();
    await client.send(new sdk.UpdateAliasCommand({ AliasName: id, TargetKeyId: news.targetKeyId }));
  },

  async remove({ aws }, id) {
    const { client, sdk } = await aws.kms();
    await client.send(new sdk.DeleteAliasCommand({ AliasName: id }));
  },

  /** Treats a key's id and its ARN as equal. */
  same(name, a, b) {
    return name === "targetKeyId" && keyId(a) === keyId(b);
  },

  moved: ({ changed }) => (changed("targetKeyId") ? ["targetKeyArn"] : []),
};

async function find(aws: Aws, name: string) {
  const { client, sdk } = await aws.kms();
  for await (const page of sdk.paginateListAliases({ client }, {})) {
    const found = page.Aliases?.find((a) => a.AliasName === name);
    if (found?.TargetKeyId) return found;
  }
  return undefined;
}

function keyId(value: unknown): unknown {
  return typeof value === "string" ? value.replace(/^.*:key\//, "") : value;
}
