import { z } from "zod";
import { E164_PATTERN } from "../../../domain/contract/e164.ts";
import type { Bag, CheckFailure } from "../../kit/handler.ts";

const text = (description: string) => z.string().min(1, "must not be empty").meta({ description });
const sidOf = (prefix: string, description: string) =>
  z
    .string()
    .regex(new RegExp(`^${prefix}[0-9a-fA-F]{32}$`), `must be a SID that begins with ${prefix}, then 32 hex digits`)
    .meta({ description });
const phone = (description: string) =>
  z.string().regex(E164_PATTERN, "must be an E.164 number: +, country code, number, digits only").meta({ description });
const email = (description: string) =>
  z
    .string()
    .regex(/^[^@\s]+@[^@\s]+$/, "must be an email address")
    .meta({ description });
const time = (description: string) =>
  z
    .string()
    .regex(
      /^([01]\d|2[0-3]):[0-5]\d:[0-5]\d([+-]([01]\d|2[0-3]):[0-5]\d|Z)$/,
      "must be a time with its offset, such as 10:15:00-08:00",
    )
    .optional()
    .meta({ description });

const number = z
  .strictObject({
    phoneNumber: phone("The number, E.164: a US number, local or mobile."),
    pin: z.string().min(1, "must not be empty").optional().meta({
      description: "The PIN that the losing carrier asks for; a mobile number needs one. Twilio never shows it.",
      secret: true,
    }),
  })
  .meta({ description: "A number to bring.", typeName: "PortInNumber" });

const address = z
  .strictObject({
    street: text("Street and house number."),
    street2: z.string().optional().meta({ description: "Suite, floor." }),
    city: text("Town."),
    state: text("State: `CA`."),
    zip: text("Postal code."),
    country: text("Country: `US`."),
  })
  .optional()
  .meta({ description: "Its address there. Give this or `addressSid`.", typeName: "PortInAddress" });

const losingCarrier = z
  .strictObject({
    customerType: z.enum(["Business", "Individual"]).meta({ description: "A business or a person." }),
    customerName: text("Name of the customer."),
    accountNumber: text("Number of the account.").optional(),
    accountTelephoneNumber: phone("The account's main telephone number.").optional(),
    addressSid: sidOf("AD", "An address of the Twilio account.").optional(),
    address,
    authorizedRepresentative: text("Who signs the letter of authorisation."),
    authorizedRepresentativeEmail: email("Where the letter is sent to be signed."),
  })
  .meta({
    description: "The customer, as the losing carrier knows it: what differs from its books, it rejects.",
    typeName: "PortInLosingCarrier",
    secret: true,
  });

export const inputs = z.strictObject({
  phoneNumbers: z
    .array(number)
    .min(1, "must name 1 number or more")
    .max(1000, "must name 1000 numbers or fewer")
    .meta({ description: "The numbers to bring, 1000 at most: US numbers, local and mobile, no toll-free." }),
  documents: z
    .array(sidOf("RD", "A document."))
    .min(1, "must name a utility bill")
    .meta({ description: "SIDs of documents. One must be a utility bill." }),
  losingCarrier,
  targetAccountSid: sidOf(
    "AC",
    "Account that the numbers come to: the provider's own, which is the default, or one below it.",
  ).optional(),
  targetDate: z
    .string()
    .regex(/^\d{4}-\d\d-\d\d$/, "must be a date: 2027-01-31")
    .optional()
    .meta({ description: "Day of the port, 7 days ahead or more. The losing carrier may choose another." }),
  targetTimeRangeStart: time("Earliest time on that day."),
  targetTimeRangeEnd: time("Latest time on that day."),
  notificationEmails: z
    .array(email("An address."))
    .optional()
    .meta({ description: "Who gets a copy of the signed letter." }),
  bundleSid: sidOf("BU", "An approved regulatory bundle.").optional(),
});

const portedNumber = z
  .strictObject({
    phoneNumber: z.string().meta({ description: "The number." }),
    sid: z.string().meta({ description: "Its SID in the request, `PU...`." }),
    status: z.string().meta({ description: "How it stands: `Submitted`, `Completed`, `Rejected`." }),
    rejectionReason: z.string().meta({ description: 'Why the losing carrier rejected it, or "".' }),
  })
  .meta({ description: "How one number of the request stands.", typeName: "PortInNumberStatus" });

export const outputs = z.strictObject({
  sid: z.string().meta({ description: "The request's SID, `KW...`.", stable: true }),
  accountSid: z.string().meta({ description: "The account that the numbers come to.", stable: true }),
  dateCreated: z.string().meta({ description: "When it was made.", stable: true }),
  status: z.string().meta({
    description:
      "`In review`, `Waiting for Signature`, `In progress`, `Action Required`, `Completed`, `Canceled` or `Expired`, at the last look.",
  }),
  numbers: z.array(portedNumber).meta({ description: "How each number stands." }),
  signatureRequestUrl: z
    .string()
    .optional()
    .meta({ description: "Where the representative signs, while that is waited for.", secret: true }),
});

/** Rules across properties. */
export function rules({ inputs }: { inputs: Bag }): CheckFailure[] {
  const { losingCarrier, phoneNumbers } = inputs;
  const failures: CheckFailure[] = [];
  if (losingCarrier && typeof losingCarrier === "object") {
    const { address, addressSid } = losingCarrier;
    const reason =
      address === undefined ? "is missing: give `address` or `addressSid`" : "give this or `addressSid`, not both";
    if ((address === undefined) === (addressSid === undefined)) {
      failures.push({ property: "losingCarrier.address", reason });
    }
  }
  const numbers = Array.isArray(phoneNumbers) ? phoneNumbers.map((one) => one?.phoneNumber) : [];
  numbers.forEach((one, i) => {
    if (typeof one === "string" && numbers.indexOf(one) < i) {
      failures.push({ property: `phoneNumbers[${i}].phoneNumber`, reason: `${one} is named twice` });
    }
  });
  return failures;
}

export const description =
  "Brings numbers from another carrier to Twilio: a request that people and carriers act on. It is made once: a create looks for an open request for these very numbers first. It can't be changed: while it is open, a change is refused; once it is canceled or expired, a change makes a new request; once it is completed, a change changes nothing. A delete cancels it while that can be; a completed request is just forgotten, and its numbers stay the account's. `status` says how it stands at the last look: run `pulumi refresh`, or have Twilio tell you with a `PortInWebhook`. Once it is completed, manage each number with an `IncomingPhoneNumber`. Import it by its SID; Twilio shows no PINs, so an import takes the program's.";

export const examples = [
  {
    title: "Bring a number",
    program: `import * as pulumi from "@pulumi/pulumi";
import * as twilio from "@pulumi/twilio";

const secrets = new pulumi.Config("port");
const provider = new twilio.Provider("own", { accountSid: "AC0123456789abcdef0123456789abcdef" });
const port = new twilio.PortIn(
  "front-desk",
  {
    phoneNumbers: [{ phoneNumber: "+14155550101" }],
    documents: ["RD0123456789abcdef0123456789abcdef"],
    losingCarrier: {
      customerType: "Business",
      customerName: "Acme Dental",
      accountNumber: secrets.getSecret("accountNumber"),
      authorizedRepresentative: "Ann Example",
      authorizedRepresentativeEmail: "ann@acme.example",
      address: { street: "1 Market Street", city: "San Francisco", state: "CA", zip: "94105", country: "US" },
    },
  },
  { provider },
);

export const status = port.status;`,
  },
];
