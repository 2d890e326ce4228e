import { z } from "zod";
import { NUMBER_TYPES } from "../rules/money/number-type.ts";
import { SEARCH_PATTERN, SEARCH_PATTERN_RULE } from "../rules/search-pattern.ts";
import { agentSchema, fallbackSchema } from "./agent.ts";
import { country } from "./country.ts";
import { must } from "./mistake.ts";
import { secret } from "./secret.ts";
import { line, spoken } from "./text.ts";

const name = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,31}$/, "lower-case letters, digits and dashes, starting with a letter, at most 32");

const sid = (prefix: string, what: string) =>
  z.string().regex(new RegExp(`^${prefix}[0-9a-f]{32}$`), `a Twilio ${what} SID: ${prefix} and 32 hexadecimal digits`);

/** An entry of `aybiza:documents`, or what Twilio's Console shows. */
const nameOrSid = (prefix: string, what: string) =>
  z
    .string()
    .regex(
      new RegExp(`^(?:${prefix}[0-9a-f]{32}|[a-z][a-z0-9-]{0,31})$`),
      `the name of an entry of \`aybiza:documents\`, or a Twilio ${what} SID: ${prefix} and 32 hexadecimal digits`,
    );

/** The tenant's own Twilio account. Its credentials are in {@link credentialsSchema}. */
const twilioConnection = z.strictObject({
  type: z.literal("twilio").describe("The tenant's own Twilio account."),
  accountSid: sid("AC", "account").describe("The account that holds the numbers."),
});

/** Credentials of a Twilio account: they authenticate API requests, and verify webhooks. */
const accountCredentials = z
  .strictObject({
    authToken: secret.describe("Primary auth token of the account. Twilio signs webhooks with it."),
    previousAuthToken: secret
      .optional()
      .describe("Previous auth token, during a rotation: webhooks signed with either token are accepted."),
    apiKeySid: sid("SK", "API key")
      .optional()
      .describe("SID of an API key for provisioning, instead of the auth token."),
    apiKeySecret: secret.optional().describe("Secret of the API key."),
  })
  .superRefine(
    must(
      (c) => (c.apiKeySid === undefined) === (c.apiKeySecret === undefined),
      "has one of `apiKeySid` and `apiKeySecret`; they require each other",
      "add the other one, or remove both",
    ),
  );

/** Connection for numbers that AYBIZA buys at the region's carrier, in an account that AYBIZA creates for the tenant. */
const managedConnection = z.strictObject({
  type: z.literal("managed").describe("Numbers that AYBIZA buys, in an account that AYBIZA creates for the tenant."),
  close: z
    .boolean()
    .optional()
    .describe("True in one update allows a later one to remove the connection, which closes the account for good."),
});

/** Accepts `sip-trunk`, which isn't provisioned yet, so that a file with it gets the region's note. */
const connection = z.discriminatedUnion("type", [managedConnection, twilioConnection]);

/** Maximum `count` of one entry. The region limits a tenant's total. */
const MOST_MEMBERS = 10_000;

const buy = z.strictObject({
  number: z.string().optional().describe("Exact E.164 number to buy."),
  country: country().optional().describe("Country of the number. A search requires it."),
  type: z.enum(NUMBER_TYPES).optional().describe("Type of the number. Default: `local`."),
  areaCode: z
    .string()
    .regex(/^\d{3}$/, "three digits, quoted")
    .optional()
    .describe("Area code, in quotes; US and Canada only."),
  contains: z
    .string()
    .regex(SEARCH_PATTERN, `${SEARCH_PATTERN_RULE}; in quotes`)
    .optional()
    .describe("Digits or letters that the number contains, as a pattern of Twilio's search."),
  locality: line(100).optional().describe("City or town."),
  region: line(100).optional().describe("State or province, for example CA."),
  capabilities: z
    .array(z.enum(["sms", "mms", "fax"]))
    .min(1)
    .optional()
    .describe("Capabilities beside voice."),
  bundle: nameOrSid("BU", "regulatory bundle")
    .optional()
    .describe("Regulatory bundle, where the country requires one: an entry of `aybiza:documents`, or a SID."),
  address: nameOrSid("AD", "address")
    .optional()
    .describe("The holder's address, where the country requires one: an entry of `aybiza:documents`, or a SID."),
  addressRequirements: z
    .enum(["none", "any", "local", "foreign"])
    .optional()
    .describe("Strictest address requirement accepted: none, any address, a local one or a foreign one."),
  count: z
    .int()
    .min(1)
    .max(MOST_MEMBERS)
    .optional()
    .describe("How many numbers to buy: the entry `desk` gives desk-1, desk-2, ..."),
});

const member = z.string().regex(/^[a-z][a-z0-9-]{0,31}-[1-9]\d*$/, "the name of one number, for example desk-7");

