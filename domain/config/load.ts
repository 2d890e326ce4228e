import { basename, join } from "node:path";
import type { z } from "zod";
import type { AgentManifest } from "./agent.ts";
import { awsKeyProblems } from "./aws-keys.ts";
import { awsRegionProblems, isAwsRegion } from "./aws-region.ts";
import type { StackDocument } from "./document.ts";
import { renameOrTakeOut, write } from "./edits.ts";
import { checkKey } from "./issues.ts";
import { nearest } from "./nearest.ts";
import { otherTenants, validRegions } from "./neighbours.ts";
import { type Problem, StackFileError, shortened } from "./problem.ts";
import { type RegionConfig, regionSchema } from "./region.ts";
import { checkRegion } from "./region-rules.ts";
import { otherSecrets } from "./secret.ts";
import { readStackFile, regionsIn, stackFileName, stackOf } from "./stacks.ts";
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
import { checkTenant } from "./tenant-rules.ts";
import { written } from "./written.ts";

/** A checked region file. */
export interface RegionFile {
  readonly kind: "region";
  readonly file: string;
  readonly region: RegionConfig;
  readonly document: StackDocument;
}

/** A checked tenant file with the rules of its region, from the same checkout. */
export interface TenantFile {
  readonly kind: "tenant";
  readonly file: string;
  readonly tenant: TenantConfig;
  readonly region: RegionConfig;
  readonly connections: Readonly<Record<string, Connection>>;
  /** Which credentials the file holds for each account; their values only the engine can decrypt. */
  readonly credentials: Readonly<Record<string, AccountCredentials>>;
  readonly agents: Readonly<Record<string, AgentManifest>>;
  readonly numbers: Readonly<Record<string, NumberConfig>>;
  readonly document: StackDocument;
}

/** Reads a stack's file from the folder of stack files, and all that it must agree with. Throws {@link StackFileError} with every mistake. */
export function loadStackFile(folder: string, stack: string): RegionFile | TenantFile {
  const document = read(folder, stack);
  if (!document.readable || document.problems.some(({ code }) => code === "no-config"))
    throw new StackFileError(document.problems);
  const { kind, problems } = stackOf(stack, document);
  if (kind === "broken" && document.problems.length === 0) throw new StackFileError(problems);
  return "aybiza:region" in document.config ? loadRegion(folder, document, stack) : loadTenant(folder, document);
}

function loadRegion(folder: string, document: StackDocument, stack: string): RegionFile {
  const problems = [...document.problems, ...unknownTopKeys(document, ["aybiza:region"])];
  problems.push(...otherSecrets(document, ["aybiza:region"]), ...awsKeyProblems(document));
  const region = checkKey(document, "aybiza:region", regionSchema);
  problems.push(...region.problems);
  if (region.value !== undefined && region.value.id !== stack) {
    problems.push({
      code: "region-id",
      file: document.file,
      line: document.line(["aybiza:region", "id"]),
      path: "aybiza:region.id",
      message: `the region's id is ${JSON.stringify(region.value.id)} but its stack is ${JSON.stringify(stack)}; tenants find a region by this name`,
      ...write(["aybiza:region", "id"], stack, `, or rename the file to ${stackFileName(region.value.id)}`),
    });
  }
  problems.push(...checkRegion(document, region.value, () => otherTenants(folder, document)));
  if (problems.length > 0 || region.value === undefined)
    throw new StackFileError(withSafeEdits(document, unique(problems)));
  return { kind: "region", file: document.file, document, region: region.value };
}

function loadTenant(folder: string, document: StackDocument): TenantFile {
  const ours = ["aybiza:tenant", "aybiza:connections", "aybiza:agents", "aybiza:numbers"];
  const problems: Problem[] = [...document.problems, ...unknownTopKeys(document, ours)];
  const check = <S extends z.ZodType>(key: string, schema: S): z.output<S> | undefined => {
    const result = checkKey(document, key, schema);
    problems.push(...result.problems);
    return result.value;
  };
  const tenant = check("aybiza:tenant", tenantSchema);
  const connections = check("aybiza:connections", connectionsSchema);
  const hasCredentials = document.config["twilio:credentials"] !== undefined;
  const credentials = hasCredentials ? check("twilio:credentials", credentialsSchema) : {};
  problems.push(...otherSecrets(document, [...ours, "twilio:credentials"]), ...awsKeyProblems(document));
  const agents = check("aybiza:agents", agentsSchema);
  const numbers = check("aybiza:numbers", numbersSchema);
  const region = tenant === undefined ? undefined : regionOf(folder, document, tenant, problems);
  problems.push(
    ...checkTenant({
      document,
      tenant,
      region,
      connections,
      agents,
      numbers,
      written: written(document),
      others: once(() => otherTenants(folder, document)),
      regions: () => validRegions(folder),
    }),
  );
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
  };
}

