import { join } from "node:path";
import { isE164 } from "../../domain/contract/e164.ts";
import { RouteError } from "../../domain/contract/route.ts";
import { UserError } from "../../domain/user-error.ts";
import { root } from "../../launch/checkout.ts";
import { EXIT, usageError } from "../exit.ts";
import { paintFor } from "../paint.ts";
import { regionsServing } from "../serving-regions.ts";
import { regionTables } from "../tables/region-tables.ts";
import { announce, awsLabel, type Target, targetOf } from "../target/target.ts";
import { type Asked, explanationOf, type StoredRoute } from "./explanation.ts";
import { linesOf } from "./text.ts";

interface ExplainOptions extends Asked {
  readonly deployed?: boolean;
  /** Name of the world in `--world`. */
  readonly world?: string;
  readonly why?: boolean;
  readonly json?: boolean;
}

/** `aybiza explain` */
export async function explain(options: ExplainOptions): Promise<number> {
  const explanation = options.deployed ? await ofDeployed(options) : ofFiles(options);
  if (options.json) process.stdout.write(`${JSON.stringify(explanation)}\n`);
  else for (const line of linesOf(explanation, paintFor(process.stdout), { why: options.why })) console.log(line);
  const hasRoute = options.deployed ? explanation.deployed !== null : explanation.number !== undefined;
  return hasRoute ? EXIT.ok : EXIT.no;
}

function ofFiles(options: ExplainOptions) {
  if (options.world !== undefined)
    throw usageError("world-without-deployed", "--world needs --deployed: without it, the files are explained", [
      "Add --deployed, or leave out --world",
    ]);
  return explanationOf(options, join(root, "stacks"));
}

async function ofDeployed(options: ExplainOptions) {
  const { to } = options;
  if (!isE164(to))
    throw usageError("number-malformed", `--deployed needs a number in E.164, and --to is ${to}`, [
      "Write a plus and the country code:  --to +14155550101",
    ]);
  const target = await targetOf(options.world, to);
  return explanationOf(options, target.stacks, await storedRoute(target, to, options.json ?? false));
}

/** Reads a number's route from the tables of the regions that serve its country. */
async function storedRoute(target: Target, number: string, json: boolean): Promise<StoredRoute> {
  const served = regionsServing(target.stacks, number);
  for (const { region, document } of served) {
    const awsProfile = document.config["aws:profile"] as string | undefined;
    if (!json) announce(awsLabel(target, awsProfile));
    const awsRegion = String(document.config["aws:region"]);
    const tables = regionTables({ region: region.id, awsRegion, awsProfile, env: target.env, verb: "explain" });
    try {
      const route = await tables.route(number);
      if (route !== undefined) return { region, route };
    } catch (error) {
      if (!(error instanceof RouteError)) throw error;
      throw new UserError(`route-${error.code}`, error.message, `Deploy the tenant's stack, or update this checkout`);
    } finally {
      tables.close();
    }
  }
  return { region: served[0]!.region, route: undefined };
}