/** Where a number is transferred from: another tenant of the region, or AYBIZA's parent account. */
const party = z
  .string()
  .regex(/^(?:[a-z][a-z0-9-]{0,31}|@reseller)$/, "a tenant's id, or `@reseller` for AYBIZA's parent account");

/** Where a number goes: to another tenant or the parent account, or out of AYBIZA without a release. */
const receiver = z
  .string()
  .regex(
    /^(?:[a-z][a-z0-9-]{0,31}|@reseller|@other-carrier|@tenant)$/,
    "a tenant's id, `@reseller` (AYBIZA's parent account), `@other-carrier` (ported out) or `@tenant` (stays in the tenant's own account)",
  );

const number = z.strictObject({
  connection: name.describe("Name of a connection of this file."),
  agent: name.describe("Name of the agent that answers the number: its assignment."),
  buy: buy.optional().describe("Buy a number. Without it, the number is adopted: the account must hold it already."),
  emergencyAddress: nameOrSid("AD", "address")
    .optional()
    .describe("Address that emergency services get for this number: an entry of `aybiza:documents`, or a SID."),
  fallback: fallbackSchema
    .optional()
    .describe("Where calls go when the agent is down. Takes precedence over the agent's own fallback."),
  state: z
    .union(
      [
        z.enum(["active", "quarantined"]),
        z.strictObject({ quarantined: z.array(member).min(1).describe("Names of the numbers in quarantine.") }),
      ],
      {
        error: "`active`, `quarantined`, or, for an entry with a `count`, `{ quarantined: [desk-7] }`",
      },
    )
    .optional()
    .describe(
      "`quarantined`: held, but out of service, with a spoken notice. A managed number is released only from quarantine.",
    ),
  notice: spoken().optional().describe("Spoken to callers while in quarantine, instead of the region's notice."),
  transfer: z
    .strictObject({
      to: receiver.describe(
        "A tenant's id, `@reseller` (AYBIZA's parent account), `@other-carrier` (ported out) or `@tenant` (stays in the tenant's own account).",
      ),
    })
    .optional()
    .describe(
      "Hands the number to another tenant, whose file says `transferFrom`, or out of AYBIZA. Remove the entry afterwards; the number is never released.",
    ),
  transferFrom: party
    .optional()
    .describe(
      "Where the number comes from: another tenant, whose file says `transfer`, or `@reseller`. Ignored once the number has arrived.",
    ),
  release: z
    .union([z.boolean(), z.array(member).min(1)], { error: "true, or names of numbers of this entry: `[desk-7]`" })
    .optional()
    .describe(
      "True in one update allows a later one to remove the number. For an entry with a `count`: names of the numbers to release.",
    ),
  except: z
    .array(member)
    .min(1)
    .optional()
    .describe("Names of numbers that an entry with a `count` no longer has. A name is never reused."),
});

/** `aybiza:tenant`. */
export const tenantSchema = z.strictObject({
  id: name.describe("Id of the tenant."),
  name: line(100).describe("Name for people."),
  region: line(32).describe("Id of the tenant's region."),
  numbers: z
    .int()
    .min(1)
    .max(100_000)
    .optional()
    .describe("Confirms this many numbers. Required above the region's `limits.numbersPerTenant`."),
});
/** `aybiza:connections`, by name. */
export const connectionsSchema = z.record(name, connection);
/** `twilio:credentials`, by account SID. The engine passes them to the provider's process, never to a resource. */
export const credentialsSchema = z.record(sid("AC", "account"), accountCredentials);
/** `aybiza:agents`, by name. */
export const agentsSchema = z.record(name, agentSchema);
/** `aybiza:numbers`, by E.164 number or by the name of one that is bought. */
export const numbersSchema = z.record(
  // The loader checks keys itself, with better messages; the pattern is for editors.
  z.string().meta({
    pattern: "^(?:\\+[1-9]\\d{6,14}|[a-z][a-z0-9-]{0,31})$",
    patternErrorMessage: 'Write an E.164 number in quotes, for example "+14155550101", or a name in lower case.',
  }),
  number,
);

/** The checked content of `aybiza:tenant`. */
export type TenantConfig = z.output<typeof tenantSchema>;
/** A connection to the tenant's own Twilio account. */
export type TwilioConnection = z.output<typeof twilioConnection>;
/** The credentials of an account in a file, encrypted. */
export type AccountCredentials = z.output<typeof accountCredentials>;
/** A connection through AYBIZA's carrier account. */
export type ManagedConnection = z.output<typeof managedConnection>;
/** A connection: how calls to the numbers reach us. */
export type Connection = z.output<typeof connection>;
/** One entry of `aybiza:numbers`: the assignment of a number. */
export type NumberConfig = z.output<typeof number>;
/** The number to buy: an exact one, or a search. */
export type BuyConfig = z.output<typeof buy>;
