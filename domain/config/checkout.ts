import { basename } from "node:path";
import { isAwsRegion } from "./aws-region.ts";
import type { StackDocument } from "./document.ts";
import { checkKey } from "./issues.ts";
import type { Problem } from "./problem.ts";
import { type RegionConfig, regionSchema } from "./region.ts";
import { readStackFile, readStacks, regionsIn, stackFileName } from "./stacks.ts";
import { concerns } from "./tenant-concern.ts";

/** A region's file as a tenant of the region reads it: its rules, or what is wrong with them. */
export interface RegionRules {
  readonly document: StackDocument;
  readonly region: RegionConfig | undefined;
  /** Mistakes in `aybiza:region` and in the text. */
  readonly problems: readonly Problem[];
  /** The AWS Region that the file is deployed in, if it names a valid one. */
  readonly awsRegion: string | undefined;
}

/** The stack files of one folder, as the loader reads them. Only this decides which other files a file is compared with. */
export interface Checkout {
  readonly folder: string;
  /** Parses a stack's file; undefined where there is none. */
  file(stack: string): StackDocument | undefined;
  /** Reads the rules of a region; undefined where the stack has no file. */
  region(stack: string): RegionRules | undefined;
  /** Names of the region stacks. */
  regionStacks(): readonly string[];
  /** The regions with valid files. */
  regions(): Iterable<RegionConfig>;
  /** Files of other tenants that may share a number, an account or an id with a file, or that can't be read and may do so. */
  others(document: StackDocument): readonly StackDocument[];
}

/** Reads a region's rules from its document. */
export function rulesOf(document: StackDocument): RegionRules {
  if (!document.readable) return { document, region: undefined, problems: document.problems, awsRegion: undefined };
  const { value, problems } = checkKey(document, "aybiza:region", regionSchema);
  const awsRegion = document.config["aws:region"];
  return {
    document,
    region: value,
    problems: [...document.problems, ...problems],
    awsRegion: isAwsRegion(awsRegion) ? awsRegion : undefined,
  };
}

/** A checkout for the load of one file. It reads a file when it is asked for, and parses another tenant's file only if its text may matter. */
export function openCheckout(folder: string): Checkout {
  return {
    folder,
    file: (stack) => readStackFile(folder, stack),
    region(stack) {
      const document = readStackFile(folder, stack);
      return document && rulesOf(document);
    },
    regionStacks: () => regionsIn(folder).map(({ stack }) => stack),
    *regions() {
      for (const { document } of regionsIn(folder)) {
        const { value } = checkKey(document, "aybiza:region", regionSchema);
        if (value !== undefined) yield value;
      }
    },
    others(self) {
      const mayConcern = concerns(self);
      const isOther = (stack: string) => stackFileName(stack) !== basename(self.file);
      return [...readStacks(folder, (text, stack) => isOther(stack) && mayConcern(text))].flatMap(
        ({ stack, document }) => (isOther(stack) && mayBeTenant(document) ? [document] : []),
      );
    },
  };
}

/** Whether a file declares a tenant, or can't be read and so may do. */
export const mayBeTenant = ({ config, readable }: StackDocument): boolean =>
  !readable || "aybiza:numbers" in config || "aybiza:tenant" in config;
