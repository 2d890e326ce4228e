import { z } from "zod";
import { E164_PATTERN } from "../../../domain/contract/e164.ts";
import { type Bag, type CheckFailure, UNKNOWN } from "../../kit/handler.ts";
import { messageSettings, sid, voiceSettings } from "../settings.ts";
import { LONGEST_NAME, LONGEST_NAME_WITH_TOKEN } from "../token.ts";
import { MARK_LENGTH } from "./quarantine.ts";
import { searchShape, unsupportedIn } from "./search-shape.ts";

const ofMessages = {
  ...messageSettings,
  smsApplicationSid: sid(
    "AP",
    "Application that answers messages. While it is set, Twilio ignores the number's own SMS URLs.",
  ),
};

/**
 * Settings of a number, by input name. A setting is managed only if the program sets it.
 * https://www.twilio.com/docs/phone-numbers/api/incomingphonenumber-resource
 */
const settings = {
  friendlyName: z.string().max(LONGEST_NAME, `must be ${LONGEST_NAME} characters or less`).meta({
    description: "Friendly name.",
  }),
  voiceApplicationSid: sid(
    "AP",
    "Application that answers calls. While it is set, Twilio ignores the number's own voice URLs.",
  ),
  trunkSid: sid("TK", "SIP trunk that receives calls. Twilio allows a trunk or a voice application, not both."),
  ...voiceSettings,
  voiceReceiveMode: z.enum(["voice", "fax"]).meta({ description: "What the number receives: `voice` calls or `fax`." }),
  addressSid: sid("AD", "Address of the number's holder, if the number's country requires one."),
  bundleSid: sid("BU", "Approved regulatory bundle, if the number's country requires one."),
  identitySid: sid("RI", "Identity of the number's holder, if the number's country requires one."),
  emergencyAddressSid: sid(
    "AD",
    "Address registered with the emergency services. A change removes the current address, waits until it is unregistered, then sets the new one.",
  ),
  ...ofMessages,
};
export const settingNames: readonly string[] = Object.keys(settings);
/** All settings except message settings. */
export const callSettingNames: readonly string[] = settingNames.filter((name) => !(name in ofMessages));

type OptionalShape = { [K in keyof typeof settings]: z.ZodOptional<(typeof settings)[K]> };
const optionalSettings = z.object(settings).partial().shape as OptionalShape;

const settingsBag = (typeName: string, description: string) =>
  z.strictObject(optionalSettings).optional().meta({ typeName, description });

export const inputs = z.strictObject({
  acquire: z.enum(["buy", "adopt", "transfer"]).meta({
    description:
      "How the resource gets its number. `buy`: purchase it. `adopt`: take over a number that the account already has. `transfer`: move it from account `transferFrom`, which has the same parent account or is it; this needs the parent account's credentials, and the number then counts as bought. Ignored once the resource has its number.",
  }),
  phoneNumber: z
    .string()
    .regex(E164_PATTERN, "must be an E.164 number: +, country code, number, digits only")
    .optional()
    .meta({
      description:
        "The number, E.164. To buy, set this or `search`; to adopt or transfer, this is required. Refused if it differs from the number that the resource has.",
    }),
  search: z.strictObject(searchShape).optional().meta({
    typeName: "NumberSearch",
    description:
      "Criteria for the number to buy. Used only at the purchase: later changes neither buy nor release a number.",
  }),
  release: z.boolean().optional().meta({
    description:
      "Allow a delete to release the number if it was bought, or to hand it back if it was adopted. While this is false, the default, the provider refuses the delete.",
  }),
  transferFrom: sid("AC", "Source account of a `transfer`. Ignored once the number has arrived.").optional(),
  transfer: z.enum(["taken", "parent", "kept"]).optional().meta({
    description:
      "What a delete does instead of releasing the number. `taken`: nothing, since another account's program moves the number there or another carrier ports it; the delete is refused while this account still has the number. `parent`: it moves the number to the parent account. `kept`: it leaves the number in this account and removes the provider's token from its friendly name. With `parent` and `kept`, an adopted number is handed back instead.",
  }),
  quarantine: z
    .strictObject({
      days: z
        .int()
        .min(1, "must be 1 or more")
        .max(365, "must be 365 or less")
        .meta({ description: "Days in quarantine before a release, 1 to 365." }),
      active: z.boolean().meta({
        description: "Whether the number is in quarantine now. The program decides what callers hear meanwhile.",
      }),
    })
    .optional()
    .meta({
      typeName: "NumberQuarantine",
      description:
        "Waiting period before a release: a delete is refused until the number has been in quarantine for `days`, by Twilio's clock. The start time is stored in the number's friendly name at Twilio.",
    }),
  initial: settingsBag(
    "NumberInitial",
    "Settings sent with the purchase, then neither compared nor changed. They answer the first calls, until another resource of the program configures the number. For a transfer, the URLs answer calls during the move, and the application answers them afterwards.",
  ),
  handBack: settingsBag(
    "NumberHandBack",
    "Settings that an adopted number gets when it is handed back. By default, the settings that the provider recorded at the adoption. Setting this is safer: a run killed between the adoption and its record loses the recorded settings.",
  ),
  ...optionalSettings,
});

