import * as pulumi from "@pulumi/pulumi";
import type * as types from "./types.ts";

/**
 * Which countries an account may call. The permissions are there from the start: a create changes those of the countries that it names and remembers what they were, an update that leaves a country out and a delete go back to that. Twilio changes several countries in one request, and takes a moment until all its systems know. An account that an update was killed in may have been changed before that was written down: then the changed values count as the earlier ones. Import it by the account's SID: it takes the countries that may be called, and its delete leaves them.
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

  /** A subaccount has what the account above has, and `countries` don't count. As it is where this isn't given. */
  declare public readonly inheritance: pulumi.Output<boolean | undefined>;

  /** What may be dialled, by country (`GB`; `US` stands for Canada too). Others stay as they are. */
  declare public readonly countries: pulumi.Output<Readonly<Record<string, types.DialingPermission>> | undefined>;

  /** The account. */
  declare public readonly accountSid: pulumi.Output<string>;

  /** What `inheritance` was before this resource: a delete goes back to it. */
  declare public readonly inheritanceBefore: pulumi.Output<boolean | undefined>;

  /** What the countries had before this resource: a delete goes back to it. */
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
  /** A subaccount has what the account above has, and `countries` don't count. As it is where this isn't given. */
  readonly inheritance?: pulumi.Input<boolean>;
  /** What may be dialled, by country (`GB`; `US` stands for Canada too). Others stay as they are. */
  readonly countries?: pulumi.Input<Readonly<Record<string, pulumi.Input<types.DialingPermissionArgs>>>>;
}

/** What is known of a DialingPermissions that `DialingPermissions.get` looks up. */
export interface DialingPermissionsState {
  /** A subaccount has what the account above has, and `countries` don't count. As it is where this isn't given. */
  readonly inheritance?: pulumi.Input<boolean>;
  /** What may be dialled, by country (`GB`; `US` stands for Canada too). Others stay as they are. */
  readonly countries?: pulumi.Input<Readonly<Record<string, pulumi.Input<types.DialingPermissionArgs>>>>;
  /** The account. */
  readonly accountSid?: pulumi.Input<string>;
  /** What `inheritance` was before this resource: a delete goes back to it. */
  readonly inheritanceBefore?: pulumi.Input<boolean>;
  /** What the countries had before this resource: a delete goes back to it. */
  readonly countriesBefore?: pulumi.Input<Readonly<Record<string, pulumi.Input<types.EarlierDialingPermissionArgs>>>>;
}
