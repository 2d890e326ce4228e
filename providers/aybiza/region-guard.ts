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
        "AWS account of the table. The guard refuses its end to credentials of any other account. Without it, the guard looks into the table of whichever account the credentials belong to.",
      replaceOnChange: true,
    }),
});

/**
 * Guards a region that serves live numbers: while a number has a route in its table, the guard can be neither deleted nor replaced. It is
 * nothing at AWS. A stack lets it depend on all of the region's resources: a delete goes from it to them, so its refusal comes before any of them is touched.
 */
export const regionGuard: ResourceSpec<RoutesTable> = {
  token: "aybiza:index:RegionGuard",
  description:
    "Guards a region that serves live numbers: it can't be deleted or replaced while its routes table holds a number's route. Let it depend on all of the region's resources. Import it as `table/webhookDomain`.",
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
    // A guard of before it kept its account learns it in place.
    if (all.every(([path, kind]) => path === "account" && kind === "add")) return { changes: Object.fromEntries(all) };
    const changes = all.map(([path, kind]): [string, DiffKind] => [path, `${kind}-replace` as DiffKind]);
    // A preview says it too, before a resource of the region is replaced.
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
      throw new ProviderError("bad-id", `${JSON.stringify(id)} isn't the id of a guard: write table/webhookDomain`);
    const known = { table, webhookDomain, ...(inputs.account !== undefined && { account: inputs.account }) };
    return { id, inputs: known, state: known };
  },

  async delete(ctx, { state }) {
    await refuseWhileLive(ctx, state as Guarded, "its end");
  },
};

interface Guarded {
  readonly table: string;
  /** Absent in what an earlier version guards. */
  readonly account?: string;
}

type Asking = Pick<Parameters<typeof regionGuard.create>[0], "client" | "signal">;

/** In another account there may be no such table, or one of the same name whose numbers say nothing of this region's. */
async function refuseOtherAccount({ client, signal }: Asking, { table, account }: Guarded): Promise<void> {
  if (account === undefined) return;
  const caller = await client.account(signal);
  if (caller === account) return;
  throw new ProviderError(
    "other-account",
    `these AWS credentials belong to account ${caller}, and the region of ${table} is in account ${account}: nothing was looked at or changed; set AWS_PROFILE, the AWS_ variables or \`aws:profile\` to credentials of ${account}`,
  );
}

async function refuseWhileLive(asking: Asking, guarded: Guarded, what: string): Promise<void> {
  const { client, signal } = asking;
  if (!client.known) return;
  await refuseOtherAccount(asking, guarded);
  const { table } = guarded;
  const live = await client.liveNumbers(table, signal).catch((error: unknown) => {
    if (!(error instanceof ProviderError) || error.code !== "no-table") throw error;
    const text = `whether the region of ${table} serves live numbers can't be seen: ${error.message}. If the table was deleted at AWS, take the guard out of the state (pulumi state delete, docs/operate.md#a-region-is-taken-down), then run this again`;
    throw new ProviderError("no-table", text, { cause: error });
  });
  if (live.length === 0) return;
  throw new ProviderError(
    "region-live",
    `the region of ${table} serves ${countOf(live)}, and ${what} would leave their callers without an answer: ${shown(live)}. Release or hand back each number in its tenant's file and deploy that (docs/release-a-number.md), then run this again`,
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
