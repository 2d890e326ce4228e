import { z } from "zod";
import { NUMBER_TYPES } from "../rules/money/number-type.ts";

/** A day as people write it: 2026-11-23. */
const day = z.iso.date();

/** A text that states a rule or a condition, for people. */
const text = z.string().min(1).max(1_000);

/**
 * Where a value comes from. `memory`: nobody has read a source for it. `guide`: AYBIZA's own product guide. `searched`: a source was looked for, and
 * none was found.
 */
const source = z.union([
  z.strictObject({ url: z.url({ protocol: /^https?$/ }), read: day, note: text.optional() }),
  z.strictObject({ kind: z.enum(["memory", "guide", "searched"]), note: text.optional() }),
]);

/**
 * Whether a rule holds. `from`: on that day. `unsettled`: the law isn't settled, or no source was read; the value is then the strict reading.
 */
const status = z.union([z.enum(["in-force", "unsettled"]), z.strictObject({ from: day })]);

/** A value that a rule sets, with its sources. Only a value with a source that was read can be in force. */
const ruled = <T extends z.ZodType>(value: T) =>
  z
    .strictObject({
      value,
      status,
      /** When the value was last compared with its sources. */
      checked: day,
      sources: z.array(source).min(1),
      /** What the rule is for, or why the strict reading was taken. */
      why: text.optional(),
    })
    .refine(({ status, sources }) => status === "unsettled" || sources.some((one) => "url" in one), {
      error: "a rule whose sources were not read is `unsettled`",
      path: ["status"],
    });

const prefix = z.string().regex(/^\+\d{1,14}$/, "a plus sign and digits");
const language = z.string().regex(/^[a-z]{2,3}(-[A-Z]{2})?$/, "a language tag (BCP 47), for example fr-FR");
const numberTypes = z.array(z.enum(NUMBER_TYPES)).min(1);

/** Hours of the called person's local time, `09:00` to `21:30`; a day without an entry has none. */
const hours = z.strictObject({ from: z.string().regex(/^\d\d:\d\d$/), to: z.string().regex(/^\d\d:\d\d$/) });

const documents = z.strictObject({
  /** Types of numbers that need these documents. */
  types: numberTypes,
  owner: z.enum(["business", "individual", "any"]),
  /** Where the holder's address has to be; `none`: no address is needed. */
  address: z.enum(["none", "any", "country", "area"]),
  /** Whether Twilio requires an approved regulatory bundle. */
  bundle: z.boolean(),
  needs: z.array(text),
});

const place = z.strictObject({ name: text, province: z.string().optional(), areaCodes: z.array(z.string()).min(1) });

