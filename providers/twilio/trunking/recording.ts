import { z } from "zod";
import type { ResourceSpec } from "../../kit/define.ts";
import { type Bag, type Context, ProviderError } from "../../kit/handler.ts";
import { shownInputs } from "../../kit/inputs.ts";
import type { TwilioClient } from "../client/client.ts";
import type { Form } from "../client/records.ts";
import { isHeldBySuccessor } from "../held-by-successor.ts";
import { refuseOtherAccount } from "../other-account.ts";
import { immutableSid } from "../settings.ts";

/** Twilio's defaults, which a delete restores. */
const defaults = { mode: "do-not-record", trim: "do-not-trim" };

const inputs = z.strictObject({
  trunkSid: immutableSid("TK", "SID of the trunk. A change replaces the resource."),
  mode: z
    .enum([
      "do-not-record",
      "record-from-ringing",
      "record-from-answer",
      "record-from-ringing-dual",
      "record-from-answer-dual",
    ])
    .optional()
    .meta({
      description:
        "Whether calls are recorded, and from which moment; `-dual` records each side in a channel of its own. `do-not-record` by default.",
    }),
  trim: z.enum(["do-not-trim", "trim-silence"]).optional().meta({
    description: "Whether silence is trimmed from the start and end of a recording. `do-not-trim` by default.",
  }),
});

const outputs = z.strictObject({
  accountSid: z.string().meta({ description: "SID of the account that owns the trunk.", stable: true }),
});

type Ctx = Context<TwilioClient>;
type Recording = typeof defaults;

/** The resource of a trunk's recording setting, which always exists at Twilio. https://www.twilio.com/docs/sip-trunking/api/recording-resource */
export const trunkRecording: ResourceSpec<TwilioClient> = {
  token: "twilio:index:TrunkRecording",
  description:
    "The recording setting of a trunk. Every trunk always has exactly one: a create overwrites it, and a delete restores the default, without recording. Declare it once for each trunk. Import it by the trunk's SID.",
  examples: [
    {
      title: "Record a trunk's calls once they are answered",
      program: `import * as twilio from "@pulumi/twilio";

const provider = new twilio.Provider("own", { accountSid: "AC0123456789abcdef0123456789abcdef" });
const office = new twilio.Trunk("office", {}, { provider });
new twilio.TrunkRecording("office", { trunkSid: office.sid, mode: "record-from-answer-dual" }, { provider });`,
    },
  ],
  inputs,
  outputs,

  async create(ctx, { inputs }) {
    if (!ctx.preview && !(await set(ctx, inputs.trunkSid, inputs))) throw gone(inputs.trunkSid);
    return { ...(!ctx.preview && { id: inputs.trunkSid }), state: stateOf(ctx, inputs) };
  },

  async read(ctx, { id, inputs, state }) {
    refuseOtherAccount(ctx.client, state);
    const live = await ctx.client.requests.fetch<Recording>({ ...at(ctx, id, "read"), method: "GET" });
    if (!live) return undefined;
    const shown = shownInputs({ live: { trunkSid: id, mode: live.mode, trim: live.trim }, inputs, defaults });
    return { id, inputs: shown, state: stateOf(ctx, shown) };
  },

  async update(ctx, { id, newInputs, oldState }) {
    refuseOtherAccount(ctx.client, oldState);
    if (!ctx.preview && !(await set(ctx, id, newInputs))) throw gone(id);
    return { state: stateOf(ctx, newInputs) };
  },

  async delete(ctx, { id, state }) {
    refuseOtherAccount(ctx.client, state);
    // Don't restore the default: the replacing resource has already set the recording.
    if (isHeldBySuccessor(ctx, id)) return;
    await set(ctx, id, {});
  },
};

const at = (ctx: Ctx, trunkSid: string, verb: string) => ({
  what: `${verb} the recording of trunk ${trunkSid}`,
  origin: "https://trunking.twilio.com",
  path: `/v1/Trunks/${trunkSid}/Recording`,
  repeatable: true,
  signal: ctx.signal,
});

/** Reads the trunk's recording setting; undefined if the trunk doesn't exist. */
function set(ctx: Ctx, trunkSid: string, { mode, trim }: Bag): Promise<Recording | undefined> {
  const form: Form = { Mode: mode ?? defaults.mode, Trim: trim ?? defaults.trim };
  return ctx.client.requests.fetch<Recording>({ ...at(ctx, trunkSid, "change"), method: "POST", form });
}

const stateOf = ({ client }: Ctx, inputs: Bag): Bag => ({ ...inputs, accountSid: client.accountSid });

const gone = (trunkSid: string) =>
  new ProviderError(
    "trunk-missing",
    `trunk ${trunkSid} doesn't exist, so its recording can't be set. Correct \`trunkSid\``,
  );
