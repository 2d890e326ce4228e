import * as pulumi from "@pulumi/pulumi";

/**
 * A subaccount of the provider's account. It is never replaced. A delete closes it, only after an update with `close: true` and only if it has no number; Twilio never reopens a closed account. The provider needs the account's auth token or a Main API key: a Standard key has no access to accounts. No output has the subaccount's auth token in plaintext; with `sealFor`, one has it encrypted. Import it by its SID.
 *
 * ## Example Usage
 * ### Keep a customer's numbers in a subaccount
 *
 * ```typescript
 * import * as twilio from "@pulumi/twilio";
 *
 * const accountSid = "AC0123456789abcdef0123456789abcdef";
 * const reseller = new twilio.Provider("reseller", { accountSid });
 * const acme = new twilio.Account("acme", { friendlyName: "Acme Dental" }, { provider: reseller, protect: true });
 *
 * const inside = new twilio.Provider("acme", { accountSid: acme.sid, parentAccountSid: accountSid });
 * new twilio.Application("calls", { voiceUrl: "https://voice.us.aybiza.example/twilio/voice" }, { provider: inside });
 *
 * export const subaccount = acme.sid;
 * ```
 */
export class Account extends pulumi.CustomResource {
  /** The type's token. */
  static readonly __pulumiType: string = "twilio:index:Account";

  /** Looks an existing Account up by its id, without managing it. */
  static get(
    name: string,
    id: pulumi.Input<pulumi.ID>,
    state?: AccountState,
    opts?: pulumi.CustomResourceOptions,
  ): Account {
    return new Account(name, state as AccountArgs | undefined, { ...opts, id });
  }

  /** True for an Account, also of another copy of this package. */
  static override isInstance(obj: unknown): obj is Account {
    return (obj as { __pulumiType?: string } | undefined)?.__pulumiType === Account.__pulumiType;
  }

  /** Friendly name. The resource's name by default. */
  declare public readonly friendlyName: pulumi.Output<string | undefined>;

  /** `active`, `suspended` or `closed`. */
  declare public readonly status: pulumi.Output<string>;

  /** Allow a delete to close the subaccount, for good. While this is false, the default, the provider refuses the delete. While the subaccount has numbers, the delete is always refused. */
  declare public readonly close: pulumi.Output<boolean | undefined>;

  /** RSA public key of 2048 bits or more, as PEM. The provider encrypts the subaccount's auth token with it into `sealedAuthToken`; only the private key decrypts it. */
  declare public readonly sealFor: pulumi.Output<string | undefined>;

  /** The subaccount's SID, `AC...`. */
  declare public readonly sid: pulumi.Output<string>;

  /** SID of the parent account, which is the provider's account. */
  declare public readonly ownerAccountSid: pulumi.Output<string>;

  /** `Full`, or `Trial` if the parent is a trial account. */
  declare public readonly type: pulumi.Output<string>;

  /** Creation time, RFC 2822. */
  declare public readonly dateCreated: pulumi.Output<string>;

  /** Fingerprint of the auth token, which changes when the token is rotated. */
  declare public readonly authTokenFingerprint: pulumi.Output<string>;

  /** The auth token encrypted for `sealFor` (RSA-OAEP with SHA-256, base64). It changes only with the token or the key. Absent without `sealFor`. */
  declare public readonly sealedAuthToken: pulumi.Output<string | undefined>;

  /** Declares an Account under a name that is unique in the stack. */
  constructor(name: string, args?: AccountArgs, opts?: pulumi.CustomResourceOptions) {
    const inputs: pulumi.Inputs = {
      friendlyName: args?.friendlyName,
      status: args?.status,
      close: args?.close,
      sealFor: args?.sealFor,
      sid: (args as AccountState | undefined)?.sid,
      ownerAccountSid: (args as AccountState | undefined)?.ownerAccountSid,
      type: (args as AccountState | undefined)?.type,
      dateCreated: (args as AccountState | undefined)?.dateCreated,
      authTokenFingerprint: (args as AccountState | undefined)?.authTokenFingerprint,
      sealedAuthToken: (args as AccountState | undefined)?.sealedAuthToken,
    };
    super(Account.__pulumiType, name, inputs, pulumi.mergeOptions({ version: "0.1.0" }, opts ?? {}));
  }
}

/** What an Account takes. */
export interface AccountArgs {
  /** Friendly name. The resource's name by default. */
  readonly friendlyName?: pulumi.Input<string>;
  /** `active`, the default, or `suspended`. A suspended subaccount keeps its numbers and pays for them, but answers no calls and creates nothing. One of `active`, `suspended`. */
  readonly status?: pulumi.Input<string>;
  /** Allow a delete to close the subaccount, for good. While this is false, the default, the provider refuses the delete. While the subaccount has numbers, the delete is always refused. */
  readonly close?: pulumi.Input<boolean>;
  /** RSA public key of 2048 bits or more, as PEM. The provider encrypts the subaccount's auth token with it into `sealedAuthToken`; only the private key decrypts it. */
  readonly sealFor?: pulumi.Input<string>;
}

/** What is known of an Account that `Account.get` looks up. */
export interface AccountState {
  /** Friendly name. The resource's name by default. */
  readonly friendlyName?: pulumi.Input<string>;
  /** `active`, `suspended` or `closed`. */
  readonly status?: pulumi.Input<string>;
  /** Allow a delete to close the subaccount, for good. While this is false, the default, the provider refuses the delete. While the subaccount has numbers, the delete is always refused. */
  readonly close?: pulumi.Input<boolean>;
  /** RSA public key of 2048 bits or more, as PEM. The provider encrypts the subaccount's auth token with it into `sealedAuthToken`; only the private key decrypts it. */
  readonly sealFor?: pulumi.Input<string>;
  /** The subaccount's SID, `AC...`. */
  readonly sid?: pulumi.Input<string>;
  /** SID of the parent account, which is the provider's account. */
  readonly ownerAccountSid?: pulumi.Input<string>;
  /** `Full`, or `Trial` if the parent is a trial account. */
  readonly type?: pulumi.Input<string>;
  /** Creation time, RFC 2822. */
  readonly dateCreated?: pulumi.Input<string>;
  /** Fingerprint of the auth token, which changes when the token is rotated. */
  readonly authTokenFingerprint?: pulumi.Input<string>;
  /** The auth token encrypted for `sealFor` (RSA-OAEP with SHA-256, base64). It changes only with the token or the key. Absent without `sealFor`. */
  readonly sealedAuthToken?: pulumi.Input<string>;
}
