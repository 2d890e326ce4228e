import { z } from "zod";
import { E164_PATTERN } from "../../../domain/contract/e164.ts";
import type { Bag, CheckFailure } from "../../kit/handler.ts";

const text = (description: string) => z.string().min(1, "must not be empty").meta({ description });
const sidOf = (prefix: string, description: string) =>
  z
    .string()
    .regex(new RegExp(`^${prefix}[0-9a-fA-F]{32}$`), `must be a SID: ${prefix}, then 32 hex digits`)
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
      "must be a time with UTC offset, such as 10:15:00-08:00",
    )
    .optional()
    .meta({ description });

const number = z
  .strictObject({
    phoneNumber: phone("The number, E.164: a US local or mobile number."),
    pin: z.string().min(1, "must not be empty").optional().meta({
      description: "PIN of the number at the losing carrier. Required for a mobile number. Twilio never returns it.",
      secret: true,
    }),
  })
  .meta({ description: "A number to port.", typeName: "PortInNumber" });

const address = z
  .strictObject({
    street: text("Street and house number."),
    street2: z.string().optional().meta({ description: "Suite or floor." }),
    city: text("City or town."),
    state: text("State, such as `CA`."),
    zip: text("Postal code."),
    country: text("Country, such as `US`."),
  })
  .optional()
  .meta({
    description: "Address of the customer at the losing carrier. Set this or `addressSid`.",
    typeName: "PortInAddress",
  });

const losingCarrier = z
  .strictObject({
    customerType: z
      .enum(["Business", "Individual"])
      .meta({ description: "Type of customer: `Business` or `Individual`." }),
    customerName: text("Customer name at the losing carrier."),
    accountNumber: text("Account number at the losing carrier.").optional(),
    accountTelephoneNumber: phone("Main telephone number of that account, E.164.").optional(),
    addressSid: sidOf("AD", "SID of an `Address` of the Twilio account. Set this or `address`.").optional(),
    address,
    authorizedRepresentative: text("Name of the person who signs the letter of authorization."),
    authorizedRepresentativeEmail: email("Email address to which Twilio sends the letter for signature."),
  })
  .meta({
    description:
      "The customer's data at the losing carrier, which rejects the port if any of it differs from its records.",
    typeName: "PortInLosingCarrier",
    secret: true,
  });

export const inputs = z.strictObject({
  phoneNumbers: z
    .array(number)
    .min(1, "must have 1 number or more")
    .max(1000, "must have 1000 numbers or fewer")
    .meta({ description: "Numbers to port, 1 to 1000: US local and mobile numbers, no toll-free." }),
  documents: z
    .array(sidOf("RD", "SID of a document."))
    .min(1, "must include a utility bill")
    .meta({ description: "SIDs of documents, of which one must be a utility bill." }),
  losingCarrier,
  targetAccountSid: sidOf(
    "AC",
    "SID of the account that receives the numbers: the provider's account (the default) or one of its subaccounts.",
  ).optional(),
  targetDate: z
    .string()
    .regex(/^\d{4}-\d\d-\d\d$/, "must be a date, such as 2027-01-31")
    .optional()
    .meta({
      description:
        "Date of the port, at least 7 days ahead, such as `2027-01-31`. The losing carrier may choose another.",
    }),
  targetTimeRangeStart: time("Earliest time on `targetDate`, with UTC offset."),
  targetTimeRangeEnd: time("Latest time on `targetDate`, with UTC offset."),
  notificationEmails: z
    .array(email("An email address."))
    .optional()
    .meta({ description: "Email addresses that receive a copy of the signed letter." }),
  bundleSid: sidOf("BU", "SID of an approved regulatory bundle.").optional(),
});

const portedNumber = z
  .strictObject({
    phoneNumber: z.string().meta({ description: "The number, E.164." }),
    sid: z.string().meta({ description: "SID of the number in the request, `PU...`." }),
    status: z
      .string()
      .meta({ description: "Status of the number: `Submitted`, `Completed` or `Rejected`, among others." }),
    rejectionReason: z.string().meta({ description: 'Reason for the losing carrier\'s rejection, or "".' }),
  })
  .meta({ description: "Status of one number of the request.", typeName: "PortInNumberStatus" });

export const outputs = z.strictObject({
  sid: z.string().meta({ description: "The request's SID, `KW...`.", stable: true }),
  accountSid: z.string().meta({ description: "SID of the account that receives the numbers.", stable: true }),
  dateCreated: z.string().meta({ description: "Creation time.", stable: true }),
  status: z.string().meta({
    description:
      "`In review`, `Waiting for Signature`, `In progress`, `Action Required`, `Completed`, `Canceled` or `Expired`, as of the last refresh.",
  }),
  numbers: z.array(portedNumber).meta({ description: "Status of each number." }),
  signatureRequestUrl: z.string().optional().meta({
    description:
      "URL at which the representative signs the letter. Present only while the request waits for the signature.",
    secret: true,
  }),
});

/** Checks rules that involve several properties. */
export function rules({ inputs }: { inputs: Bag }): CheckFailure[] {
  const { losingCarrier, phoneNumbers } = inputs;
  const failures: CheckFailure[] = [];
  if (losingCarrier && typeof losingCarrier === "object") {
    const { address, addressSid } = losingCarrier;
    const reason =
      address === undefined ? "is required: set `address` or `addressSid`" : "set `address` or `addressSid`, not both";
    if ((address === undefined) === (addressSid === undefined)) {
      failures.push({ property: "losingCarrier.address", reason });
    }
  }
  const numbers = Array.isArray(phoneNumbers) ? phoneNumbers.map((one) => one?.phoneNumber) : [];
  numbers.forEach((one, i) => {
    if (typeof one === "string" && numbers.indexOf(one) < i) {
      failures.push({ property: `phoneNumbers[${i}].phoneNumber`, reason: `${one} is listed twice: remove one` });
    }
  });
  return failures;
}

export const description =
  "A port-in request, which ports numbers from another carrier to Twilio; people and carriers process it. A create first looks for an open request for the same numbers and takes it over. A request can't be changed: while it is open, a change is refused; once it is canceled or expired, a change makes a new request; once it is completed, a change has no effect. A delete cancels an open request; a completed one is only removed from the state, and its numbers stay in the account. `status` is as of the last refresh: run `pulumi refresh`, or get notified with a `PortInWebhook`. After the port, manage each number with an `IncomingPhoneNumber`. Import it by its SID. Twilio returns no PINs, so an import assumes the program's.";

export const examples = [
  {
    title: "Port a number",
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
