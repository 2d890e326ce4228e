import { z } from "zod";
import { NUMBER_TYPES } from "../rules/money/number-type.ts";
import { SEARCH_PATTERN, SEARCH_PATTERN_RULE } from "../rules/search-pattern.ts";
import { agentSchema, fallbackSchema } from "./agent.ts";
import { country } from "./country.ts";
import { secret } from "./secret.ts";
import { line, spoken } from "./text.ts";

const name = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,31}$/, "lower-case letters, digits and dashes, starting with a letter, 32 at most");

const sid = (prefix: string, what: string) =>
  z.string().regex(new RegExp(`^${prefix}[0-9a-f]{32}$`), `a Twilio ${what} SID: ${prefix} and 32 hexadecimal digits`);

/** The tenant's own Twilio account. Its credentials stand apart: {@link credentialsSchema}. */
const twilioConnection = z.strictObject({
  type: z.literal("twilio"),
  accountSid: sid("AC", "account").describe("The account that holds the numbers."),
});

/** What proves to Twilio that we may act for an account, and to us that a webhook is Twilio's. */
const accountCredentials = z
  .strictObject({
    authToken: secret.describe("The account's primary auth token: Twilio signs webhooks with it."),
    previousAuthToken: secret
      .optional()
      .describe("The token before, during a rotation: webhooks signed with either are accepted."),
    apiKeySid: sid("SK", "API key").optional().describe("API key for provisioning, in place of the auth token."),
    apiKeySecret: secret.optional().describe("Secret of that key."),
  })
  .refine(
    (c) => (c.apiKeySid === undefined) === (c.apiKeySecret === undefined),
    "`apiKeySid` and `apiKeySecret` go together",
  );

/** Numbers that we buy, at the carrier that the region's file names, in an account that we make for the tenant. */
const managedConnection = z.strictObject({
  type: z.literal("managed"),
  close: z
    .boolean()
    .optional()
    .describe("True in one update allows the connection's removal in a later one, which closes the account for good."),
});

/** Another type (`sip-trunk`) is named by the region, so that a file that uses it is told why it can't yet. */
const connection = z.discriminatedUnion("type", [managedConnection, twilioConnection]);

/** The most numbers of one entry; how many a tenant may have is the region's limit. */
const MOST_MEMBERS = 10_000;

const buy = z.strictObject({
  number: z.string().optional().describe("Exactly this E.164 number."),
  country: country().optional(),
  type: z.enum(NUMBER_TYPES).optional(),
  areaCode: z
    .string()
    .regex(/^\d{3}$/, "three digits, quoted")
    .optional(),
  contains: z
    .string()
    .regex(SEARCH_PATTERN, `${SEARCH_PATTERN_RULE}; in quotes`)
    .optional()
    .describe("Pattern of Twilio's search."),
  locality: line(100).optional().describe("Town."),
  region: line(100).optional().describe("State or province, such as CA."),
  capabilities: z
    .array(z.enum(["sms", "mms", "fax"]))
    .min(1)
    .optional()
    .describe("What it can do beside calls."),
  bundle: sid("BU", "regulatory bundle")
    .optional()
    .describe("Approved regulatory bundle of the account that buys, where the country's rules want one."),
  address: sid("AD", "address")
    .optional()
    .describe("Address of the number's holder, in the account that buys, where the country's rules want one."),
  addressRequirements: z
    .enum(["none", "any", "local", "foreign"])
    .optional()
    .describe(
      "The most that it may ask for: no address of its holder, any address, one in its own country, or one abroad.",
    ),
  count: z
    .int()
    .min(1)
    .max(MOST_MEMBERS)
    .optional()
    .describe("So many numbers: `desk` gives desk-1, desk-2, ..., each for itself."),
});

const member = z.string().regex(/^[a-z][a-z0-9-]{0,31}-[1-9]\d*$/, "the name of one number, such as desk-7");

/** Who gives a number: another tenant of the region, or our own account at the carrier. */
const party = z
  .string()
  .regex(/^(?:[a-z][a-z0-9-]{0,31}|@reseller)$/, "a tenant's id, or `@reseller`: our own account");

