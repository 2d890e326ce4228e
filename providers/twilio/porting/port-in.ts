import { type ResourceSpec, withReplacements } from "../../kit/define.ts";
import { changesBetween } from "../../kit/diff.ts";
import { type Bag, type Context, type DiffKind, ProviderError, UNKNOWN } from "../../kit/handler.ts";
import type { TwilioClient } from "../client/client.ts";
import { createIdempotently } from "../idempotent-create.ts";
import { refuseOtherAccount } from "../other-account.ts";
import { description, examples, inputs, outputs, rules } from "./definition.ts";
import { inputsOf, isCompleted, isOver, type PortLine, type PortRecord, requestOf } from "./record.ts";

type Ctx = Context<TwilioClient>;

/** The resource of a request to port numbers from another carrier. https://www.twilio.com/docs/phone-numbers/port-in */
export const portIn: ResourceSpec<TwilioClient> = {
  token: "twilio:index:PortIn",
  description,
  examples,
  inputs,
  outputs,
  rules,

  /** Compares the inputs. The status of the current request decides whether a change makes a new request. */
  async diff(ctx, { id, oldInputs, newInputs, oldState }) {
    refuseOtherAccount(ctx.client, requestOwner(ctx, oldState));
    const changes = withReplacements(inputs, changesBetween(oldInputs, newInputs));
    if (Object.keys(changes).length === 0) return { changes };
    const record = await ports(ctx).fetch(id);
    if (record && !isOver(record.port_in_request_status)) return { changes };
    const replacing = Object.entries(changes).map(([path, kind]) => [path, `${kind}-replace` as DiffKind]);
    return { changes: Object.fromEntries(replacing), deleteBeforeReplace: true };
  },

  async create(ctx, { inputs }) {
    const { accountSid } = ctx.client;
    if (ctx.preview) {
      const unknown = { sid: UNKNOWN, dateCreated: UNKNOWN, status: UNKNOWN, numbers: UNKNOWN };
      return { state: { ...inputs, accountSid: inputs.targetAccountSid ?? accountSid, ...unknown } };
    }
    const find = () => openRequestFor(ctx, inputs);
    const create = () => ports(ctx).createJson(requestOf(inputs, accountSid));
    const earlier = await find();
    if (earlier) {
      const sid = earlier.port_in_request_sid;
      ctx.log(
        "warning",
        `port-in request ${sid} for these numbers is already open. It is taken over, and no other is made`,
      );
    }
    const record = earlier ?? (await createIdempotently({ find, create, signal: ctx.signal }));
    return { id: record.port_in_request_sid, state: stateOf(record, inputs) };
  },

  async read(ctx, { id, inputs, state }) {
    refuseOtherAccount(ctx.client, requestOwner(ctx, state));
    const record = await ports(ctx).fetch(id);
    if (!record) return undefined;
    const shown = inputsOf(record, inputs, ctx.client.accountSid);
    return { id, inputs: shown, state: stateOf(record, shown) };
  },

  async update(ctx, { id, newInputs, oldState }) {
    refuseOtherAccount(ctx.client, requestOwner(ctx, oldState));
    const record = await ports(ctx).fetch(id);
    if (!record)
      throw new ProviderError("port-in-missing", `port-in request ${id} no longer exists. Run \`pulumi refresh\``);
    const status = record.port_in_request_status;
    if (!isCompleted(status)) throw notEditable(id, status);
    if (!ctx.preview) ctx.log("warning", `port-in request ${id} is completed: the change has no effect`);
    return { state: stateOf(record, newInputs) };
  },

  async delete(ctx, { id, state }) {
    refuseOtherAccount(ctx.client, requestOwner(ctx, state));
    const record = await ports(ctx).fetch(id);
    if (!record || isOver(record.port_in_request_status)) return;
    if (isCompleted(record.port_in_request_status)) {
      ctx.log(
        "info",
        `port-in request ${id} is completed: it is removed from the state, and its numbers stay in the account`,
      );
      return;
    }
    // If the replacement has the same numbers, it is the same request. Don't cancel it: processing may have taken days already.
    if (ctx.declared && (ctx.created ?? ctx.kept ?? id) === id) {
      ctx.log("warning", `port-in request ${id} is unchanged: the replacing resource has the same request`);
      return;
    }
    await ports(ctx).delete(id);
  },
};

const ports = ({ client, signal }: Ctx) =>
  client
    .product("numbers", "v1")
    .collection<PortRecord>({ path: "Porting/PortIn", key: "port_in_requests", noun: "port-in request", signal });

/** Returns the state with the account that owns the request: always the provider's account, whichever account receives the numbers. */
const requestOwner = ({ client }: Ctx, state: Bag): Bag =>
  state.targetAccountSid === undefined ? state : { ...state, accountSid: client.accountSid };

/** Finds an open request for exactly these numbers. A number can't be in two requests, so this is the resource's request. */
async function openRequestFor(ctx: Ctx, { phoneNumbers }: Bag): Promise<PortRecord | undefined> {
  const wanted = phoneNumbers.map(({ phoneNumber }: Bag) => phoneNumber).sort();
  for (const line of await openLines(ctx)) {
    if (line.phone_numbers_requested !== wanted.length) continue;
    const record = await ports(ctx).fetch(line.port_in_request_sid);
    const numbers = record?.phone_numbers.map((one) => one.phone_number).sort();
    if (numbers?.join() === wanted.join()) return record;
  }
  return undefined;
}

/** Twilio's maximum page size of this list: twilio_numbers_v1.json of @twilio/cli-core, ListPortInRequests. */
const PAGE_SIZE = 100;

/** Lists all requests. Twilio paginates this list by tokens, unlike its other lists. */
async function openLines({ client, signal }: Ctx): Promise<PortLine[]> {
  const lines: PortLine[] = [];
  let Token: string | undefined;
  do {
    const page: { port_in_requests: PortLine[]; meta: { next_token: string | null } } = await client.requests.send({
      what: "list its port-in requests",
      method: "GET",
      origin: "https://numbers.twilio.com",
      path: "/v1/Porting/PortIn/PortInRequests",
      query: { Token, Size: PAGE_SIZE },
      repeatable: true,
      signal,
    });
    const { port_in_requests, meta } = page;
    lines.push(
      ...port_in_requests.filter(
        ({ port_in_request_status: status }) => !isCompleted(status ?? "") && !isOver(status ?? ""),
      ),
    );
    Token = meta.next_token ?? undefined;
  } while (Token);
  return lines;
}

const notEditable = (id: string, status: string) =>
  new ProviderError(
    "port-in-not-editable",
    `port-in request ${id} is ${status} and can't be changed. Revert the change of the program; or remove the resource, run \`pulumi up\` (which cancels the request), then declare it again`,
  );

const stateOf = (record: PortRecord, inputs: Bag): Bag => ({
  ...inputs,
  sid: record.port_in_request_sid,
  accountSid: record.account_sid,
  dateCreated: record.date_created,
  status: record.port_in_request_status,
  numbers: record.phone_numbers.map((one) => ({
    phoneNumber: one.phone_number,
    sid: one.port_in_phone_number_sid,
    status: one.port_in_phone_number_status,
    rejectionReason: one.rejection_reason ?? "",
  })),
  ...(record.signature_request_url && { signatureRequestUrl: record.signature_request_url }),
});
