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

/** Maximum attempts at a request whose response was lost. */
const ATTEMPTS = 3;

const inputs = z.strictObject({
  friendlyName: friendlyNameInput(),
  sealFor: sealFor.meta({
    description:
      "RSA public key of 2048 bits or more, as PEM. The provider then returns the secret only as `sealedSecret`, encrypted with this key, so that its plaintext is in no state. A change replaces the API key.",
    replaceOnChange: true,
  }),
});

const outputs = z.strictObject({
  ...ownOutputs("key", "SK"),
  secret: z.string().optional().meta({
    description: "The key's secret. Absent with `sealFor`, and for an imported key, since Twilio returns it only once.",
    secret: true,
    stable: true,
  }),
  sealedSecret: z.string().optional().meta({
    description: "The key's secret encrypted for `sealFor` (RSA-OAEP with SHA-256, base64). Absent without `sealFor`.",
    stable: true,
  }),
});

/** A key in Twilio's API. Only the response to its create has the secret. */
interface KeyRecord {
  readonly sid: string;
  readonly friendly_name: string;
  readonly date_created: string;
  readonly secret?: string;
}

type Ctx = Context<TwilioClient>;

/**
 * Makes a resource type of keys. If a create's response is lost or its run is killed, the key's secret is lost. The next create then deletes this
 * key, which is valid but useless, and creates another.
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

  /** Returns keys that a failed or killed attempt of this create left behind. In a replacement, the key to be replaced has the same token. */
  const leftovers = async (ctx: Ctx, inputs: Bag, known: ReadonlySet<string>) =>
    (await keys(ctx).list()).filter((k) => hasToken(k.friendly_name, tokenSeed(ctx, inputs)) && !known.has(k.sid));

  return {
    token: q.token,
    description: q.description,
    examples: q.examples,
    inputs,
    outputs,

    async create(ctx, { inputs }) {
      const { accountSid } = ctx.client;
      if (ctx.preview) {
        const secret = inputs.sealFor === undefined ? { secret: UNKNOWN } : { sealedSecret: UNKNOWN };
        return { state: { ...inputs, sid: UNKNOWN, accountSid, dateCreated: UNKNOWN, ...secret } };
      }
      const known = new Set(ctx.existed ? (await leftovers(ctx, inputs, new Set())).map((k) => k.sid) : []);
      for (let n = 1; ; n++) {
        for (const leftover of await leftovers(ctx, inputs, known)) await keys(ctx).delete(leftover.sid);
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
      const name = withoutToken(record.friendly_name ?? "", tokenSeed(ctx, inputs));
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

/**
 * Text from which the token is made. It includes `sealFor`, because after a change of `sealFor` the new key exists next to the one that it
 * replaces.
 */
const tokenSeed = ({ urn }: Ctx, { sealFor }: Bag): string =>
  sealFor === undefined ? urn : `${urn} ${createHash("sha256").update(sealFor).digest("hex")}`;

const nameFor = (ctx: Ctx, inputs: Bag): string =>
  withToken(inputs.friendlyName ?? resourceName(ctx.urn), tokenSeed(ctx, inputs));

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

/** The resource of a Standard API key. https://www.twilio.com/docs/iam/api-keys/key-resource-v2010 */
export const apiKey = keyResource({
  token: "twilio:index:ApiKey",
  description:
    "A Standard API key of the account, with access to everything but accounts and keys. The provider needs the account's auth token or a Main key to create it. Twilio returns the secret only once: if it is lost in a killed run, the provider deletes the key and creates another. Import it by its SID, without its secret.",
  examples: [
    {
      title: "Create an API key for a program",
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

/** The resource of a signing key, Twilio's older name of a Standard API key. https://www.twilio.com/docs/iam/api-keys */
export const signingKey = keyResource({
  token: "twilio:index:SigningKey",
  description:
    "A signing key, which signs the access tokens of voice clients. It is the older name of a Standard API key. The provider needs the account's auth token or a Main key to create it. Import it by its SID, without its secret.",
  examples: [
    {
      title: "Sign access tokens of voice clients",
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
