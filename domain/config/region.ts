import { z } from "zod";
import { isAwsRegion } from "./aws-region.ts";
import { conductSchema } from "./conduct.ts";
import { country } from "./country.ts";
import { email } from "./email.ts";
import { must, refuse } from "./mistake.ts";
import { integrations } from "./offers.ts";
import { pricingSchema } from "./pricing.ts";
import { secret } from "./secret.ts";
import { staticFallback } from "./static-fallback.ts";
import { contactsSchema, supportSchema } from "./support.ts";
import { line, spoken } from "./text.ts";
import { insideHost, outsideUrl } from "./url.ts";
import { webhookFallback } from "./webhook-fallback.ts";

const hostName = () =>
  z
    .string()
    .superRefine((host, context) => {
      const why = insideHost(host);
      if (why === undefined) return;
      const says = `isn't reachable from the Internet: ${why}`;
      refuse(context, {
        code: "private-host",
        says,
        fix: "write a public host name, for example voice.us.example.com",
      });
    })
    .regex(
      /^(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])$/,
      "a host name in lower case, for example voice.us.example.com",
    );

const awsRegionName = () =>
  z.string().superRefine(must(isAwsRegion, "isn't an AWS Region", "write an AWS Region, for example us-west-2"));

/** The region's accounts at the carriers of managed numbers. */
const carriers = z.strictObject({
  twilio: z
    .strictObject({
      accountSid: z
        .string()
        .regex(/^AC[0-9a-f]{32}$/, "a Twilio account SID: AC and 32 hexadecimal digits")
        .describe("AYBIZA's parent account: it pays, and each tenant gets a subaccount below it."),
    })
    .optional()
    .describe("AYBIZA at Twilio."),
});

const concurrency = z.union([z.int().min(2).max(10_000), z.literal("unreserved")], {
  error: "a whole number from 2 to 10000, or `unreserved`",
});
/** Executions that AWS keeps unreserved in each account. https://docs.aws.amazon.com/lambda/latest/dg/configuration-concurrency.html */
const UNRESERVED = 100;

/**
 * Reserved concurrency: a handler always has that many executions, whatever else runs in the account, and never more. An account has 1,000
 * unless AWS raised the limit, and keeps {@link UNRESERVED} of them unreserved:
 * https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
 */
const limits = z
  .strictObject({
    numbersPerTenant: z
      .int()
      .min(1)
      .max(100_000)
      .default(100)
      .describe(
        "Numbers that a tenant may have unless its file confirms more, so that a mistyped `count` buys nothing.",
      ),
    webhooksPerSecond: z
      .int()
      .min(1)
      .max(10_000)
      .default(1_000)
      .describe(
        "Webhooks a second that the HTTP API accepts for each path; it answers 429 to the rest. A call sends about six.",
      ),
    burst: z.int().min(1).max(5_000).default(500).describe("Webhooks that may arrive at the same moment."),
    concurrency: z
      .strictObject({
        // A webhook takes 0.1 s, or 4 s when tables are slow: 400 executions answer 4,000 a second, at worst 100.
        voice: concurrency.default(400).describe("Executions reserved for the handler that answers callers."),
        // No caller waits for a status, but Twilio doesn't repeat one that is throttled.
        status: concurrency.default(100).describe("Executions reserved for status callbacks."),
        // A backlog must not crowd the tables while they recover.
        lateEvents: concurrency.default(10).describe("Executions reserved for events that a queue delivers late."),
        account: z
          .int()
          .min(10)
          .max(1_000_000)
          .optional()
          .describe("The AWS account's limit of concurrent executions in this Region: 1,000 unless AWS raised it."),
      })
      .superRefine(({ account = 1_000, ...handlers }, context) => {
        const sum = Object.values(handlers).reduce<number>((all, one) => all + (one === "unreserved" ? 0 : one), 0);
        if (sum === 0 || sum <= account - UNRESERVED) return;
        refuse(context, {
          code: "concurrency-too-high",
          says: `reserves ${sum} executions in total; of its ${account}, an account must keep ${UNRESERVED} unreserved (https://docs.aws.amazon.com/lambda/latest/dg/configuration-concurrency.html)`,
          fix: `reserve at most ${Math.max(account - UNRESERVED, 0)}, write \`unreserved\` for a handler, or, if AWS raised the account's limit, write \`account: ${sum + UNRESERVED}\``,
        });
      })
      .prefault({})
      .describe(
        "Concurrent executions reserved for each handler. `unreserved`: the handler shares the account's remaining ones.",
      ),
  })
  .prefault({})
  .describe("Limits of the region's load and of a tenant's numbers.");

const numbers = z
  .strictObject({
    quarantineDays: z
      .int()
      .min(1)
      .max(365)
      .default(30)
      .describe("Days that a managed number stays in quarantine, out of service, before it may be released."),
    notice: spoken()
      .optional()
      .describe(
        "Spoken to callers of a number in quarantine, in the language of `fallback`. Default: the built-in text.",
      ),
  })
  .prefault({})
  .describe("Rules for the release of numbers.");

const alarms = z
  .strictObject({
    email: z
      .array(email())
      .superRefine(
        must(
          (list) => new Set(list).size === list.length,
          "lists an address twice; each is subscribed once",
          "list each address once",
        ),
      )
      .default([])
      .describe("Email addresses that get alarms. Each has to confirm AWS's email once."),
    onCall: z
      .strictObject({
        url: secret.describe(
          "https: URL that the service gives for Amazon SNS or CloudWatch; it holds the service's key.",
        ),
      })
      .optional()
      .describe("On-call service, where a person acknowledges each alarm: PagerDuty, Opsgenie and the like."),
    latencyMs: z
      .int()
      .min(100)
      .max(10_000)
      .default(3_000)
      .describe(
        "Alarm when the 99th percentile of webhooks takes longer. The caller hears silence meanwhile; Twilio gives up after 15 s.",
      ),
  })
  .prefault({})
  .describe("Alarms of the region, and who gets them.");

