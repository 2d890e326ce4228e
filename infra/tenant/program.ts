import * as aybiza from "@pulumi/aybiza";
import * as pulumi from "@pulumi/pulumi";
import { keys } from "../../lambdas/router/route.ts";
import type { TenantFile } from "../config/load.ts";
import { type Problem, StackFileError } from "../config/problem.ts";
import { entryOf } from "../config/tenant-members.ts";
import { Refusal } from "../refusal.ts";
import { canonicalJson } from "../region/outputs.ts";
import { liveNumberViolations } from "../rules/live-numbers.ts";
import { planTenant, type TenantPlan } from "../rules/plan.ts";
import type { CarrierAccount } from "./carrier.ts";
import { carrierOf } from "./connection.ts";
import { liveNumbers } from "./live-numbers.ts";
import { tellMonthlyCost } from "./monthly-cost.ts";
import { declareNumber } from "./numbers.ts";
import { deployedRegion, type HeldStack, heldStack } from "./region-link.ts";
import { routesItem } from "./routes-item.ts";

/** A tenant stack: connections, agents, and numbers with their routes. */
export async function tenantProgram(file: TenantFile): Promise<Record<string, unknown>> {
  refuseOverrides(file);
  const plan = planTenant(file);
  const [region, held] = await Promise.all([deployedRegion(file.region), heldStack()]);
  refuseLosses(file, plan, held);
  const bill = tellMonthlyCost(file, plan, held.bill);

  // Made before anything is waited for, so that both providers' processes start side by side.
  const table = { name: region.routesTable, tenant: file.tenant.id, provider: awsProvider(region.awsRegion) };
  // Looked at first, declared after: a file that asks for a number which isn't there leaves nothing behind.
  const carriers = new Map(
    Object.entries(file.connections).map(([name, connection]) => [
      name,
      carrierOf(connection, { file, name, region, table, held }),
    ]),
  );
  const live = await liveNumbers(file, plan, carriers, held);
  const accounts = new Map<string, CarrierAccount>();
  for (const [name, carrier] of carriers) accounts.set(name, await carrier.open());

  const manifests = new Map(
    plan.agents.map(({ name, version, manifest }) => [
      name,
      // A version is never changed, and never deleted: calls under way, and handlers that still know the route before, go on with it.
      routesItem(
        `agent-${name}`,
        table,
        { ...keys.manifest(file.tenant.id, name, version), version, manifest },
        { retainOnDelete: true },
      ),
    ]),
  );
  const numbers = Object.fromEntries(
    plan.numbers.map((planned) => {
      const account = accounts.get(planned.connection)!;
      const number = declareNumber({
        planned,
        account,
        table,
        manifest: manifests.get(planned.route.agent.name)!,
        manifests: [...manifests.values()],
        live: planned.buy === undefined ? live.get(`${planned.connection} ${planned.number}`) : undefined,
      });
      return [
        planned.key,
        {
          number,
          connection: planned.connection,
          accountSid: account.accountSid,
          managed: planned.accountSid === undefined,
          bought: planned.buy !== undefined,
          release: planned.release,
        },
      ];
    }),
  );
  const connections = Object.fromEntries(
    [...accounts].map(([name, { accountSid }]) => [name, { type: file.connections[name]!.type, accountSid }]),
  );
  return { tenant: file.tenant, connections, numbers, ...(bill && { bill }) };
}

/** Speaks to the AWS account as the stack's `aws:` configuration says, without loading the whole of @pulumi/aws. */
function awsProvider(region: string): aybiza.Provider {
  const profile = new pulumi.Config("aws").get("profile");
  return new aybiza.Provider("region", { region, ...(profile !== undefined && { profile }) });
}

/** The engine may be given values past the file (`--config`, `--config-file`); what was checked must be what is deployed. */
function refuseOverrides(file: TenantFile): void {
  const config = new pulumi.Config("aybiza");
  for (const key of ["tenant", "connections", "agents", "numbers"]) {
    if (canonicalJson(config.getObject(key)) !== canonicalJson(file.document.config[`aybiza:${key}`])) {
      throw new Refusal(
        "config-override",
        `The engine was given another \`aybiza:${key}\` than ${file.file} holds.`,
        `change ${file.file} itself; \`--config\` and \`--config-file\` aren't for this project`,
      );
    }
  }
}

/** Safety rule 1, its first layer: stops before any provider is called. */
function refuseLosses(file: TenantFile, plan: TenantPlan, held: HeldStack): void {
  const problem = (path: readonly string[], at: Pick<Problem, "code" | "message" | "fix">): Problem => ({
    file: file.file,
    line: file.document.line(path),
    path: file.document.path(path),
    ...at,
  });
  const declared = plan.numbers.map((n) => ({
    key: n.key,
    number: n.number,
    accountSid: n.accountSid,
    bought: n.buy !== undefined,
  }));
  const problems = liveNumberViolations(held.numbers, declared).map(({ key, ...violation }) =>
    problem(["aybiza:numbers", entryOf(file.numbers, key)], violation),
  );
  // Under another id or region all items would be made anew elsewhere and deleted here, under live numbers.
  const live = Object.keys(held.numbers).length > 0;
  for (const part of ["id", "region"] as const) {
    const was = held.tenant?.[part];
    if (!live || was === undefined || was === file.tenant[part]) continue;
    problems.push(
      problem(["aybiza:tenant", part], {
        code: `tenant-${part}-changed`,
        message: `this stack holds live numbers of tenant ${part} \`${was}\`; the file now says \`${file.tenant[part]}\`, and live numbers stay where they are`,
        fix: `write \`${part}: ${was}\`; ${part === "id" ? "`name` may change at any time" : "a tenant in another region is a stack of its own"}`,
      }),
    );
  }
  if (problems.length > 0) throw new StackFileError(problems);
}
