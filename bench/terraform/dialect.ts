/** A kind of resource that both sides make. */
export type Kind = "applications" | "numbers" | "trunks";
export const KINDS: readonly Kind[] = ["applications", "numbers", "trunks"];

/** An account has no more trunks than this: https://www.twilio.com/docs/sip-trunking/scale-and-limits */
const MOST_TRUNKS = 100;

/** How many resources of a kind both sides create for a given count of numbers. */
export const amountOf = (kind: Kind, count: number): number =>
  kind === "trunks" ? Math.min(count, MOST_TRUNKS) : count;

/** The part of `terraform providers schema -json` that shows a provider's names. */
export interface ProviderSchema {
  readonly provider?: { readonly block?: { readonly attributes?: Readonly<Record<string, unknown>> } };
  readonly resource_schemas?: Readonly<Record<string, unknown>>;
}

/** What is wanted of both sides. */
export interface Wanted {
  readonly accountSid: string;
  readonly authToken: string;
  /** E.164, each to be bought. */
  readonly numbers: readonly string[];
  /** Part of every friendly name: another one is a change of every resource. */
  readonly word: string;
}

type Block = Readonly<Record<string, unknown>>;

/** How one provider writes the same resources. `application` is an expression for an application's SID. */
interface Dialect {
  readonly name: string;
  readonly types: Readonly<Record<Kind, string>>;
  block(kind: Kind, accountSid: string, application: string): Block;
}

const VOICE_URL = "https://voice.us.aybiza.example/twilio/voice";
const NUMBER = "${local.numbers[count.index]}";

const DIALECTS: readonly Dialect[] = [
  {
    // https://github.com/twilio/terraform-provider-twilio
    name: "twilio",
    types: {
      applications: "twilio_api_accounts_applications",
      numbers: "twilio_api_accounts_incoming_phone_numbers",
      trunks: "twilio_trunking_trunks_v1",
    },
    block: (kind, _accountSid, application) =>
      ({
        applications: { voice_url: VOICE_URL },
        numbers: { phone_number: NUMBER, voice_application_sid: application },
        trunks: {},
      })[kind],
  },
  {
    // https://github.com/RJPearson94/terraform-provider-twilio/tree/main/docs
    name: "RJPearson94",
    types: { applications: "twilio_twiml_app", numbers: "twilio_phone_number", trunks: "twilio_sip_trunking_trunk" },
    block: (kind, account_sid, application) =>
      ({
        applications: { account_sid, voice: [{ url: VOICE_URL }] },
        numbers: { account_sid, phone_number: NUMBER, voice: [{ application_sid: application }] },
        trunks: {},
      })[kind],
  },
];

/** The resources that a provider supports, and how to declare them. */
export interface Spoken {
  /** Publisher of the provider. */
  readonly name: string;
  /** Kinds that it has; the others are left out on both sides. */
  readonly kinds: readonly Kind[];
  /** The content of `main.tf.json`. */
  configuration(wanted: Wanted): object;
}

/** The source address under which the provider is overridden by a path: no registry has it. */
export const SOURCE = "aybiza.example/bench/twilio";

/** The dialect of a provider by its schema; undefined if it has no known resource for numbers. */
export function spokenBy(schema: ProviderSchema): Spoken | undefined {
  const has = schema.resource_schemas ?? {};
  const dialect = DIALECTS.find(({ types }) => types.numbers in has && types.applications in has);
  if (dialect === undefined) return undefined;
  const kinds = KINDS.filter((kind) => dialect.types[kind] in has);
  const takes = schema.provider?.block?.attributes ?? {};
  return {
    name: dialect.name,
    kinds,
    configuration: ({ accountSid, authToken, numbers, word }) => {
      const credentials = { account_sid: accountSid, auth_token: authToken };
      const application = `\${${dialect.types.applications}.item[count.index].sid}`;
      const resource = (kind: Kind) => ({
        count: amountOf(kind, numbers.length),
        friendly_name: `${word} \${count.index}`,
        ...dialect.block(kind, accountSid, application),
      });
      return {
        terraform: { required_providers: { twilio: { source: SOURCE } } },
        locals: { numbers },
        provider: { twilio: Object.fromEntries(Object.entries(credentials).filter(([name]) => name in takes)) },
        resource: Object.fromEntries(kinds.map((kind) => [dialect.types[kind], { item: resource(kind) }])),
      };
    },
  };
}
