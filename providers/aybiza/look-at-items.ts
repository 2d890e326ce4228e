import { z } from "zod";
import type { FunctionSpec } from "../kit/define.ts";
import type { RoutesTable } from "./routes-table.ts";

/** A function that reads the items that a program is about to declare, so that the same update repairs drift. */
export const lookAtItems: FunctionSpec<RoutesTable> = {
  token: "aybiza:index:lookAtItems",
  description:
    "Reads items before the program declares them, 100 in one request. Each `RoutesItem` then compares itself with the stored item, so a plain `pulumi up` repairs drift from an interrupted run or a manual change. Without it, a `RoutesItem` compares itself with the state, as every resource does.",
  examples: [
    {
      title: "Repair a route that was deleted by hand",
      program: `import * as aybiza from "@pulumi/aybiza";

const provider = new aybiza.Provider("region", { region: "us-east-1" });
const table = "aybiza-us-routes";
const key = { pk: "number#+14155550101", sk: "route" };
await aybiza.lookAtItems({ table, keys: [key] }, { provider });
new aybiza.RoutesItem("route", { table, ...key, tenant: "acme", fields: { to: "reception" } }, { provider });`,
    },
  ],
  inputs: z.strictObject({
    table: z.string().meta({ description: "Name of the region's routes table." }),
    keys: z
      .array(
        z
          .strictObject({
            pk: z.string().min(1, "must not be empty").meta({ description: "Partition key." }),
            sk: z
              .string()
              .min(1, "must not be empty")
              .optional()
              .meta({ description: "Sort key. Without it, all items of the partition are read." }),
          })
          .meta({ typeName: "ItemKey", description: "The key of an item, or of a partition." }),
      )
      .meta({ description: "Keys of the items." }),
  }),
  outputs: z.strictObject({ found: z.int().meta({ description: "How many of the items exist." }) }),
  async invoke({ client, signal }, { table, keys }) {
    return { found: await client.snapshot.look(table, keys, signal) };
  },
};
