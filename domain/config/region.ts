import { z } from "zod";
import { fallbackSchema } from "./agent.ts";
import { country } from "./country.ts";
import { refuse } from "./mistake.ts";
import { pricingSchema } from "./pricing.ts";
import { line, prose, spoken } from "./text.ts";
import { insideHost, outsideUrl } from "./url.ts";
import { webhookFallback } from "./webhook-fallback.ts";

const hostName = () =>
  z
    .string()
    .superRefine((host, context) => {
      const why = insideHost(host);
      if (why === undefined) return;
      const says = `can't be reached from outside: ${why}`;
      refuse(context, { code: "inside-address", says, fix: "write a public name, such as voice.us.example.com" });
    })
    .regex(
      /^(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])$/,
      "a host name in lower case, such as voice.us.example.com",
    );

const integration = z.strictObject({
  availability: z
    .enum(["full", "limited", "recommended", "planned", "none"])
    .describe("Whether tenants of this region may connect numbers in this way; `planned` and `none` are refused."),
  note: prose(1_000).optional().describe("Told to a tenant whose file asks for what isn't offered."),
});

/** Managed numbers: bought by us, in accounts of ours. */
const managed = integration
  .extend({
    carrier: z.enum(["twilio"]).optional().describe("Who carries the numbers that tenants buy through us."),
  })
  .refine(
    (m) => m.carrier !== undefined || m.availability === "planned" || m.availability === "none",
    "a `carrier` where it is offered: `carrier: twilio`",
  );

/** What the region has at each carrier of managed numbers. */
const carriers = z.strictObject({
  twilio: z
    .strictObject({
      accountSid: z
        .string()
        .regex(/^AC[0-9a-f]{32}$/, "a Twilio account SID: AC and 32 hexadecimal digits")
        .describe("Our reseller account: each tenant's subaccount is made below it, and it pays."),
    })
    .optional(),
});

const concurrency = z.union([z.int().min(2).max(10_000), z.literal("unreserved")], {
  error: "a whole number from 2 to 10000, or `unreserved`",
});
/** Executions that AWS keeps unreserved. https://docs.aws.amazon.com/lambda/latest/dg/configuration-concurrency.html */
const UNRESERVED = 100;

/**
 * What a handler's reservation is for: it always has that many executions, whatever else runs in the account, and it never has more. An
 * account keeps at least {@link UNRESERVED} unreserved, of 1,000 unless AWS raised it:
 * https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
 */
const limits = z
  .strictObject({
    numbersPerTenant: z
      .int()
      .min(1)
      .max(100_000)
      .default(100)
      .describe("Numbers of a tenant whose file confirms no more: a count with a zero too many buys nothing."),
    webhooksPerSecond: z
      .int()
      .min(1)
      .max(10_000)
      .default(1_000)
      .describe(
        "Webhooks a second, of each path, that the HTTP API lets pass; the rest get 429. A call makes about six.",
      ),
    burst: z.int().min(1).max(5_000).default(500).describe("How many may come at the same moment."),
    concurrency: z
      .strictObject({
        // A webhook takes 0.1 s, and 4 s when tables are slow: 400 executions answer 4,000 a second, or 100 on a bad day.
        voice: concurrency.default(400).describe("Executions reserved for the handler that answers callers."),
        // Nobody waits for a status; what is throttled here Twilio doesn't repeat, so it isn't little.
        status: concurrency.default(100).describe("Executions reserved for status callbacks."),
        // A backlog must not crowd the tables while they recover.
        lateEvents: concurrency.default(10).describe("Executions reserved for events that are written late."),
        account: z
          .int()
          .min(10)
          .max(1_000_000)
          .optional()
          .describe(
            "The AWS account's limit of concurrent executions, in this Region: 1,000 unless AWS says otherwise.",
          ),
      })
      .superRefine(({ account = 1_000, ...handlers }, context) => {
        const sum = Object.values(handlers).reduce<number>((all, one) => all + (one === "unreserved" ? 0 : one), 0);
        if (sum === 0 || sum <= account - UNRESERVED) return;
        refuse(context, {
          code: "too-much-reserved",
          says: `reserves ${sum} executions in sum; an account of ${account} must keep ${UNRESERVED} unreserved (https://docs.aws.amazon.com/lambda/latest/dg/configuration-concurrency.html)`,
          fix: `reserve ${Math.max(account - UNRESERVED, 0)} at most, write \`unreserved\`, or, where AWS raised the account's limit, write it: \`account: ${sum + UNRESERVED}\``,
        });
      })
      .prefault({})
      .describe(
        "Executions at the same time, reserved in the account for each handler; `unreserved` shares what is left.",
      ),
  })
  .prefault({})
  .describe("How much the region takes on at a time.");

const numbers = z
  .strictObject({
    quarantineDays: z
      .int()
      .min(1)
      .max(365)
      .default(30)
      .describe("Days for which a managed number rests, out of service, before it may be released."),
    notice: spoken()
      .default("The number that you have called is no longer in service.")
      .describe("Spoken to callers of a number in quarantine."),
  })
  .prefault({})
  .describe("How numbers end.");

