import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { type Fields, typeSignature } from "./arguments.ts";
import { type Replacing, replacingTable } from "./replacing.ts";
import type { ServedType } from "./served.ts";
import { type TerraformArgument, terraformSchema } from "./terraform-schema.ts";

/** Arguments whose Pulumi name isn't the camel-case form of Terraform's. Source: provider/resources.go of pulumi/pulumi-aws. */
const RENAMED: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "aws:cloudwatch/metricAlarm:MetricAlarm": { alarm_name: "name" },
  "aws:lambda/function:Function": { function_name: "name", filename: "code" },
  "aws:lambda/permission:Permission": { function_name: "function" },
  "aws:sns/topicSubscription:TopicSubscription": { topic_arn: "topic" },
};

/**
 * Reads a type's rules from its Go file, with Pulumi's names.
 * @throws Error if an argument that forces a replacement has no counterpart in @pulumi/aws
 */
export function replacingOf(token: ServedType, go: string): Omit<Replacing, "file" | "commit"> {
  const { arguments: found, sometimes } = terraformSchema(go);
  const { inputs } = typeSignature(token);
  const nameOf = (name: string) => pulumiName(token, name, found.get(name), inputs);
  const named = [...found].flatMap(([name, argument]) => {
    const its = nameOf(name);
    if (its === undefined && argument.replaces) throw new Error(`${token} has no input for ${name}`);
    return its === undefined ? [] : [{ name: its, argument }];
  });
  const which = (test: (argument: TerraformArgument) => boolean) =>
    named.flatMap(({ name, argument }) => (test(argument) ? [name] : [])).sort();
  const within = named.flatMap(({ name, argument }) => {
    const fields = [...argument.within].filter(([, field]) => field.replaces).map(([field]) => camel(field));
    return argument.replaces || fields.length === 0 ? [] : [[name, fields.sort()] as const];
  });
  const defaults = named.flatMap(({ name, argument }) =>
    argument.default === undefined ? [] : [[name, argument.default] as const],
  );
  const conditional = sometimes.flatMap((name) => nameOf(name) ?? []);
  const secrets = which((argument) => argument.secret);
  return {
    replaces: which((argument) => argument.replaces),
    ...(within.length > 0 && { replacesWithin: Object.fromEntries(within) }),
    ...(conditional.length > 0 && { replacesSometimes: conditional }),
    ...(secrets.length > 0 && { secrets }),
    ...(defaults.length > 0 && { defaults: Object.fromEntries(defaults) }),
  };
}

function pulumiName(token: string, name: string, argument: TerraformArgument | undefined, inputs: Fields) {
  const plain = RENAMED[token]?.[name] ?? camel(name);
  const plural = plain.endsWith("x") || plain.endsWith("s") ? `${plain}es` : plain.replace(/y$/, "ie").concat("s");
  return (argument?.many ? [plural, plain] : [plain, plural]).find((its) => its in inputs);
}

function camel(name: string): string {
  return name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

/** Regenerates the table from a checkout of terraform-provider-aws. */
export function readReplacing(checkout: string): typeof replacingTable {
  const commit = execFileSync("git", ["-C", checkout, "rev-parse", "HEAD"], { encoding: "utf8" }).trim();
  const types = Object.entries(replacingTable.types).map(([token, { file }]) => {
    const path = join(checkout, file);
    if (!existsSync(path))
      throw new Error(`${token}: the checkout has no ${file}; enter the type's new file in replacing.json`);
    return [token, { file, commit, ...replacingOf(token as ServedType, readFileSync(path, "utf8")) }];
  });
  return { ...replacingTable, types: Object.fromEntries(types) };
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const checkout = process.argv[2];
  if (!checkout)
    throw new Error("pass the folder of a checkout of https://github.com/hashicorp/terraform-provider-aws as argument");
  writeFileSync(join(import.meta.dirname, "replacing.json"), `${JSON.stringify(readReplacing(checkout), null, 2)}\n`);
}