export const outputs = z.strictObject({
  sid: z.string().meta({ description: "The number's SID, `PN...`." }),
  accountSid: z.string().meta({ description: "SID of the account that owns it." }),
  phoneNumber: z.string().meta({ description: "The number, E.164." }),
  friendlyName: z.string().meta({ description: "Friendly name, without the provider's token." }),
  capabilities: z
    .record(z.string(), z.boolean())
    .meta({ description: "Capabilities: `voice`, `sms`, `mms` and `fax`, each true or false." }),
  origin: z.string().meta({ description: "`twilio`, or `hosted` for a number hosted by another carrier." }),
  status: z.string().meta({ description: "Status at Twilio, such as `in-use`." }),
  quarantinedSince: z
    .string()
    .optional()
    .meta({ description: "Start of the quarantine, ISO 8601. Absent while the number isn't in quarantine." }),
  emergencyAddressStatus: z.string().meta({
    description: "Status of the emergency address: `registered`, `unregistered`, or a pending or failed registration.",
  }),
  bought: z.boolean().meta({
    description:
      "True if this resource bought the number or received it by a transfer. Any other number is never released.",
  }),
  adoptedFrom: settingsBag("NumberAdoptedFrom", "Settings of an adopted number before the adoption."),
  managed: z.array(z.string()).meta({ description: "Names of the settings that the program set at the last update." }),
  dropped: z
    .array(z.string())
    .optional()
    .meta({ description: "Names of URLs that Twilio discarded because the number has an application or a trunk." }),
  incarnation: z.string().optional().meta({
    description:
      "Random mark of each create. By it the delete half of a replacement recognises that a new resource has the number, and leaves the number alone.",
  }),
});

/** Returns the settings in a bag. */
export function givenSettings(bag: Bag): Bag {
  return Object.fromEntries(Object.entries(bag).filter(([name]) => settingNames.includes(name)));
}

/** Checks rules that involve several properties. */
export function rules({ inputs, olds }: { inputs: Bag; olds: Bag }): CheckFailure[] {
  const failures: CheckFailure[] = [];
  const fail = (property: string, reason: string) => failures.push({ property, reason });
  const { acquire, phoneNumber, search, friendlyName, quarantine } = inputs;
  if (phoneNumber !== undefined && search !== undefined) fail("search", "set `phoneNumber` or `search`, not both");
  if (phoneNumber === undefined && (acquire === "adopt" || acquire === "transfer")) {
    fail("phoneNumber", `is required when \`acquire\` is \`${acquire}\`: set the number`);
  } else if (phoneNumber === undefined && search === undefined) {
    fail("phoneNumber", "is required: set the number to buy, or set `search` to buy any that matches");
  }
  const longest = LONGEST_NAME_WITH_TOKEN - (quarantine === undefined ? 0 : MARK_LENGTH);
  if (acquire !== "adopt" && typeof friendlyName === "string" && friendlyName.length > longest) {
    const rule = `must be ${longest} characters or less on a bought number`;
    fail(
      "friendlyName",
      `${rule}: the rest holds the purchase token${quarantine ? " and the start of the quarantine" : ""}`,
    );
  }
  if (inputs.release === true && inputs.transfer !== undefined) {
    fail("transfer", "set `release` or `transfer`, not both: a transferred number is never released");
  }
  if (search !== undefined && acquire === "transfer")
    fail("search", "can't be used when `acquire` is `transfer`: set `phoneNumber`");
  for (const url of ["voiceUrl", "voiceFallbackUrl"]) {
    const other = ["voiceApplicationSid", "trunkSid"].find((name) => isSet(inputs[name]));
    if (other !== undefined && isSet(inputs[url])) {
      fail(
        url,
        `set \`${url}\` or \`${other}\`, not both: Twilio ignores a number's own URLs while it has ${other === "trunkSid" ? "a trunk" : "an application"}`,
      );
    }
  }
  const bags = { "": inputs, "initial.": inputs.initial ?? {}, "handBack.": inputs.handBack ?? {} };
  for (const [at, bag] of Object.entries(bags)) {
    if (bag !== UNKNOWN && isSet(bag.voiceApplicationSid) && isSet(bag.trunkSid)) {
      fail(
        `${at}trunkSid`,
        "set `voiceApplicationSid` or `trunkSid`, not both: Twilio clears one when the other is set",
      );
    }
  }
  if (search !== undefined && search !== UNKNOWN) {
    for (const { property, reason } of unsupportedIn(search)) fail(`search.${property}`, reason);
  }
  if (known(olds.phoneNumber) && known(phoneNumber) && olds.phoneNumber !== phoneNumber) {
    fail("phoneNumber", identityRule(olds.phoneNumber, phoneNumber));
  }
  return failures;
}

function known(value: unknown): boolean {
  return value !== undefined && value !== UNKNOWN;
}

function isSet(value: unknown): boolean {
  return known(value) && value !== "";
}

/** Refuses a change of a resource's number. */
export function identityRule(held: string, wanted: string): string {
  return `this resource has ${held}, and its number can't be changed to ${wanted}. Declare ${wanted} as another resource. To release ${held}, set \`release: true\`, run \`pulumi up\`, then remove the resource`;
}