const alarms = z
  .strictObject({
    email: z
      .array(z.string().regex(/^[^\s@]+@([a-z0-9-]+\.)+[a-z]{2,}$/i, "an email address, such as on-call@example.com"))
      .refine((list) => new Set(list).size === list.length, "name each address once")
      .default([])
      .describe("Who is told of an alarm. Each address has to confirm a mail of AWS once."),
    latencyMs: z
      .int()
      .min(100)
      .max(10_000)
      .default(3_000)
      .describe(
        "Alarm when one webhook in a hundred takes longer: a caller hears nothing meanwhile, and Twilio gives up after 15 s.",
      ),
  })
  .prefault({})
  .describe("Who is told when the region is in trouble.");

/**
 * Bytes of the handlers' `FALLBACK` in their environment. AWS bounds that at 4 KB, of the JSON text with all variables
 * (https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html, "String measured: {...}" in its error), so each quotation mark and backslash
 * of the fallback's own JSON counts once more. All else takes 1,000 bytes at most: region/program.test.ts adds it up.
 */
export const FALLBACK_BYTES = 3_000;

const regionFallback = fallbackSchema.superRefine((fallback, context) => {
  const length = Buffer.byteLength(JSON.stringify(JSON.stringify(fallback)), "utf8");
  if (length <= FALLBACK_BYTES) return;
  refuse(
    context,
    {
      code: "too-long",
      says: `makes the fallback ${length} bytes of the handlers' environment; ${FALLBACK_BYTES} at most, since AWS bounds all of it at 4 KB (https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html)`,
      fix: "shorten it, or write it without quotation marks, each of which takes four bytes",
    },
    ["say"],
  );
});

/** A region: a market with its rules and its shared infrastructure. */
const region = z.strictObject({
  id: z
    .string()
    .regex(/^[a-z][a-z0-9-]{0,15}$/, "lower-case letters, digits and dashes, 16 at most")
    .describe("Id of the region, the name of its stack."),
  name: line(100).describe("Name for people."),
  countries: z.array(country()).min(1).describe("Countries whose numbers may live in this region."),
  integrations: z
    .strictObject({ managed, "sip-trunk": integration, twilio: integration })
    .describe("How tenants may connect numbers here."),
  carriers: carriers.prefault({}).describe("Our own accounts at the carriers of managed numbers."),
  emergency: z
    .strictObject({ numbers: z.array(z.string().regex(/^\d{2,6}$/, "digits, quoted")).min(1) })
    .describe("Emergency numbers of the region; an agent's fallback never dials one."),
  webhook: z
    .strictObject({
      domain: hostName().describe("The region's own webhook domain. Numbers point at it, so it never changes."),
      certificateArn: z
        .string()
        .regex(
          /^arn:aws[a-z-]*:acm:[a-z0-9-]+:\d{12}:certificate\/[\w-]+$/,
          "the ARN of an ACM certificate: arn:aws:acm:<Region>:<account>:certificate/<id>",
        )
        .optional()
        .describe("A certificate of the same AWS Region."),
      zone: hostName()
        .optional()
        .describe("Route 53 zone in which the certificate is validated and the domain recorded."),
      fallback: webhookFallback,
    })
    .refine(
      (w) => (w.certificateArn === undefined) !== (w.zone === undefined),
      "give either `certificateArn` or `zone`",
    )
    .superRefine(({ domain, zone }, context) => {
      if (zone === undefined || domain === zone || domain.endsWith(`.${zone}`)) return;
      refuse(
        context,
        {
          code: "zone-without-domain",
          says: `is ${zone}, which doesn't hold the webhook domain ${domain}: neither its records nor its certificate could be made there`,
          fix: "write the Route 53 zone that the domain ends with, or correct the domain",
        },
        ["zone"],
      );
    })
    .describe("Where the carriers' webhooks arrive."),
  agents: z
    .strictObject({
      url: outsideUrl("wss")
        .max(500)
        .regex(/^wss:\/\/[a-z0-9.-]+(\/[\w.-]+)*$/, "a wss: address without a port and a trailing slash"),
    })
    .describe("Where the agents' ConversationRelay WebSockets are: `<url>/<tenant>/<agent>`."),
  fallback: regionFallback.describe("What a caller gets when nothing else is known: the static fallback."),
  data: z
    .strictObject({
      callRetentionDays: z.int().min(1).max(3650).describe("Days that a call record is kept."),
      logRetentionDays: z
        .union([1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096].map((d) => z.literal(d)))
        .describe("Days that logs are kept: one of the values that CloudWatch Logs knows."),
    })
    .describe("How long data is kept."),
  pricing: pricingSchema.optional(),
  numbers,
  limits,
  alarms,
});

/** A region, with an account of ours at the carrier that its managed numbers need. */
export const regionSchema = region.superRefine(({ integrations, carriers }, context) => {
  const { carrier } = integrations.managed;
  if (carrier === undefined || carriers[carrier] !== undefined) return;
  context.addIssue({
    code: "invalid_type",
    expected: "object",
    input: undefined,
    path: ["carriers", carrier],
    message: "managed numbers need our account at their carrier",
  });
});

/** The checked content of `aybiza:region`. */
export type RegionConfig = z.output<typeof regionSchema>;
