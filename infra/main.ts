import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { loadStackFile } from "./config/load.ts";
import { lazyProperties } from "./lazy-properties.ts";
import { quietSdk } from "./quiet-sdk.ts";

quietSdk();
lazyProperties();

/** Reads the stack's file and runs the region or the tenant program; nothing else. */
export default async function main(): Promise<Record<string, unknown>> {
  try {
    const file = loadStackFile(join(pulumi.getRootDirectory(), "stacks"), pulumi.getStack());
    // Only the program that runs is loaded: a tenant's preview never pays for the region's part of @pulumi/aws.
    if (file.kind === "region") return await (await import("./region/program.ts")).regionProgram(file);
    return await (await import("./tenant/program.ts")).tenantProgram(file);
  } catch (error) {
    // Mistakes of people are told without a stack trace.
    if (isOfPeople(error)) throw new pulumi.RunError(error.message);
    const refused = refusedLook(error);
    if (refused !== undefined) throw new pulumi.RunError(refused);
    throw error;
  }
}

/** By name: a region's program is loaded beside the bundle that this may be in, with classes of its own. */
function isOfPeople(error: unknown): error is Error {
  return error instanceof Error && ["StackFileError", "Refusal", "ProviderError"].includes(error.name);
}

/** A provider that couldn't look (an account's credentials are wrong, a cloud doesn't answer) has said what to do in one line. */
function refusedLook(error: unknown): string | undefined {
  return error instanceof Error ? /^invocation of \S+ returned an error: (.*)$/s.exec(error.message)?.[1] : undefined;
}
