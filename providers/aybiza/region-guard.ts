import { z } from "zod";
import type { ResourceSpec } from "../kit/define.ts";
import { changesBetween } from "../kit/diff.ts";
import { type DiffKind, ProviderError } from "../kit/handler.ts";
import type { LiveNumber } from "./live-numbers.ts";
import type { RoutesTable } from "./routes-table.ts";

const inputs = z.strictObject({
  table: z
    .string()
    .regex(/^[\w.-]{3,255}$/, "must be a table's name: 3 to 255 letters, digits, `_`, `-` and `.`")
    .meta({ description: "Name of the region's routes table.", replaceOnChange: true }),
  webhookDomain: z
    .string()
    .min(1, "must not be empty")
    .meta({ description: "Domain that the webhooks of the region's numbers point at.", replaceOnChange: true }),
  account: z
    .string()
    .regex(/^\d{12}$/, "must be an AWS account's id: 12 digits")
    .optional()
    .meta({
      description:
        "AWS account of the table. With credentials of another account, the guard can't be deleted. Without it, the guard checks the table in the credentials' own account.",
      replaceOnChange: true,
    }),
});

/**
 * Guards a region that serves live numbers: while a number has a route in its table, the guard can't be deleted or replaced. It creates nothing at
 * AWS. It depends on all of the region's resources, so in a destroy the engine deletes it first, and its refusal protects all of them.
 */
export const regionGuard: ResourceSpec<RoutesTable> = {
  token: "aybiza:index:RegionGuard",
  description:
    "Guards a region that serves live numbers: it can't be deleted or replaced while its routes table holds a number's route. Make it depend on all of the region's resources. Import it as `table/webhookDomain`.",
  examples: [
    {
      title: "Guard a region's table and domain",
      program: `import * as aybiza from "@pulumi/aybiza";

const provider = new aybiza.Provider("region", { region: "us-east-1" });
new aybiza.RegionGuard(
  "guard",
  { table: "aybiza-us-routes", webhookDomain: "voice.us.aybiza.example" },
  { provider },
);`,
    },
  ],
  inputs,
  outputs: z.strictObject({}),

  async diff(ctx, { oldInputs, newInputs }) {
    const all = Object.entries(changesBetween(oldInputs, newInputs));
    // A guard of a version without `account` gets the account by an update in place.
    if (all.every(([path, kind]) => path === "account" && kind === "add")) return { changes: Object.fromEntries(all) };
    const changes = all.map(([path, kind]): [string, DiffKind] => [path, `${kind}-replace` as DiffKind]);
    // Refuse in the preview as well, before the update replaces a resource of the region.
    await refuseWhileLive(ctx, oldInputs as Guarded, `a change of ${changes.map(([p]) => p).join(", ")}`);
    return { changes: Object.fromEntries(changes) };
  },

  async create(ctx, { inputs }) {
    if (ctx.preview) return { state: inputs };
    await refuseOtherAccount(ctx, inputs as Guarded);
    return { id: `${inputs.table}/${inputs.webhookDomain}`, state: inputs };
  },

  async update(ctx, { newInputs }) {
    if (!ctx.preview) await refuseOtherAccount(ctx, newInputs as Guarded);
    return { state: newInputs };
  },

  async read(_ctx, { id, inputs }) {
    const [table, webhookDomain, ...rest] = id.split("/");
    if (!table || !webhookDomain || rest.length > 0)
      throw new ProviderError("bad-id", `${JSON.stringify(id)} isn't a guard's id: use the form table/webhookDomain`);
    const known = { table, webhookDomain, ...(inputs.account !== undefined && { account: inputs.account }) };
    return { id, inputs: known, state: known };
  },

  async delete(ctx, { state }) {
    await refuseWhileLive(ctx, state as Guarded, "its deletion");
  },
};

interface Guarded {
  readonly table: string;
  /** The table's AWS account. Absent in a guard of an earlier version. */
  readonly account?: string;
}

type Asking = Pick<Parameters<typeof regionGuard.create>[0], "client" | "signal">;

/** Refuses credentials of another account: it may have no such table, or an unrelated one of the same name. */
async function refuseOtherAccount({ client, signal }: Asking, { table, account }: Guarded): Promise<void> {
  if (account === undefined) return;
  const caller = await client.account(signal);
  if (caller === account) return;
  throw new ProviderError(
    "other-account",
    `these AWS credentials belong to account ${caller}, but ${table} is in account ${account}. Nothing was read or changed. Set AWS_PROFILE, the AWS_ variables or \`aws:profile\` to credentials of ${account}`,
  );
}

async function refuseWhileLive(asking: Asking, guarded: Guarded, what: string): Promise<void> {
  const { client, signal } = asking;
  if (!client.known) return;
  await refuseOtherAccount(asking, guarded);
  const { table } = guarded;
  const live = await client.liveNumbers(table, signal).catch((error: unknown) => {
    if (!(error instanceof ProviderError) || error.code !== "table-not-found") throw error;
    const text = `can't check whether the region of ${table} serves live numbers: ${error.message}. If the table was deleted at AWS, remove the guard from the state (pulumi state delete, docs/operate.md#a-region-is-taken-down), then run this again`;
    throw new ProviderError("table-not-found", text, { cause: error });
  });
  if (live.length === 0) return;
  throw new ProviderError(
    "region-live",
    `the region of ${table} serves ${countOf(live)}, and ${what} would leave their callers without an answer: ${shown(live)}. Release or hand back each number in its tenant's file, deploy that tenant (docs/release-a-number.md), then run this again`,
  );
}

const SHOWN = 10;

function shown(live: readonly LiveNumber[]): string {
  const named = live.slice(0, SHOWN).map(({ number, tenant }) => `${number} of \`${tenant}\``);
  const more = live.length - named.length;
  return [...named, ...(more > 0 ? [`and ${more} more`] : [])].join(", ");
}

function countOf(live: readonly LiveNumber[]): string {
  return live.length === 1 ? "a live number" : `${live.length} live numbers`;
}
