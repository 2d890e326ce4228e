import { basename, join } from "node:path";
import type { z } from "zod";
import type { AgentManifest } from "./agent.ts";
import { awsKeyViolations } from "./aws-keys.ts";
import { awsRegionViolations } from "./aws-region.ts";
import { type Checkout, openCheckout } from "./checkout.ts";
import type { StackDocument } from "./document.ts";
import { type Documents, documentsSchema } from "./documents.ts";
import { renameOrRemove, write } from "./edits.ts";
import { checkKey } from "./issues.ts";
import { nearest } from "./nearest.ts";
import { type Problem, StackFileError, shortened, type Violation, violation } from "./problem.ts";
import { type RegionConfig, regionSchema } from "./region.ts";
import { regionViolations } from "./region-rules.ts";
import { otherSecrets } from "./secret.ts";
import { stackFileName, stackOf } from "./stacks.ts";
import {
  type AccountCredentials,
  agentsSchema,
  type Connection,
  connectionsSchema,
  credentialsSchema,
  type NumberConfig,
  numbersSchema,
  type TenantConfig,
  tenantSchema,
} from "./tenant.ts";
import { listOf } from "./tenant-parts.ts";
import { tenantViolations, unreadableNeighbours } from "./tenant-rules.ts";
import { written } from "./written.ts";

/** A checked region file. */
export interface RegionFile {
  readonly kind: "region";
  readonly file: string;
  readonly region: RegionConfig;
  readonly document: StackDocument;
}

/** A checked tenant file, with the rules of its region from the same checkout. */
export interface TenantFile {
  readonly kind: "tenant";
  readonly file: string;
  readonly tenant: TenantConfig;
  readonly region: RegionConfig;
  readonly connections: Readonly<Record<string, Connection>>;
  /** Which credentials the file has for each account. Only the engine can decrypt their values. */
  readonly credentials: Readonly<Record<string, AccountCredentials>>;
  readonly agents: Readonly<Record<string, AgentManifest>>;
  readonly numbers: Readonly<Record<string, NumberConfig>>;
  /** What regulators ask of the holder. Encrypted values stay encrypted: only the engine can decrypt them. */
  readonly documents: Documents;
  readonly document: StackDocument;
}

/** Reads and checks a stack's file, together with the files of its region and its neighbours. Throws {@link StackFileError} with every mistake. */
export function loadStackFile(folder: string, stack: string): RegionFile | TenantFile {
  return loadFrom(openCheckout(folder), stack);
}

/** {@link loadStackFile} for a caller that loads many files of one checkout. */
export function loadFrom(checkout: Checkout, stack: string): RegionFile | TenantFile {
  const document = read(checkout, stack);
  if (!document.readable || document.problems.some(({ code }) => code === "no-config"))
    throw new StackFileError(document.problems);
  const { kind, problems } = stackOf(stack, document);
  if (kind === "broken" && document.problems.length === 0) throw new StackFileError(problems);
  return "aybiza:region" in document.config ? loadRegion(checkout, document, stack) : loadTenant(checkout, document);
}

function loadRegion(checkout: Checkout, document: StackDocument, stack: string): RegionFile {
  const known = ["aybiza:region"];
  const region = checkKey(document, "aybiza:region", regionSchema);
  const problems = [
    ...document.problems,
    ...located(document, [...topKeyViolations(document, known), ...otherSecrets(document, known)]),
    ...located(document, awsKeyViolations(document.config)),
    ...region.problems,
    ...located(document, idViolations(region.value, stack)),
    ...located(
      document,
      regionViolations(document, region.value, () => checkout.others(document)),
    ),
  ];
  if (problems.length > 0 || region.value === undefined)
    throw new StackFileError(withSafeEdits(document, unique(problems)));
  return { kind: "region", file: document.file, document, region: region.value };
}

function loadTenant(checkout: Checkout, document: StackDocument): TenantFile {
  const ours = ["aybiza:tenant", "aybiza:connections", "aybiza:agents", "aybiza:numbers", "aybiza:documents"];
  const problems: Problem[] = [...document.problems, ...located(document, topKeyViolations(document, ours))];
  const check = <S extends z.ZodType>(key: string, schema: S): z.output<S> | undefined => {
    const result = checkKey(document, key, schema);
    problems.push(...result.problems);
    return result.value;
  };
  const tenant = check("aybiza:tenant", tenantSchema);
  const connections = check("aybiza:connections", connectionsSchema);
  const hasCredentials = document.config["twilio:credentials"] !== undefined;
  const credentials = hasCredentials ? check("twilio:credentials", credentialsSchema) : {};
  problems.push(...located(document, otherSecrets(document, [...ours, "twilio:credentials"])));
  problems.push(...located(document, awsKeyViolations(document.config)));
  const agents = check("aybiza:agents", agentsSchema);
  const numbers = check("aybiza:numbers", numbersSchema);
  const documents =
    document.config["aybiza:documents"] === undefined
      ? documentsSchema.parse({})
      : check("aybiza:documents", documentsSchema);
  const region = tenant === undefined ? undefined : regionOf(checkout, document, tenant, problems);
  const parts = {
    ...{ document, tenant, region, connections, agents, numbers, documents, written: written(document) },
    others: once(() => checkout.others(document)),
    regions: () => checkout.regions(),
  };
  problems.push(...located(document, tenantViolations(parts)), ...unreadableNeighbours(parts));
  if (problems.length > 0) throw new StackFileError(withSafeEdits(document, unique(problems)));
  return {
    kind: "tenant",
    file: document.file,
    document,
    tenant: tenant!,
    region: region!,
    connections: connections!,
    credentials: credentials!,
    agents: agents!,
    numbers: numbers!,
    documents: documents!,
  };
}