/** The law and the numbering plan of one country, in domain/law/countries/<code>.json. */
export const countrySchema = z.strictObject({
  $schema: z.string().optional(),
  /** ISO 3166-1 alpha-2. */
  code: z.string().regex(/^[A-Z]{2}$/),
  name: text,
  callingCode: z.string().regex(/^\d{1,3}$/),
  regulators: ruled(z.array(z.strictObject({ name: text, for: text })).min(1)),
  /** Languages of callers, the most usual first. */
  languages: ruled(z.array(language).min(1)),
  numbers: z.strictObject({
    /** Form of an E.164 number of the country, simplified; libphonenumber decides for each number. */
    format: ruled(z.strictObject({ pattern: z.string(), trunkPrefix: z.string() })),
    /** Numbers that nobody has, for tests and samples. Empty where the country reserves none. */
    fictional: ruled(z.array(z.strictObject({ pattern: z.string(), example: z.string(), label: text }))),
    /** Cities, with their area codes, where managed numbers are offered by city. */
    cities: ruled(z.array(place)).optional(),
    /** Area codes by state or province (ISO 3166-2 without the country). */
    areaCodes: ruled(z.record(z.string(), z.array(z.string()))).optional(),
    /** Prefixes that an agent never dials, by kind. */
    blocked: ruled(z.strictObject({ premium: z.array(prefix), other: z.array(prefix) })),
  }),
  emergency: ruled(
    z.strictObject({
      numbers: z.array(z.string().regex(/^\d{2,6}$/)).min(1),
      /** Whether whoever provides the number has to give the caller's location. */
      callerLocation: z.boolean(),
      /** Whether each number needs an emergency address on record. */
      address: z.boolean(),
      duties: z.array(text),
    }),
  ),
  documents: z.strictObject({
    order: ruled(z.array(documents)),
    port: ruled(z.array(text)),
  }),
  recording: ruled(
    z.strictObject({
      /**
       * `one-party`: one party of the call has to know. `announce`: the caller is told before recording begins. `all-party`: every party has to agree.
       */
      consent: z.enum(["one-party", "announce", "all-party"]),
      /** States or provinces where every party has to agree, and those where sources disagree (counted as all-party). */
      allParty: z.array(z.string()).optional(),
      contested: z.array(z.string()).optional(),
      law: text,
    }),
  ),
  disclosure: ruled(
    z.strictObject({
      /** Whether callers have to be told that they talk to a machine, and when. */
      required: z.boolean(),
      when: z.enum(["start-of-call", "outbound-only"]),
      law: text,
    }),
  ),
  automatedCalls: ruled(
    z.strictObject({
      /** Automated outbound calls: `consent` (with prior consent) or `forbidden`. A region has them off unless its file allows them. */
      allowed: z.enum(["consent", "forbidden"]),
      conditions: z.array(text).min(1),
      /** Prefixes that such calls have to show as their caller ID, and prefixes that they must not show. */
      callerIdOnly: z.array(prefix).optional(),
      callerIdNever: z.array(prefix).optional(),
    }),
  ),
  callingHours: ruled(
    z.strictObject({ weekday: hours.optional(), saturday: hours.optional(), sunday: hours.optional() }),
  ),
  callerId: ruled(
    z.strictObject({
      /** Whether calls are signed (STIR/SHAKEN or the country's own), and what is asked of a number's owner. */
      signed: z.boolean(),
      rules: z.array(text),
      /** Prefixes that can't be shown as a caller ID. */
      never: z.array(prefix),
    }),
  ),
  retention: ruled(
    z.strictObject({
      /** Days that records of calls may be kept at most, and have to be kept at least; absent: the law names none. */
      atMostDays: z.int().min(1).optional(),
      atLeastDays: z.int().min(1).optional(),
      law: text,
    }),
  ),
  residency: ruled(
    z.strictObject({
      /** AWS Regions where data may rest; the first is the usual one. */
      atRest: z.array(z.string()).min(1),
      /** AWS Regions that carry voice in the country (Amazon Chime), and Twilio's processing Region. */
      voice: z.array(z.string()),
      law: text,
    }),
  ),
  porting: ruled(z.strictObject({ rules: z.array(text).min(1), leadTime: text })),
  /** Where the country's public holidays are published. Calling hours leave them out. */
  holidays: ruled(z.strictObject({ published: text })),
  chime: ruled(
    z.strictObject({
      offered: z.boolean(),
      product: z.enum(["VoiceConnector", "SipMediaApplicationDialIn"]).optional(),
    }),
  ),
});

/**
 * The file of a country. `within` names a union whose law holds where the file has no rule of its own, so that shared law is written once:
 * domain/law/unions/<within>.json.
 */
export const countryFileSchema = countrySchema
  .partial()
  .required({ code: true, name: true, callingCode: true, numbers: true })
  .extend({
    within: z.enum(["EU"]).optional(),
  });

/** The law that a union's countries share. */
export const unionSchema = countrySchema
  .omit({ code: true, callingCode: true, numbers: true })
  .partial()
  .required({ name: true });

/** A country's file, before its union's law is added. */
export type CountryFile = z.output<typeof countryFileSchema>;

/** A country's law, as {@link countrySchema} has it. */
export type CountryLaw = z.output<typeof countrySchema>;
/** A value with its status and sources. */
export interface Ruled<T> {
  readonly value: T;
  readonly status: z.output<typeof status>;
  readonly checked: string;
  readonly sources: readonly z.output<typeof source>[];
  readonly why?: string | undefined;
}

/** Whether a rule has to be kept on a day (YYYY-MM-DD). An unsettled rule is kept in its strict reading. */
export const isInForce = ({ status }: Pick<Ruled<unknown>, "status">, on: string): boolean =>
  typeof status === "string" || status.from <= on;
