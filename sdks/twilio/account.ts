import * as pulumi from "@pulumi/pulumi";

/**
 * A subaccount of the provider's account. It is never replaced, and closed only after an update with `close: true`, when it holds no number; Twilio never reopens a closed one. It needs the account's auth token or a Main API key: a Standard key may not see accounts. The subaccount's auth token stands in no output; `sealFor` gives it sealed. Import it by its SID.
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

  /** Name for people. The resource's own name by default. */
  declare public readonly friendlyName: pulumi.Output<string | undefined>;

  /** `active`, `suspended` or `closed`. */
  declare public readonly status: pulumi.Output<string>;

  /** Allows the removal of this resource to close the subaccount, for good. While it is false, the default, a delete is refused; and while the subaccount holds numbers, always. */
  declare public readonly close: pulumi.Output<boolean | undefined>;

  /** An RSA public key as PEM. The subaccount's auth token is sealed with it into `sealedAuthToken`, so that only who has the private key can read it. */
  declare public readonly sealFor: pulumi.Output<string | undefined>;

  /** The subaccount's SID, `AC...`. */
  declare public readonly sid: pulumi.Output<string>;

  /** The account above: the provider's own. */
  declare public readonly ownerAccountSid: pulumi.Output<string>;

  /** `Full`, or `Trial` below a trial account. */
  declare public readonly type: pulumi.Output<string>;

  /** When it was made, as RFC 2822 writes it. */
  declare public readonly dateCreated: pulumi.Output<string>;

  /** Names its auth token without telling it: it changes when the token is rotated. */
  declare public readonly authTokenFingerprint: pulumi.Output<string>;

  /** Where `sealFor` is given: the auth token, sealed (RSA-OAEP with SHA-256; base64), and the same until the token or the key changes. */
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
  /** Name for people. The resource's own name by default. */
  readonly friendlyName?: pulumi.Input<string>;
  /** `active`, the default, or `suspended`: no call to its numbers is answered and nothing new is made in it, while its numbers stay its own and are paid for. One of `active`, `suspended`. */
  readonly status?: pulumi.Input<string>;
  /** Allows the removal of this resource to close the subaccount, for good. While it is false, the default, a delete is refused; and while the subaccount holds numbers, always. */
  readonly close?: pulumi.Input<boolean>;
  /** An RSA public key as PEM. The subaccount's auth token is sealed with it into `sealedAuthToken`, so that only who has the private key can read it. */
  readonly sealFor?: pulumi.Input<string>;
}

/** What is known of an Account that `Account.get` looks up. */
export interface AccountState {
  /** Name for people. The resource's own name by default. */
  readonly friendlyName?: pulumi.Input<string>;
  /** `active`, `suspended` or `closed`. */
  readonly status?: pulumi.Input<string>;
  /** Allows the removal of this resource to close the subaccount, for good. While it is false, the default, a delete is refused; and while the subaccount holds numbers, always. */
  readonly close?: pulumi.Input<boolean>;
  /** An RSA public key as PEM. The subaccount's auth token is sealed with it into `sealedAuthToken`, so that only who has the private key can read it. */
  readonly sealFor?: pulumi.Input<string>;
  /** The subaccount's SID, `AC...`. */
  readonly sid?: pulumi.Input<string>;
  /** The account above: the provider's own. */
  readonly ownerAccountSid?: pulumi.Input<string>;
  /** `Full`, or `Trial` below a trial account. */
  readonly type?: pulumi.Input<string>;
  /** When it was made, as RFC 2822 writes it. */
  readonly dateCreated?: pulumi.Input<string>;
  /** Names its auth token without telling it: it changes when the token is rotated. */
  readonly authTokenFingerprint?: pulumi.Input<string>;
  /** Where `sealFor` is given: the auth token, sealed (RSA-OAEP with SHA-256; base64), and the same until the token or the key changes. */
  readonly sealedAuthToken?: pulumi.Input<string>;
}
