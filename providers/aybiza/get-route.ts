import { z } from "zod";
import { E164_PATTERN } from "../../domain/contract/e164.ts";
import { keys, parseRouteOwner, RouteError, type RouteOwner } from "../../domain/contract/route.ts";
import type { FunctionSpec } from "../kit/define.ts";
import { ProviderError, UNKNOWN } from "../kit/handler.ts";
import type { RoutesTable } from "./routes-table.ts";

const optionalText = (description: string) => z.string().optional().meta({ description });

/** Looks up a number's route: the number's tenant, and the tenant that receives it in a transfer. */
export const getRoute: FunctionSpec<RoutesTable> = {
  token: "aybiza:index:getRoute",
  description:
    "The tenant of a number's route, and the tenant that it is transferred to. Empty where the number has no route.",
  examples: [
    {
      title: "Look up the tenant of a number",
      program: `import * as aybiza from "@pulumi/aybiza";

const provider = new aybiza.Provider("region", { region: "us-east-1" });
const route = await aybiza.getRoute({ table: "aybiza-us-routes", number: "+14155550101" }, { provider });

export const tenant = route.tenant;`,
    },
  ],
  inputs: z.strictObject({
    table: z.string().min(1, "must not be empty").meta({ description: "Name of the region's routes table." }),
    number: z.string().regex(E164_PATTERN, "must be an E.164 number").meta({ description: "The number, E.164." }),
  }),
  outputs: z.strictObject({
    tenant: optionalText("The number's tenant."),
    accountSid: optionalText("The Twilio account that holds the number."),
    transferTo: optionalText("The tenant that the number is transferred to."),
  }),
  async invoke({ client, signal }, { table, number }) {
    // In a preview, the table's AWS Region may not be known yet.
    if (!client.known || table === UNKNOWN) return {};
    const stored = await client.get({ table, ...keys.route(number) }, signal);
    if (stored === undefined) return {};
    const { tenant, accountSid, transferTo } = ownerOf({ ...stored.fields, tenant: stored.tenant }, number);
    return Object.fromEntries(Object.entries({ tenant, accountSid, transferTo }).filter(([, v]) => v !== undefined));
  },
};

function ownerOf(item: Readonly<Record<string, unknown>>, number: string): RouteOwner {
  try {
    return parseRouteOwner(item, number);
  } catch (error) {
    if (error instanceof RouteError) throw new ProviderError(`route-${error.code}`, error.message, { cause: error });
    throw error;
  }
}
