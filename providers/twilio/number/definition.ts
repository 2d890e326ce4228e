import { z } from "zod";
import { E164_PATTERN } from "../../../domain/contract/e164.ts";
import { type Bag, type CheckFailure, UNKNOWN } from "../../kit/handler.ts";
import { messageSettings, sid, voiceSettings } from "../settings.ts";
import { LONGEST_NAME, LONGEST_NAME_WITH_TOKEN } from "../token.ts";
import { MARK_LENGTH } from "./quarantine.ts";
import { searchShape, unsupportedIn } from "./search-shape.ts";

const ofMessages = {
  ...messageSettings,
  smsApplicationSid: sid("AP", "Application that answers its messages; the addresses above rest meanwhile."),
};

/** Settings of a number, by our names; each is managed only where the program gives it. https://www.twilio.com/docs/phone-numbers/api/incomingphonenumber-resource */
const settings = {
  friendlyName: z.string().max(LONGEST_NAME, `must be ${LONGEST_NAME} characters or less`).meta({
    description: "Name for people.",
  }),
  voiceApplicationSid: sid("AP", "Application that answers its calls; the number's own voice settings rest meanwhile."),
  trunkSid: sid("TK", "SIP trunk that takes its calls. Twilio allows a trunk or an application, not both."),
  ...voiceSettings,
  voiceReceiveMode: z.enum(["voice", "fax"]).meta({ description: "What its calls are taken as." }),
  addressSid: sid("AD", "Address of its holder, where the number's country wants one."),
  bundleSid: sid("BU", "Approved regulatory bundle, where the number's country wants one."),
  identitySid: sid("RI", "Identity of its holder, where the number's country wants one."),
  emergencyAddressSid: sid(
    "AD",
    "Address that emergency services are told. A change takes the first one away, waits until it is unregistered, and gives the next.",
  ),
  ...ofMessages,
};
export const settingNames: readonly string[] = Object.keys(settings);
/** Those that say how it is held and what its calls do. */
export const callSettingNames: readonly string[] = settingNames.filter((name) => !(name in ofMessages));

type OptionalShape = { [K in keyof typeof settings]: z.ZodOptional<(typeof settings)[K]> };
const optionalSettings = z.object(settings).partial().shape as OptionalShape;

const settingsBag = (typeName: string, description: string) =>
  z.strictObject(optionalSettings).optional().meta({ typeName, description });

export const inputs = z.strictObject({
  acquire: z.enum(["buy", "adopt", "transfer"]).meta({
    description:
      "`buy`: purchase the number; `adopt`: take over one that the account has; `transfer`: move it here from the account `transferFrom`, of the same family, with the credentials of the account above; from then on it is held as if bought. It matters until the number is held; from then on a change of it changes nothing.",
  }),
  phoneNumber: z
    .string()
    .regex(E164_PATTERN, "must be an E.164 number: +, country code, number, digits only")
    .optional()
    .meta({
      description:
        "The number, E.164. Give this, or `search` to buy any that fits. A held number's identity never changes.",
    }),
  search: z.strictObject(searchShape).optional().meta({
    typeName: "NumberSearch",
    description: "What to buy. It matters at the purchase only: later changes buy nothing and release nothing.",
  }),
  release: z.boolean().optional().meta({
    description:
      "Allows the removal of this resource to end what it stands for: a bought number is given up at Twilio, an adopted one is handed back. While it is false, the default, a delete is refused.",
  }),
  transferFrom: sid(
    "AC",
    "Account that gives a number which is transferred. It matters until the number is here.",
  ).optional(),
  transfer: z.enum(["taken", "parent", "kept"]).optional().meta({
    description:
      "The number goes elsewhere, and is never released. `taken`: another account's program moves it there, or another carrier ports it; the removal of this resource is refused while the number is still here, and afterwards does nothing. `parent`: the removal moves it to the account above. `kept`: it stays in this account when the resource is removed, without the settings and the name that it had from the program.",
  }),
  quarantine: z
    .strictObject({
      days: z
        .int()
        .min(1, "must be 1 or more")
        .max(365, "must be 365 or less")
        .meta({ description: "Days for which it has to rest before it may be given up." }),
      active: z.boolean().meta({ description: "Whether it rests now. What its callers hear is for the program." }),
    })
    .optional()
    .meta({
      typeName: "NumberQuarantine",
      description:
        "Time between the end of a number's service and its end: a delete is refused until the number has rested for that long, by Twilio's clock. When it began is written into the number's friendly name at Twilio.",
    }),
  initial: settingsBag(
    "NumberInitial",
    "Settings that the number gets in the request that buys it, and that are never compared or changed afterwards: what answers its first calls until another resource of the program takes it into service. Of a number that is transferred, the URLs answer its calls on the way, and the application once it is here.",
  ),
  handBack: settingsBag(
    "NumberHandBack",
    "Settings that an adopted number gets when it is handed back. Where it isn't given, the provider records at adoption what it finds; giving it is safer, since a run that is killed between the change and its record loses what was found.",
  ),
  ...optionalSettings,
});

