import { z } from "zod";
import type { FunctionSpec } from "../kit/define.ts";
import type { RoutesTable } from "./routes-table.ts";

/** Looks at the items that a program is about to declare, so that the same update mends what isn't as the stack remembers it. */
export const lookAtItems: FunctionSpec<RoutesTable> = {
  token: "aybiza:index:lookAtItems",
  description:
    "Looks at items before the program declares them, a hundred in one request. Those `RoutesItem`s then compare themselves with what is there, so that a plain `pulumi up` mends what an interrupted run or a hand in the console took away. Without it they compare with the stack's memory, as resources do.",
  examples: [
    {
      title: "Mend a route that was deleted by hand",
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
              .meta({ description: "Sort key. Without it, all items of the partition are looked at." }),
          })
          .meta({ typeName: "ItemKey", description: "The key of an item, or of a partition." }),
      )
      .meta({ description: "The items' keys, each once." }),
  }),
  outputs: z.strictObject({ found: z.int().meta({ description: "How many of them are there." }) }),
  async invoke({ client, signal }, { table, keys }) {
    return { found: await client.snapshot.look(table, keys, signal) };
  },
};
