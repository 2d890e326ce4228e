import { basename } from "node:path";
import type { StackDocument } from "./document.ts";
import { checkKey } from "./issues.ts";
import { type RegionConfig, regionSchema } from "./region.ts";
import { readStacks, regionsIn, stackFileName } from "./stacks.ts";
import { concerns } from "./tenant-concern.ts";

/** Other stacks' files that may name this file's numbers or accounts, including unreadable files (`readable` is false). */
export function otherTenants(folder: string, self: StackDocument): StackDocument[] {
  const mayConcern = concerns(self);
  const isOther = (stack: string) => stackFileName(stack) !== basename(self.file);
  return [...readStacks(folder, (text, stack) => isOther(stack) && mayConcern(text))].flatMap(({ stack, document }) => {
    const { config, readable } = document;
    const isTenant = !readable || "aybiza:numbers" in config || "aybiza:tenant" in config;
    return isOther(stack) && isTenant ? [document] : [];
  });
}

/** The regions of the checkout with valid files. */
export function* validRegions(folder: string): Generator<RegionConfig> {
  for (const { document } of regionsIn(folder)) {
    const { value } = checkKey(document, "aybiza:region", regionSchema);
    if (value !== undefined) yield value;
  }
}