/** Who gets a number: whoever may give one, or a way out of AYBIZA on which it isn't released. */
const receiver = z
  .string()
  .regex(
    /^(?:[a-z][a-z0-9-]{0,31}|@reseller|@other-carrier|@tenant)$/,
    "a tenant's id, `@reseller` (our own account), `@other-carrier` (it is ported out) or `@tenant` (it stays in the tenant's own account)",
  );

const number = z.strictObject({
  connection: name.describe("Name of one of the file's connections."),
  agent: name.describe("Name of the agent that answers: the assignment."),
  buy: buy
    .optional()
    .describe("Buy the number. Without it, the account must hold the number already, and it is adopted."),
  fallback: fallbackSchema.optional().describe("Where calls go when the agent is down; before the agent's own."),
  state: z
    .union([z.enum(["active", "quarantined"]), z.strictObject({ quarantined: z.array(member).min(1) })], {
      error: "`active`, `quarantined`, or, for an entry with a `count`, `{ quarantined: [desk-7] }`",
    })
    .optional()
    .describe(
      "`quarantined`: out of service, with a spoken notice; still held. A managed number rests before it is released.",
    ),
  notice: spoken().optional().describe("Spoken to callers in quarantine, in place of the region's."),
  transfer: z
    .strictObject({
      to: receiver.describe(
        "Who gets the number: a tenant, `@reseller`, `@other-carrier` where it is ported out, or `@tenant`, whose own account keeps it.",
      ),
    })
    .optional()
    .describe(
      "The number goes to another tenant, whose file says `transferFrom`, or leaves AYBIZA; then this entry is taken out. It is never released.",
    ),
  transferFrom: party
    .optional()
    .describe(
      "Who gives the number: another tenant, whose file says `transfer`, or `@reseller`. It matters until the number is here.",
    ),
  release: z
    .union([z.boolean(), z.array(member).min(1)], { error: "true, or the names of numbers of this entry: `[desk-7]`" })
    .optional()
    .describe(
      "True in one update allows the number's removal in a later one. For an entry with a `count`, the names of those that may go.",
    ),
  except: z
    .array(member)
    .min(1)
    .optional()
    .describe("Numbers of an entry with a `count` that it no longer has; their names aren't used again."),
});

/** `aybiza:tenant`. */
export const tenantSchema = z.strictObject({
  id: name.describe("Id of the tenant."),
  name: line(100).describe("Name for people."),
  region: line(32).describe("Id of the region, the name of its stack."),
  numbers: z
    .int()
    .min(1)
    .max(100_000)
    .optional()
    .describe("So many numbers are meant: needed above the region's `limits.numbersPerTenant`."),
});
/** `aybiza:connections`, by name. */
export const connectionsSchema = z.record(name, connection);
/** `twilio:credentials`, by account SID. The engine hands them to the provider's process; they pass through no resource. */
export const credentialsSchema = z.record(sid("AC", "account"), accountCredentials);
/** `aybiza:agents`, by name. */
export const agentsSchema = z.record(name, agentSchema);
/** `aybiza:numbers`, by E.164 number or by the name of one that is bought. */
export const numbersSchema = z.record(z.string(), number);

/** Who the tenant is. */
export type TenantConfig = z.output<typeof tenantSchema>;
/** A connection to the tenant's own Twilio account. */
export type TwilioConnection = z.output<typeof twilioConnection>;
/** Which credentials a file holds for an account; the values stay encrypted in it. */
export type AccountCredentials = z.output<typeof accountCredentials>;
/** A connection through us. */
export type ManagedConnection = z.output<typeof managedConnection>;
/** How numbers reach us. */
export type Connection = z.output<typeof connection>;
/** One entry of `aybiza:numbers`: the assignment of a number. */
export type NumberConfig = z.output<typeof number>;
/** What to buy: an exact number, or a search. */
export type BuyConfig = z.output<typeof buy>;