/** A tenant's rules come from the region file of the same checkout, so a change of both files is checked as one. */
function regionOf(
  checkout: Checkout,
  document: StackDocument,
  tenant: TenantConfig,
  problems: Problem[],
): RegionConfig | undefined {
  const isName = /^[a-z][a-z0-9-]*$/.test(tenant.region);
  const rules = isName ? checkout.region(tenant.region) : undefined;
  if (rules === undefined) {
    const path = ["aybiza:tenant", "region"];
    const stacks = checkout.regionStacks();
    const near = nearest(tenant.region, stacks);
    const unknown = violation(
      path,
      "unknown-region",
      `there is no region ${JSON.stringify(shortened(tenant.region))}: a region is a file Pulumi.<id>.yaml in this folder`,
      near === undefined ? `write the id of a region: ${listOf(stacks)}` : write(path, near),
    );
    problems.push(document.locate(unknown));
    return undefined;
  }
  problems.push(...rules.problems);
  if (!rules.document.readable) return undefined;
  const [own, shared] = [document.config["aws:region"], rules.awsRegion];
  // A region file without a valid `aws:region` has its own message.
  if (shared === undefined) problems.push(...located(rules.document, awsRegionViolations(rules.document.config)));
  else if (own !== shared) {
    const mismatch = violation(
      ["aws:region"],
      "aws-region-mismatch",
      `\`aws:region\` is ${own === undefined ? "missing" : shortened(JSON.stringify(own))}, but the tables of region \`${tenant.region}\` are in ${shared}`,
      write(["aws:region"], shared),
    );
    problems.push(document.locate(mismatch));
  }
  return rules.region;
}

/** Returns a function that reads on its first call and then repeats the result. */
function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

function read(checkout: Checkout, stack: string): StackDocument {
  const document = checkout.file(stack);
  if (document !== undefined) return document;
  throw new StackFileError([
    {
      code: "no-file",
      file: join(basename(checkout.folder), stackFileName(stack)),
      path: "(file)",
      message: `stack \`${stack}\` has no file; each stack has one`,
      fix: "create it (docs/stack-files.md shows both kinds)",
    },
  ]);
}

const located = (document: StackDocument, found: readonly Violation[]): Problem[] =>
  found.map((one) => document.locate(one));

function topKeyViolations({ config }: StackDocument, known: readonly string[]): Violation[] {
  const unused = known.filter((name) => !(name in config));
  return Object.keys(config)
    .filter((key) => key.startsWith("aybiza:") && !known.includes(key))
    .map((key) =>
      violation(
        [key],
        "unknown-key",
        `there is no setting \`${shortened(key)}\` in this kind of stack file`,
        renameOrRemove([key], unused, `; known are ${listOf(known)}`),
      ),
    );
}

function idViolations(region: RegionConfig | undefined, stack: string): Violation[] {
  if (region === undefined || region.id === stack) return [];
  const path = ["aybiza:region", "id"];
  return [
    violation(
      path,
      "region-id-mismatch",
      `the region's id is ${JSON.stringify(region.id)} but its stack is ${JSON.stringify(stack)}; tenants find a region by this name`,
      write(path, stack, `, or rename the file to ${stackFileName(region.id)}`),
    ),
  ];
}

/** Drops edits of values that an alias or a merge key repeats elsewhere: they would change more than the mistake. The fix keeps its text. */
function withSafeEdits(document: StackDocument, problems: readonly Problem[]): Problem[] {
  return problems.map((problem) => {
    const { edits, ...rest } = problem;
    const safe = problem.file === document.file && edits?.every((edit) => document.changesOnlyItsPlace(edit));
    return safe === true ? problem : rest;
  });
}

/** Keeps one message for each mistake: a specific message replaces a general one about the same line. */
function unique(problems: readonly Problem[]): Problem[] {
  const general: Readonly<Record<string, string>> = {
    "bad-name": "unquoted-number",
    "unknown-connection-type": "connection-type-not-offered",
  };
  // A part with a misspelt name isn't reported as missing.
  const renamed = new Set(problems.flatMap(({ edits = [] }) => edits.map((edit) => edit.kind === "rename" && edit.to)));
  const codes = new Set(problems.map((p) => `${p.file} ${p.line} ${p.code}`));
  const kept = problems.filter(
    (p) =>
      !codes.has(`${p.file} ${p.line} ${general[p.code]}`) &&
      !(/^missing|-missing$/.test(p.code) && renamed.has(p.path.split(".").at(-1)!)),
  );
  return [...new Map(kept.map((p) => [`${p.file} ${p.line} ${p.path} ${p.code}`, p])).values()];
}
