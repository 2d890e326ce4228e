import * as pulumi from "@pulumi/pulumi";

/**
 * Where an account's customer is, as regulators want to know of many numbers, and where help is sent in an emergency. Twilio checks it against a register in many countries: one that isn't found is refused, and so is one that is nearly right, with the right one in the message: nothing is put right behind the program's back. It can't be deleted while numbers name it. Import it by its SID.
 *
 * ## Example Usage
 * ### Say where help is to come
 *
 * ```typescript
 * import * as twilio from "@pulumi/twilio";
 *
 * const provider = new twilio.Provider("own", { accountSid: "AC0123456789abcdef0123456789abcdef" });
 * const practice = new twilio.Address(
 *   "practice",
 *   {
 *     customerName: "Acme Dental",
 *     street: "1 Main Street",
 *     city: "Springfield",
 *     region: "IL",
 *     postalCode: "62701",
 *     isoCountry: "US",
 *     emergencyEnabled: true,
 *   },
 *   { provider },
 * );
 *
 * export const addressSid = practice.sid;
 * ```
 */
export class Address extends pulumi.CustomResource {
  /** The type's token. */
  static readonly __pulumiType: string = "twilio:index:Address";

  /** Looks an existing Address up by its id, without managing it. */
  static get(
    name: string,
    id: pulumi.Input<pulumi.ID>,
    state?: AddressState,
    opts?: pulumi.CustomResourceOptions,
  ): Address {
    return new Address(name, state as AddressArgs | undefined, { ...opts, id });
  }

  /** True for an Address, also of another copy of this package. */
  static override isInstance(obj: unknown): obj is Address {
    return (obj as { __pulumiType?: string } | undefined)?.__pulumiType === Address.__pulumiType;
  }

  /** Name for people. The resource's own name by default. */
  declare public readonly friendlyName: pulumi.Output<string | undefined>;

  /** Who is there: a person's or a company's name. */
  declare public readonly customerName: pulumi.Output<string>;

  /** Number and street. */
  declare public readonly street: pulumi.Output<string>;

  /** Suite, floor, room. */
  declare public readonly streetSecondary: pulumi.Output<string | undefined>;

  /** Town. */
  declare public readonly city: pulumi.Output<string>;

  /** State, province or county: `CA`. */
  declare public readonly region: pulumi.Output<string>;

  /** Postal code. */
  declare public readonly postalCode: pulumi.Output<string>;

  /** Country, as ISO 3166-1 alpha-2: `US`. Another country is another address. */
  declare public readonly isoCountry: pulumi.Output<string>;

  /** Emergency calls of a number that names it may be sent there (US, Canada, UK). Twilio then checks it. Off by default. */
  declare public readonly emergencyEnabled: pulumi.Output<boolean | undefined>;

  /** The address's SID, `AD...`. */
  declare public readonly sid: pulumi.Output<string>;

  /** The account that holds it. */
  declare public readonly accountSid: pulumi.Output<string>;

  /** When it was made, as Twilio writes it. */
  declare public readonly dateCreated: pulumi.Output<string>;

  /** Twilio has found it in a register. */
  declare public readonly validated: pulumi.Output<boolean>;

  /** Documents that prove it were accepted, where a regulator asks for them. */
  declare public readonly verified: pulumi.Output<boolean>;

  /** Declares an Address under a name that is unique in the stack. */
  constructor(name: string, args: AddressArgs | undefined, opts?: pulumi.CustomResourceOptions) {
    if (opts?.id === undefined && opts?.urn === undefined && args?.customerName === undefined)
      throw new Error(`Address "${name}" needs "customerName"`);
    if (opts?.id === undefined && opts?.urn === undefined && args?.street === undefined)
      throw new Error(`Address "${name}" needs "street"`);
    if (opts?.id === undefined && opts?.urn === undefined && args?.city === undefined)
      throw new Error(`Address "${name}" needs "city"`);
    if (opts?.id === undefined && opts?.urn === undefined && args?.region === undefined)
      throw new Error(`Address "${name}" needs "region"`);
    if (opts?.id === undefined && opts?.urn === undefined && args?.postalCode === undefined)
      throw new Error(`Address "${name}" needs "postalCode"`);
    if (opts?.id === undefined && opts?.urn === undefined && args?.isoCountry === undefined)
      throw new Error(`Address "${name}" needs "isoCountry"`);
    const inputs: pulumi.Inputs = {
      friendlyName: args?.friendlyName,
      customerName: args?.customerName,
      street: args?.street,
      streetSecondary: args?.streetSecondary,
      city: args?.city,
      region: args?.region,
      postalCode: args?.postalCode,
      isoCountry: args?.isoCountry,
      emergencyEnabled: args?.emergencyEnabled,
      sid: (args as AddressState | undefined)?.sid,
      accountSid: (args as AddressState | undefined)?.accountSid,
      dateCreated: (args as AddressState | undefined)?.dateCreated,
      validated: (args as AddressState | undefined)?.validated,
      verified: (args as AddressState | undefined)?.verified,
    };
    super(Address.__pulumiType, name, inputs, pulumi.mergeOptions({ version: "0.1.0" }, opts ?? {}));
  }
}

/** What an Address takes. */
export interface AddressArgs {
  /** Name for people. The resource's own name by default. */
  readonly friendlyName?: pulumi.Input<string>;
  /** Who is there: a person's or a company's name. */
  readonly customerName: pulumi.Input<string>;
  /** Number and street. */
  readonly street: pulumi.Input<string>;
  /** Suite, floor, room. */
  readonly streetSecondary?: pulumi.Input<string>;
  /** Town. */
  readonly city: pulumi.Input<string>;
  /** State, province or county: `CA`. */
  readonly region: pulumi.Input<string>;
  /** Postal code. */
  readonly postalCode: pulumi.Input<string>;
  /** Country, as ISO 3166-1 alpha-2: `US`. Another country is another address. */
  readonly isoCountry: pulumi.Input<string>;
  /** Emergency calls of a number that names it may be sent there (US, Canada, UK). Twilio then checks it. Off by default. */
  readonly emergencyEnabled?: pulumi.Input<boolean>;
}

/** What is known of an Address that `Address.get` looks up. */
export interface AddressState {
  /** Name for people. The resource's own name by default. */
  readonly friendlyName?: pulumi.Input<string>;
  /** Who is there: a person's or a company's name. */
  readonly customerName?: pulumi.Input<string>;
  /** Number and street. */
  readonly street?: pulumi.Input<string>;
  /** Suite, floor, room. */
  readonly streetSecondary?: pulumi.Input<string>;
  /** Town. */
  readonly city?: pulumi.Input<string>;
  /** State, province or county: `CA`. */
  readonly region?: pulumi.Input<string>;
  /** Postal code. */
  readonly postalCode?: pulumi.Input<string>;
  /** Country, as ISO 3166-1 alpha-2: `US`. Another country is another address. */
  readonly isoCountry?: pulumi.Input<string>;
  /** Emergency calls of a number that names it may be sent there (US, Canada, UK). Twilio then checks it. Off by default. */
  readonly emergencyEnabled?: pulumi.Input<boolean>;
  /** The address's SID, `AD...`. */
  readonly sid?: pulumi.Input<string>;
  /** The account that holds it. */
  readonly accountSid?: pulumi.Input<string>;
  /** When it was made, as Twilio writes it. */
  readonly dateCreated?: pulumi.Input<string>;
  /** Twilio has found it in a register. */
  readonly validated?: pulumi.Input<boolean>;
  /** Documents that prove it were accepted, where a regulator asks for them. */
  readonly verified?: pulumi.Input<boolean>;
}
