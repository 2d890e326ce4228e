import * as pulumi from "@pulumi/pulumi";

/**
 * An address of an account's customer: regulators require one for many numbers, and emergency services use it. In many countries Twilio validates it against a register. An address that isn't found is refused. One that is nearly right is refused too, with the correct one in the message, since the provider never lets Twilio correct it silently. A delete is refused while numbers use it. Import it by its SID.
 *
 * ## Example Usage
 * ### Declare an address for emergency calls
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

  /** Friendly name. The resource's name by default. */
  declare public readonly friendlyName: pulumi.Output<string | undefined>;

  /** Name of the person or company at the address. */
  declare public readonly customerName: pulumi.Output<string>;

  /** Street and house number. */
  declare public readonly street: pulumi.Output<string>;

  /** Suite, floor or room. */
  declare public readonly streetSecondary: pulumi.Output<string | undefined>;

  /** City or town. */
  declare public readonly city: pulumi.Output<string>;

  /** State, province or county, such as `CA`. */
  declare public readonly region: pulumi.Output<string>;

  /** Postal code. */
  declare public readonly postalCode: pulumi.Output<string>;

  /** Country, as ISO 3166-1 alpha-2, such as `US`. A change replaces the address. */
  declare public readonly isoCountry: pulumi.Output<string>;

  /** Allow numbers to use the address for emergency calls (US, Canada and UK). Twilio then validates it. False by default. */
  declare public readonly emergencyEnabled: pulumi.Output<boolean | undefined>;

  /** The address's SID, `AD...`. */
  declare public readonly sid: pulumi.Output<string>;

  /** SID of the account that owns it. */
  declare public readonly accountSid: pulumi.Output<string>;

  /** Creation time, in Twilio's format. */
  declare public readonly dateCreated: pulumi.Output<string>;

  /** Whether Twilio has validated the address against a register. */
  declare public readonly validated: pulumi.Output<boolean>;

  /** Whether Twilio has accepted documents that prove the address, where a regulator requires them. */
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
  /** Friendly name. The resource's name by default. */
  readonly friendlyName?: pulumi.Input<string>;
  /** Name of the person or company at the address. */
  readonly customerName: pulumi.Input<string>;
  /** Street and house number. */
  readonly street: pulumi.Input<string>;
  /** Suite, floor or room. */
  readonly streetSecondary?: pulumi.Input<string>;
  /** City or town. */
  readonly city: pulumi.Input<string>;
  /** State, province or county, such as `CA`. */
  readonly region: pulumi.Input<string>;
  /** Postal code. */
  readonly postalCode: pulumi.Input<string>;
  /** Country, as ISO 3166-1 alpha-2, such as `US`. A change replaces the address. */
  readonly isoCountry: pulumi.Input<string>;
  /** Allow numbers to use the address for emergency calls (US, Canada and UK). Twilio then validates it. False by default. */
  readonly emergencyEnabled?: pulumi.Input<boolean>;
}

/** What is known of an Address that `Address.get` looks up. */
export interface AddressState {
  /** Friendly name. The resource's name by default. */
  readonly friendlyName?: pulumi.Input<string>;
  /** Name of the person or company at the address. */
  readonly customerName?: pulumi.Input<string>;
  /** Street and house number. */
  readonly street?: pulumi.Input<string>;
  /** Suite, floor or room. */
  readonly streetSecondary?: pulumi.Input<string>;
  /** City or town. */
  readonly city?: pulumi.Input<string>;
  /** State, province or county, such as `CA`. */
  readonly region?: pulumi.Input<string>;
  /** Postal code. */
  readonly postalCode?: pulumi.Input<string>;
  /** Country, as ISO 3166-1 alpha-2, such as `US`. A change replaces the address. */
  readonly isoCountry?: pulumi.Input<string>;
  /** Allow numbers to use the address for emergency calls (US, Canada and UK). Twilio then validates it. False by default. */
  readonly emergencyEnabled?: pulumi.Input<boolean>;
  /** The address's SID, `AD...`. */
  readonly sid?: pulumi.Input<string>;
  /** SID of the account that owns it. */
  readonly accountSid?: pulumi.Input<string>;
  /** Creation time, in Twilio's format. */
  readonly dateCreated?: pulumi.Input<string>;
  /** Whether Twilio has validated the address against a register. */
  readonly validated?: pulumi.Input<boolean>;
  /** Whether Twilio has accepted documents that prove the address, where a regulator requires them. */
  readonly verified?: pulumi.Input<boolean>;
}