/**
 * Most bytes of the handlers' variable `FALLBACK`. AWS limits a function's environment to 4 KB, measured as the JSON text of all variables
 * (https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html, "String measured: {...}" in its error), so each quotation mark and
 * backslash of the fallback's own JSON is escaped once more. The other variables take at most 1,000 bytes: region/program.test.ts asserts that.
 */
export const FALLBACK_BYTES = 3_000;

const regionFallback = staticFallback.superRefine((fallback, context) => {
  const length = Buffer.byteLength(JSON.stringify(JSON.stringify(fallback)), "utf8");
  if (length <= FALLBACK_BYTES) return;
  refuse(
    context,
    {
      code: "too-long",
      says: `makes the fallback ${length} bytes of the handlers' environment; at most ${FALLBACK_BYTES} fit, since AWS limits all variables to 4 KB (https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html)`,
      fix: "shorten it, or avoid quotation marks, which take four bytes each",
    },
    ["say"],
  );
});

/** A region: a market with its rules and its shared infrastructure. */
const region = z.strictObject({
  id: z
    .string()
    .regex(/^[a-z][a-z0-9-]{0,15}$/, "lower-case letters, digits and dashes, at most 16")
    .describe("Id of the region. Its stack has the same name."),
  name: line(100).describe("Name for people."),
  countries: z
    .array(country())
    .describe(
      "Countries whose numbers tenants of this region may have. Empty only where no connection type is offered.",
    ),
  regulation: line(200).optional().describe("What regulation asks of tenants, in a few words."),
  integrations,
  carriers: carriers.prefault({}).describe("AYBIZA's own accounts at the carriers of managed numbers."),
  emergency: z
    .strictObject({
      numbers: z
        .array(z.string().regex(/^\d{2,6}$/, "digits, quoted"))
        .min(1)
        .describe("Emergency numbers, in quotes."),
      address: z
        .enum(["required", "optional"])
        .optional()
        .describe(
          "Whether each number needs an `emergencyAddress`. Default: optional, since no agent can place emergency calls.",
        ),
    })
    .describe("Emergency numbers of the region; an agent's fallback never dials one."),
  webhook: z
    .strictObject({
      domain: hostName().describe("Webhook domain of the region. Numbers point at it, so it never changes."),
      certificateArn: z
        .string()
        .regex(
          /^arn:aws[a-z-]*:acm:[a-z0-9-]+:\d{12}:certificate\/[\w-]+$/,
          "the ARN of an ACM certificate: arn:aws:acm:<Region>:<account>:certificate/<id>",
        )
        .optional()
        .describe("ACM certificate for the domain, in the same AWS Region."),
      zone: hostName()
        .optional()
        .describe("Route 53 zone that gets the domain's record and validates its certificate."),
      fallback: webhookFallback,
    })
    .superRefine(
      must(
        (w) => (w.certificateArn === undefined) !== (w.zone === undefined),
        "needs either `certificateArn` or `zone`, and not both",
        "write one of the two",
      ),
    )
    .superRefine(({ domain, zone }, context) => {
      if (zone === undefined || domain === zone || domain.endsWith(`.${zone}`)) return;
      refuse(
        context,
        {
          code: "domain-outside-zone",
          says: `is ${zone}, but the webhook domain ${domain} isn't in that zone, which has to hold its records`,
          fix: "write the Route 53 zone that the domain ends with, or correct the domain",
        },
        ["zone"],
      );
    })
    .describe("The domain that carriers' webhooks are sent to."),
  agents: z
    .strictObject({
      url: outsideUrl("wss")
        .max(500)
        .regex(/^wss:\/\/[a-z0-9.-]+(\/[\w.-]+)*$/, "a wss: URL without a port or a trailing slash")
        .describe("`wss:` URL without a port or a trailing slash."),
    })
    .describe("Base URL of the agents' ConversationRelay WebSockets: `<url>/<tenant>/<agent>`."),
  fallback: regionFallback.describe("Static fallback: what a caller gets when no route can be read."),
  data: z
    .strictObject({
      atRest: z
        .array(awsRegionName())
        .min(1)
        .optional()
        .describe("AWS Regions where tenants' data may rest. Default: the one that the region is deployed in."),
      voice: z
        .array(awsRegionName())
        .min(1)
        .optional()
        .describe("AWS Regions that may carry voice (Amazon Chime). Default: as the law of each country says."),
      callRetentionDays: z.int().min(1).max(3650).describe("Days that call records are kept."),
      logRetentionDays: z
        .union([1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096].map((d) => z.literal(d)))
        .describe("Days that logs are kept; a value that CloudWatch Logs supports."),
    })
    .describe("Where data rests, and how long."),
  pricing: pricingSchema.optional(),
  conduct: conductSchema,
  support: supportSchema.optional(),
  contacts: contactsSchema.optional(),
  numbers,
  limits,
  alarms,
});

/** The schema of `aybiza:region`. A region with managed numbers needs our parent account at their carrier. */
export const regionSchema = region.superRefine(({ integrations, carriers }, context) => {
  const { carrier } = integrations.managed;
  if (carrier === undefined || carriers[carrier] !== undefined) return;
  context.addIssue({
    code: "invalid_type",
    expected: "object",
    input: undefined,
    path: ["carriers", carrier],
    message: "managed numbers need a parent account at their carrier",
  });
});

/** The checked content of `aybiza:region`. */
export type RegionConfig = z.output<typeof regionSchema>;
