import { createHash } from "node:crypto";
import { z } from "zod";
import { sealToken } from "../../../domain/contract/seal.ts";
import type { Example, ResourceSpec } from "../../kit/define.ts";
import { type Bag, type Context, UNKNOWN } from "../../kit/handler.ts";
import { shownInputs } from "../../kit/inputs.ts";
import { pause } from "../../kit/retry.ts";
import type { TwilioClient } from "../client/client.ts";
import { isAmbiguous } from "../client/errors.ts";
import { refuseOtherAccount } from "../other-account.ts";
import { friendlyNameInput, ownOutputs } from "../settings.ts";
import { hasToken, resourceName, withoutToken, withToken } from "../token.ts";
import { sealFor } from "./definition.ts";

/** How often a request whose answer was lost is made again. */
const ATTEMPTS = 3;

const inputs = z.strictObject({
  friendlyName: friendlyNameInput(),
  sealFor: sealFor.meta({
    description:
      "An RSA public key as PEM. The secret is then given as `sealedSecret` alone, which only who has the private key can read, and stands in no state. Another key to seal for needs another API key.",
    replaceOnChange: true,
  }),
});

const outputs = z.strictObject({
  ...ownOutputs("key", "SK"),
  secret: z.string().optional().meta({
    description: "The secret, unless `sealFor` is given. Twilio tells it once, so an imported key has none.",
    secret: true,
    stable: true,
  }),
  sealedSecret: z.string().optional().meta({
    description: "Where `sealFor` is given: the secret, sealed (RSA-OAEP with SHA-256; base64).",
    stable: true,
  }),
});

/** A key, as Twilio's API gives it; the secret in the answer to its create alone. */
interface KeyRecord {
  readonly sid: string;
  readonly friendly_name: string;
  readonly date_created: string;
  readonly secret?: string;
}

type Ctx = Context<TwilioClient>;

/**
 * A resource of keys. A key whose secret nobody knows is worth nothing and opens everything, so one that a create may have left behind, whose
 * answer was lost or whose run was killed, is deleted and another made.
 */
function keyResource(q: {
  readonly token: string;
  readonly description: string;
  readonly examples: readonly Example[];
  readonly noun: string;
  readonly path: string;
  readonly key: string;
}): ResourceSpec<TwilioClient> {
  const keys = ({ client, signal }: Ctx) =>
    client.collection<KeyRecord>({ path: q.path, key: q.key, noun: q.noun, signal });

  /** Those that an earlier try of this very create has left behind. Beside a key that is to be replaced, none can be told from it. */
  const strays = async (ctx: Ctx, inputs: Bag, known: ReadonlySet<string>) =>
    (await keys(ctx).list()).filter((k) => hasToken(k.friendly_name, marked(ctx, inputs)) && !known.has(k.sid));

  return {
    token: q.token,
    description: q.description,
    examples: q.examples,
    inputs,
    outputs,

    async create(ctx, { inputs }) {
      const { accountSid } = ctx.client;
      if (ctx.preview) {
        const told = inputs.sealFor === undefined ? { secret: UNKNOWN } : { sealedSecret: UNKNOWN };
        return { state: { ...inputs, sid: UNKNOWN, accountSid, dateCreated: UNKNOWN, ...told } };
      }
      const known = new Set(ctx.existed ? (await strays(ctx, inputs, new Set())).map((k) => k.sid) : []);
      for (let n = 1; ; n++) {
        for (const stray of await strays(ctx, inputs, known)) await keys(ctx).delete(stray.sid);
        try {
          const made = await keys(ctx).create({ FriendlyName: nameFor(ctx, inputs) });
          return { id: made.sid, state: stateOf(ctx, made, inputs, secretOf(ctx, made, inputs)) };
        } catch (error) {
          if (!isAmbiguous(error) || n === ATTEMPTS) throw error;
          await pause(n, ctx.signal);
        }
      }
    },

    async read(ctx, { id, inputs, state }) {
      refuseOtherAccount(ctx.client, state);
      const record = await keys(ctx).fetch(id);
      if (!record) return undefined;
      const name = withoutToken(record.friendly_name ?? "", marked(ctx, inputs));
      const shown = shownInputs({
        live: { friendlyName: name, sealFor: inputs.sealFor },
        inputs,
        defaults: { friendlyName: resourceName(ctx.urn) },
      });
      return { id, inputs: shown, state: stateOf(ctx, record, shown, state) };
    },

    async update(ctx, { id, newInputs, oldState }) {
      refuseOtherAccount(ctx.client, oldState);
      if (ctx.preview) return { state: { ...oldState, friendlyName: undefined, ...newInputs } };
      const record = await keys(ctx).update(id, { FriendlyName: nameFor(ctx, newInputs) });
      return { state: stateOf(ctx, record, newInputs, oldState) };
    },

    async delete(ctx, { id, state }) {
      refuseOtherAccount(ctx.client, state);
      await keys(ctx).delete(id);
    },
  };
}