/** The region's rules come from the region file in the same checkout, so that one change of both is judged as one. */
function regionOf(
  folder: string,
  document: StackDocument,
  tenant: TenantConfig,
  problems: Problem[],
): RegionConfig | undefined {
  const isName = /^[a-z][a-z0-9-]*$/.test(tenant.region);
  const regionDocument = isName ? readStackFile(folder, tenant.region) : undefined;
  if (regionDocument === undefined) {
    const path = ["aybiza:tenant", "region"];
    const stacks = regionsIn(folder).map(({ stack }) => stack);
    const near = nearest(tenant.region, stacks);
    problems.push({
      file: document.file,
      line: document.line(path),
      path: document.path(path),
      code: "unknown-region",
      message: `there is no region ${JSON.stringify(shortened(tenant.region))}: no file ${isName ? stackFileName(tenant.region) : "has this name"}`,
      ...(near === undefined ? { fix: `write the id of a region: ${listOf(stacks)}` } : write(path, near)),
    });
    return undefined;
  }
  if (!regionDocument.readable) {
    problems.push(...regionDocument.problems);
    return undefined;
  }
  const region = checkKey(regionDocument, "aybiza:region", regionSchema);
  problems.push(...regionDocument.problems, ...region.problems);
  problems.push(...awsRegionProblems(regionDocument));
  const [own, shared] = [document.config["aws:region"], regionDocument.config["aws:region"]];
  // The region's own file is refused without it.
  if (own !== shared && isAwsRegion(shared)) {
    problems.push({
      code: "aws-region",
      file: document.file,
      line: document.line(["aws:region"]),
      path: "aws:region",
      message: `the tenant's AWS region is ${own === undefined ? "not set" : shortened(JSON.stringify(own))}, but the tables of region \`${tenant.region}\` are in ${shared}`,
      ...write(["aws:region"], shared),
    });
  }
  return region.value;
}

/** Other files are read and parsed once, and only when something must be compared with them. */
function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

function read(folder: string, stack: string): StackDocument {
  const document = readStackFile(folder, stack);
  if (document !== undefined) return document;
  const message = "there is no such file; each stack has one";
  throw new StackFileError([
    {
      code: "no-file",
      file: join(basename(folder), stackFileName(stack)),
      path: "(file)",
      message,
      fix: "create it; docs/stack-files.md shows both kinds",
    },
  ]);
}

function unknownTopKeys(document: StackDocument, known: readonly string[]): Problem[] {
  return Object.keys(document.config)
    .filter((key) => key.startsWith("aybiza:") && !known.includes(key))
    .map((key) => ({
      code: "unknown-key",
      file: document.file,
      line: document.line([key]),
      path: document.path([key]),
      message: `there is no setting \`${shortened(key)}\` in this kind of stack file`,
      ...renameOrTakeOut(
        [key],
        known.filter((name) => !(name in document.config)),
        `; known are ${listOf(known)}`,
      ),
    }));
}

/** An edit of a value that is elsewhere too, by an alias or a merge key, would change more than it says: then the words alone remain. */
function withSafeEdits(document: StackDocument, problems: readonly Problem[]): Problem[] {
  return problems.map((problem) => {
    const { edits, ...rest } = problem;
    const safe = problem.file === document.file && edits?.every((edit) => document.changesOnlyItsPlace(edit));
    return safe === true ? problem : rest;
  });
}

/** One message for one mistake: a more special word on a place stands for the general one. */
function unique(problems: readonly Problem[]): Problem[] {
  const general: Readonly<Record<string, string>> = {
    "bad-name": "unquoted-number",
    "unknown-connection-type": "integration-not-offered",
  };
  // A part that is there under a misspelt name isn't missing.
  const renamed = new Set(problems.flatMap(({ edits = [] }) => edits.map((edit) => edit.kind === "rename" && edit.to)));
  const codes = new Set(problems.map((p) => `${p.file} ${p.line} ${p.code}`));
  const kept = problems.filter(
    (p) =>
      !codes.has(`${p.file} ${p.line} ${general[p.code]}`) &&
      !(p.code.startsWith("missing") && renamed.has(p.path.split(".").at(-1)!)),
  );
  return [...new Map(kept.map((p) => [`${p.file} ${p.line} ${p.path} ${p.code}`, p])).values()];
}
