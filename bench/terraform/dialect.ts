/** A kind of resource that Pulumi and Terraform both create. */
export type Kind = "applications" | "numbers" | "trunks";
export const KINDS: readonly Kind[] = ["applications", "numbers", "trunks"];

/** Maximum number of trunks in an account: https://www.twilio.com/docs/sip-trunking/scale-and-limits */
const MOST_TRUNKS = 100;

/** Returns how many resources of a kind Pulumi and Terraform create for a given count of numbers. */
export const amountOf = (kind: Kind, count: number): number =>
  kind === "trunks" ? Math.min(count, MOST_TRUNKS) : count;

/** The part of `terraform providers schema -json` that has the names of a provider's resources and settings. */
export interface ProviderSchema {
  readonly provider?: { readonly block?: { readonly attributes?: Readonly<Record<string, unknown>> } };
  readonly resource_schemas?: Readonly<Record<string, unknown>>;
}

/** What Pulumi and Terraform have to create. */
export interface Wanted {
  readonly accountSid: string;
  readonly authToken: string;
  /** The numbers to buy, in E.164. */
  readonly numbers: readonly string[];
  /** Part of every resource's friendly name: changing it changes every resource. */
  readonly word: string;
}

type Block = Readonly<Record<string, unknown>>;

/** How one Terraform provider declares the resources. `application` is an expression for an application's SID. */
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

/** A Terraform provider's supported resources, and how to declare them. */
export interface Spoken {
  /** Publisher of the provider. */
  readonly name: string;
  /** Kinds that the provider supports. The other kinds are left out for Pulumi as well. */
  readonly kinds: readonly Kind[];
  /** Returns the content of `main.tf.json`. */
  configuration(wanted: Wanted): object;
}

/** The provider's source address. No registry has it: Terraform's `dev_overrides` maps it to the local binary. */
export const SOURCE = "aybiza.example/bench/twilio";

/** Recognises a provider by its schema; returns undefined if the schema has no known resources for numbers and applications. */
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