/** What the token is made of: with another key to seal for, it is another API key, beside the one that it replaces. */
const marked = ({ urn }: Ctx, { sealFor }: Bag): string =>
  sealFor === undefined ? urn : `${urn} ${createHash("sha256").update(sealFor).digest("hex")}`;

const nameFor = (ctx: Ctx, inputs: Bag): string =>
  withToken(inputs.friendlyName ?? resourceName(ctx.urn), marked(ctx, inputs));

function secretOf({ client }: Ctx, { secret = "" }: KeyRecord, { sealFor }: Bag): Bag {
  client.learnSecret(secret);
  if (sealFor === undefined) return { secret };
  return { sealedSecret: sealToken({ publicKeyPem: sealFor, accountSid: client.accountSid, token: secret }) };
}

const stateOf = (ctx: Ctx, record: KeyRecord, inputs: Bag, { secret, sealedSecret }: Bag): Bag => ({
  ...inputs,
  sid: record.sid,
  accountSid: ctx.client.accountSid,
  dateCreated: record.date_created,
  ...(secret !== undefined && { secret }),
  ...(sealedSecret !== undefined && { sealedSecret }),
});

const provider = `const provider = new twilio.Provider("own", { accountSid: "AC0123456789abcdef0123456789abcdef" });`;

/** A Standard API key. https://www.twilio.com/docs/iam/api-keys/key-resource-v2010 */
export const apiKey = keyResource({
  token: "twilio:index:ApiKey",
  description:
    "A Standard API key of the account: it can use all but accounts and keys. It needs the account's auth token, or a Main key. Twilio tells its secret once; one that nobody was told is deleted and made anew. Import it by its SID, without its secret.",
  examples: [
    {
      title: "Give a program a key of its own",
      program: `import * as twilio from "@pulumi/twilio";

${provider}
const dialer = new twilio.ApiKey("dialer", {}, { provider });

export const keySid = dialer.sid;
export const keySecret = dialer.secret;`,
    },
  ],
  noun: "API key",
  path: "Keys",
  key: "keys",
});

/** A signing key: a Standard API key by its older name. https://www.twilio.com/docs/iam/api-keys */
export const signingKey = keyResource({
  token: "twilio:index:SigningKey",
  description:
    "A signing key: what access tokens of voice clients are signed with. It is a Standard API key by its older name. It needs the account's auth token, or a Main key. Import it by its SID, without its secret.",
  examples: [
    {
      title: "Sign the tokens of voice clients",
      program: `import * as twilio from "@pulumi/twilio";

${provider}
const clients = new twilio.SigningKey("clients", { friendlyName: "voice clients" }, { provider });

export const keySid = clients.sid;`,
    },
  ],
  noun: "signing key",
  path: "SigningKeys",
  key: "signing_keys",
});
