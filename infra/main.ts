import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { loadStackFile } from "./config/load.ts";
import { lazyProperties } from "./lazy-properties.ts";
import { plainErrors } from "./plain-errors.ts";
import { quietSdk } from "./quiet-sdk.ts";

quietSdk();
lazyProperties();
plainErrors();

/** Reads the stack's file and runs the region or the tenant program; nothing else. */
export default async function main(): Promise<Record<string, unknown>> {
  const file = loadStackFile(join(pulumi.getRootDirectory(), "stacks"), pulumi.getStack());
  // Only the program that runs is loaded: a tenant's preview never pays for the region's part of @pulumi/aws.
  if (file.kind === "region") return (await import("./region/program.ts")).regionProgram(file);
  return (await import("./tenant/program.ts")).tenantProgram(file);
}
