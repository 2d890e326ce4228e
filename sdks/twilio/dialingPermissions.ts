import * as pulumi from "@pulumi/pulumi";
import type * as types from "./types.ts";

/**
 * Dialing permissions: which countries the account may call. They always exist. A create records the current permissions of the declared countries, then changes them; a delete, or an update that removes a country, restores the recorded ones. Twilio changes several countries in one request, and the change takes a moment to apply. If a run is killed between the change and its record, the changed permissions count as the earlier ones. Import it by the account's SID: it then has all countries that may be called, and its delete leaves them unchanged.
 *
 * ## Example Usage
 * ### Allow calls to two countries
 *
 * ```typescript
 * import * as twilio from "@pulumi/twilio";
 *
 * const provider = new twilio.Provider("own", { accountSid: "AC0123456789abcdef0123456789abcdef" });
 * const countries = { GB: { lowRiskNumbers: true }, IE: { lowRiskNumbers: true } };
 * new twilio.DialingPermissions("calls", { countries }, { provider });
 * ```
 */
export class DialingPermissions extends pulumi.CustomResource {
  /** The type's token. */
  static readonly __pulumiType: string = "twilio:index:DialingPermissions";

  /** Looks an existing DialingPermissions up by its id, without managing it. */
  static get(
    name: string,
    id: pulumi.Input<pulumi.ID>,
    state?: DialingPermissionsState,
    opts?: pulumi.CustomResourceOptions,
  ): DialingPermissions {
    return new DialingPermissions(name, state as DialingPermissionsArgs | undefined, { ...opts, id });
  }

  /** True for a DialingPermissions, also of another copy of this package. */
  static override isInstance(obj: unknown): obj is DialingPermissions {
    return (obj as { __pulumiType?: string } | undefined)?.__pulumiType === DialingPermissions.__pulumiType;
  }

  /** Inherit the parent account's dialing permissions (in a subaccount). `countries` is refused while this is true. Left unchanged by default. */
  declare public readonly inheritance: pulumi.Output<boolean | undefined>;

  /** Dialing permissions by ISO 3166-1 alpha-2 country code, such as `GB`; `US` includes Canada. Other countries are left unchanged. */
  declare public readonly countries: pulumi.Output<Readonly<Record<string, types.DialingPermission>> | undefined>;

  /** SID of the account. */
  declare public readonly accountSid: pulumi.Output<string>;

  /** Value of `inheritance` before this resource, which a delete restores. */
  declare public readonly inheritanceBefore: pulumi.Output<boolean | undefined>;

  /** Permissions of the countries before this resource, which a delete restores. */
  declare public readonly countriesBefore: pulumi.Output<Readonly<Record<string, types.EarlierDialingPermission>>>;

  /** Declares a DialingPermissions under a name that is unique in the stack. */
  constructor(name: string, args?: DialingPermissionsArgs, opts?: pulumi.CustomResourceOptions) {
    const inputs: pulumi.Inputs = {
      inheritance: args?.inheritance,
      countries: args?.countries,
      accountSid: (args as DialingPermissionsState | undefined)?.accountSid,
      inheritanceBefore: (args as DialingPermissionsState | undefined)?.inheritanceBefore,
      countriesBefore: (args as DialingPermissionsState | undefined)?.countriesBefore,
    };
    super(DialingPermissions.__pulumiType, name, inputs, pulumi.mergeOptions({ version: "0.1.0" }, opts ?? {}));
  }
}

/** What a DialingPermissions takes. */
export interface DialingPermissionsArgs {
  /** Inherit the parent account's dialing permissions (in a subaccount). `countries` is refused while this is true. Left unchanged by default. */
  readonly inheritance?: pulumi.Input<boolean>;
  /** Dialing permissions by ISO 3166-1 alpha-2 country code, such as `GB`; `US` includes Canada. Other countries are left unchanged. */
  readonly countries?: pulumi.Input<Readonly<Record<string, pulumi.Input<types.DialingPermissionArgs>>>>;
}

/** What is known of a DialingPermissions that `DialingPermissions.get` looks up. */
export interface DialingPermissionsState {
  /** Inherit the parent account's dialing permissions (in a subaccount). `countries` is refused while this is true. Left unchanged by default. */
  readonly inheritance?: pulumi.Input<boolean>;
  /** Dialing permissions by ISO 3166-1 alpha-2 country code, such as `GB`; `US` includes Canada. Other countries are left unchanged. */
  readonly countries?: pulumi.Input<Readonly<Record<string, pulumi.Input<types.DialingPermissionArgs>>>>;
  /** SID of the account. */
  readonly accountSid?: pulumi.Input<string>;
  /** Value of `inheritance` before this resource, which a delete restores. */
  readonly inheritanceBefore?: pulumi.Input<boolean>;
  /** Permissions of the countries before this resource, which a delete restores. */
  readonly countriesBefore?: pulumi.Input<Readonly<Record<string, pulumi.Input<types.EarlierDialingPermissionArgs>>>>;
}