export const outputs = z.strictObject({
  sid: z.string().meta({ description: "The number's SID, `PN...`." }),
  accountSid: z.string().meta({ description: "The account that holds it." }),
  phoneNumber: z.string().meta({ description: "The number, E.164." }),
  friendlyName: z.string().meta({ description: "Name for people." }),
  capabilities: z
    .record(z.string(), z.boolean())
    .meta({ description: "What it can do: `voice`, `sms`, `mms`, `fax`." }),
  origin: z.string().meta({ description: "`twilio`, or `hosted` elsewhere." }),
  status: z.string().meta({ description: "`in-use`, say." }),
  quarantinedSince: z
    .string()
    .optional()
    .meta({ description: "When its quarantine began, ISO 8601; not there while it isn't in quarantine." }),
  emergencyAddressStatus: z
    .string()
    .meta({ description: "`registered`, `unregistered`, or what is pending or failed." }),
  bought: z.boolean().meta({
    description:
      "True for a number that this resource bought, or got by a transfer. Any other is never given up at Twilio.",
  }),
  adoptedFrom: settingsBag("NumberAdoptedFrom", "The settings that an adopted number had before."),
  managed: z.array(z.string()).meta({ description: "Names of the settings that the program gave at the last change." }),
  dropped: z
    .array(z.string())
    .optional()
    .meta({ description: "Names of URLs that Twilio didn't keep beside the number's application or trunk." }),
  incarnation: z.string().optional().meta({
    description:
      "A mark that each create makes anew: a resource that was replaced by itself is known by it, and its removal leaves the number alone.",
  }),
});

/** The settings that a bag gives. */
export function givenSettings(bag: Bag): Bag {
  return Object.fromEntries(Object.entries(bag).filter(([name]) => settingNames.includes(name)));
}

/** Rules across properties. */
export function rules({ inputs, olds }: { inputs: Bag; olds: Bag }): CheckFailure[] {
  const failures: CheckFailure[] = [];
  const fail = (property: string, reason: string) => failures.push({ property, reason });
  const { acquire, phoneNumber, search, friendlyName, quarantine } = inputs;
  if (phoneNumber !== undefined && search !== undefined) fail("search", "give `phoneNumber` or `search`, not both");
  if (phoneNumber === undefined && (acquire === "adopt" || acquire === "transfer")) {
    fail("phoneNumber", `is missing: to ${acquire} a number, name it`);
  } else if (phoneNumber === undefined && search === undefined) {
    fail("phoneNumber", "is missing: give the number to buy, or `search` to buy any that fits");
  }
  const longest = LONGEST_NAME_WITH_TOKEN - (quarantine === undefined ? 0 : MARK_LENGTH);
  if (acquire !== "adopt" && typeof friendlyName === "string" && friendlyName.length > longest) {
    const rule = `must be ${longest} characters or less on a number that is bought`;
    fail(
      "friendlyName",
      `${rule}: the rest holds a token that makes buying safe${quarantine ? ", and its quarantine" : ""}`,
    );
  }
  if (inputs.release === true && inputs.transfer !== undefined) {
    fail("transfer", "give `release` or `transfer`, not both: a number that goes to another account is never released");
  }
  if (search !== undefined && acquire === "transfer") fail("search", "to transfer a number, name it in `phoneNumber`");
  for (const url of ["voiceUrl", "voiceFallbackUrl"]) {
    const other = ["voiceApplicationSid", "trunkSid"].find((name) => isSet(inputs[name]));
    if (other !== undefined && isSet(inputs[url])) {
      fail(
        url,
        `give \`${url}\` or \`${other}\`, not both: Twilio ignores a number's own URLs while it has ${other === "trunkSid" ? "a trunk" : "an application"}, and doesn't say whether it keeps them`,
      );
    }
  }
  const bags = { "": inputs, "initial.": inputs.initial ?? {}, "handBack.": inputs.handBack ?? {} };
  for (const [at, bag] of Object.entries(bags)) {
    if (bag !== UNKNOWN && isSet(bag.voiceApplicationSid) && isSet(bag.trunkSid)) {
      fail(
        `${at}trunkSid`,
        "give `voiceApplicationSid` or `trunkSid`, not both: Twilio drops one when the other is set",
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

/** Why a resource can't pass from one number to another. */
export function identityRule(held: string, wanted: string): string {
  return `a number's identity never changes: this resource holds ${held}. Declare ${wanted} as another resource; to give ${held} up, set \`release: true\` on it, run \`pulumi up\`, then remove it`;
}
