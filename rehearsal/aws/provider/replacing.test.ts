import { describe, expect, test } from "vitest";
import { typeSignature } from "./arguments.ts";
import { replacingOf } from "./generate-replacing.ts";
import { awsProvider } from "./provider.ts";
import { replacingTable } from "./replacing.ts";
import { rulesOf } from "./rules.ts";
import { servedTypes } from "./served.ts";
import { terraformSchema } from "./terraform-schema.ts";

test("the table has every served type, and no other", () => {
  expect(Object.keys(replacingTable.types).sort()).toEqual([...servedTypes].sort());
});

describe.each(servedTypes)("%s", (token) => {
  const table = replacingTable.types[token];
  const { inputs } = typeSignature(token);
  const { replaces, defaults = {}, served, source } = rulesOf(token);

  test("is replaced by what the table says, by its region, and by nothing else", () => {
    expect(replaces).toEqual([...table.replaces, ...("region" in inputs ? ["region"] : [])].sort());
    expect(source).toBe(`${replacingTable.repository}/blob/main/${table.file}`);
    const unclear = [...Object.keys(table.replacesWithin ?? {}), ...(table.replacesSometimes ?? [])];
    expect(served.filter((name) => unclear.includes(name))).toEqual([]);
  });

  test("has the literal defaults that the table says, and hides what is secret", () => {
    const wanted = Object.entries(table.defaults ?? {}).filter(([name]) => served.includes(name));
    expect(Object.fromEntries(wanted.map(([name]) => [name, defaults[name]]))).toEqual(Object.fromEntries(wanted));
    const secret = awsProvider({ endpoint: "http://127.0.0.1:1" }).resources[token]!.secrets ?? [];
    expect((table.secrets ?? []).filter((name) => served.includes(name) && !secret.includes(name))).toEqual([]);
  });
});

describe("the generator reads", () => {
  const go = `package kms
var other = map[string]string{"a": "map"}
// Schema: map[string]*schema.Schema{ in a comment
func resourceThing() *schema.Resource {
	return &schema.Resource{
		CustomizeDiff: customdiff.ForceNewIfChange("description", func(a, b any) bool { return a != b }),
		Schema: map[string]*schema.Schema{
			names.AttrKeyID: {Type: schema.TypeString, Required: true, ForceNew: true},
			"context": {
				Type:     schema.TypeMap, // ForceNew: true
				Elem:     &schema.Schema{Type: schema.TypeString, ForceNew: true},
				DiffSuppressFunc: func(k, old, new string, d *schema.ResourceData) bool { return old == "}{" },
			},
			"plaintext": {Type: schema.TypeString, Sensitive: true, Default: "a, \\"b\\" // c"},
			"region": nameSchema(),
		},
	}
}`;

  test("keys by text and by constant, flags at their own depth, texts with braces and slashes", () => {
    const { arguments: found, sometimes } = terraformSchema(go);
    expect([...found].map(([name, { replaces, secret }]) => [name, replaces, secret])).toEqual([
      ["key_id", true, false],
      ["context", false, false],
      ["plaintext", false, true],
      ["region", false, false],
    ]);
    expect(found.get("plaintext")?.default).toBe('a, "b" // c');
    expect(sometimes).toEqual(["description"]);
    expect(replacingOf("aws:kms/ciphertext:Ciphertext", go)).toEqual({
      replaces: ["keyId"],
      secrets: ["plaintext"],
      defaults: { plaintext: 'a, "b" // c' },
    });
  });

  test("names as Pulumi has them: plural lists, singular blocks, renamed arguments", () => {
    const table = `map[string]*schema.Schema{
      "local_secondary_index": {Type: schema.TypeSet, ForceNew: true, Elem: &schema.Resource{}},
      "import_table": {Type: schema.TypeList, MaxItems: 1, Elem: &schema.Resource{
        Schema: map[string]*schema.Schema{"s3_bucket_source": {Type: schema.TypeList, ForceNew: true}},
      }},
    }`;
    expect(replacingOf("aws:dynamodb/table:Table", table)).toEqual({
      replaces: ["localSecondaryIndexes"],
      replacesWithin: { importTable: ["s3BucketSource"] },
    });
    const alarm = `map[string]*schema.Schema{"alarm_name": {ForceNew: true}}`;
    expect(replacingOf("aws:cloudwatch/metricAlarm:MetricAlarm", alarm)).toEqual({ replaces: ["name"] });
  });

  test("nothing that @pulumi/aws doesn't have", () => {
    const strange = `map[string]*schema.Schema{"strange_name": {ForceNew: true}}`;
    expect(() => replacingOf("aws:kms/key:Key", strange)).toThrow("aws:kms/key:Key has no input for strange_name");
    expect(() => terraformSchema("package kms")).toThrow("has no map[string]*schema.Schema");
  });
});
