import { z } from "zod";
import type { PackageSpec } from "../kit/define.ts";
import { changesBetween } from "../kit/diff.ts";
import type { DiffKind } from "../kit/handler.ts";
import { definePackage } from "../kit/package.ts";
import { getRoute } from "./get-route.ts";
import { lookAtItems } from "./look-at-items.ts";
import { regionGuard } from "./region-guard.ts";
import { routesItem } from "./routes-item.ts";
import { RoutesTable } from "./routes-table.ts";

const config = z.strictObject({
  region: z
    .string()
    .regex(/^[a-z]{2,}(-[a-z]+)+-\d+$/, "must be an AWS Region, such as us-east-1")
    .meta({
      description: "AWS Region of the routes tables.",
    }),
  profile: z.string().min(1).optional().meta({
    description: "Profile of the AWS configuration to use. Without it, the AWS SDK's own chain finds the credentials.",
  }),
});

/** Definition of package `aybiza`: items of a region's routes table, and the guard of a region with live numbers. */
export const spec: PackageSpec<RoutesTable> = {
  name: "aybiza",
  version: "0.1.0",
  description:
    "Items of a region's routes table (routes, agents' manifests, signing tokens, adoption records), and the guard of a region that serves live numbers.",
  config,
  resources: [routesItem, regionGuard],
  functions: [getRoute, lookAtItems],
  // Another AWS Region has other tables: the engine creates the items there before it deletes them in the old Region.
  diffConfig(olds, news) {
    const changes = Object.entries(changesBetween(olds, news));
    return {
      changes: Object.fromEntries(
        changes.map(([k, kind]) => [k, k === "region" ? (`${kind}-replace` as DiffKind) : kind]),
      ),
    };
  },
  readOnly: (table) => table.readOnly(),
  configure: ({ region, profile }) => RoutesTable.of({ region, ...(profile !== undefined && { profile }) }),
};

export const aybiza = definePackage(spec);
