import { z } from "zod";
import { must } from "./mistake.ts";
import { prose } from "./text.ts";

/** Consent to a recording, from the laxest to the strictest. */
export const CONSENTS = ["one-party", "announce", "all-party"] as const;

const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time of day in quotes, for example "09:00"');
const hours = z
  .strictObject({
    from: time.describe("First minute."),
    to: time.describe("Last minute."),
  })
  .superRefine(must(({ from, to }) => from < to, "ends before it begins", "write the earlier time in `from`"));

/** `conduct` of a region file: how agents may behave in calls. What is absent is as the law of the number's country says. */
export const conductSchema = z
  .strictObject({
    recording: z
      .strictObject({
        consent: z
          .enum(CONSENTS)
          .describe("Who has to know or agree before a recording: never less than the law of each country asks."),
      })
      .optional()
      .describe("Recording of calls."),
    disclosure: z
      .strictObject({
        required: z.boolean().describe("Whether the agent says that it is a machine."),
      })
      .optional()
      .describe("Whether callers are told that they talk to a machine."),
    automatedCalls: z
      .strictObject({
        allowed: z.boolean().describe("Whether agents may place calls by themselves."),
        conditions: z
          .array(prose(500))
          .optional()
          .describe("Conditions that every such call meets; the law of each country adds its own."),
      })
      .superRefine(
        must(
          ({ allowed, conditions }) => !allowed || (conditions?.length ?? 0) > 0,
          "allows automated calls without `conditions`",
          "list the conditions, for example prior consent and how it is recorded",
        ),
      )
      .default({ allowed: false })
      .describe("Automated outbound calls. Off unless allowed."),
    callingHours: z
      .strictObject({
        weekday: hours.optional().describe("Monday to Friday."),
        saturday: hours.optional().describe("Saturday."),
        sunday: hours.optional().describe("Sunday."),
      })
      .optional()
      .describe("Hours of outbound calls, in the called person's local time. A day without an entry has none."),
  })
  .prefault({})
  .describe("How agents may behave in calls, where it is stricter than the law of the number's country.");

/** The checked content of `conduct`. */
export type Conduct = z.output<typeof conductSchema>;
