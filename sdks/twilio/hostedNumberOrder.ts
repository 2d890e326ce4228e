import * as pulumi from "@pulumi/pulumi";

/**
 * Asks Twilio to take the messages of a number whose calls stay with its carrier: a landline or toll-free number of the US or Canada. What follows is people's: the owner's call, a letter that is signed, the carrier; `status` says how it stands at the last look. An order can't be changed: a change makes a new one, which Twilio allows while it is `received`. A delete cancels an order that is `received`, forgets one that is completed (the number stays the account's) or failed, and is refused between. After one that failed, a change, or a removal and another declaration, makes a new order. Import it by its SID.
 *
 * ## Example Usage
 * ### Host a number
 *
 * ```typescript
 * import * as twilio from "@pulumi/twilio";
 *
 * const provider = new twilio.Provider("own", { accountSid: "AC0123456789abcdef0123456789abcdef" });
 * const order = new twilio.HostedNumberOrder(
 *   "front-desk",
 *   {
 *     phoneNumber: "+14155550101",
 *     contactPhoneNumber: "+14155550102",
 *     addressSid: "AD0123456789abcdef0123456789abcdef",
 *     email: "ann@acme.example",
 *   },
 *   { provider },
 * );
 *
 * export const status = order.status;
 * ```
 */
export class HostedNumberOrder extends pulumi.CustomResource {
  /** The type's token. */
  static readonly __pulumiType: string = "twilio:index:HostedNumberOrder";

  /** Looks an existing HostedNumberOrder up by its id, without managing it. */
  static get(
    name: string,
    id: pulumi.Input<pulumi.ID>,
    state?: HostedNumberOrderState,
    opts?: pulumi.CustomResourceOptions,
  ): HostedNumberOrder {
    return new HostedNumberOrder(name, state as HostedNumberOrderArgs | undefined, { ...opts, id });
  }

  /** True for a HostedNumberOrder, also of another copy of this package. */
  static override isInstance(obj: unknown): obj is HostedNumberOrder {
    return (obj as { __pulumiType?: string } | undefined)?.__pulumiType === HostedNumberOrder.__pulumiType;
  }

  /** The number, E.164. */
  declare public readonly phoneNumber: pulumi.Output<string>;

  /** Telephone number of who may sign for it. */
  declare public readonly contactPhoneNumber: pulumi.Output<string>;

  /** Who that is: `Owner`. */
  declare public readonly contactTitle: pulumi.Output<string | undefined>;

  /** Address of the number's owner. */
  declare public readonly addressSid: pulumi.Output<string>;

  /** The owner's email address. */
  declare public readonly email: pulumi.Output<string>;

  /** Who gets a copy of the letter of authorisation. */
  declare public readonly ccEmails: pulumi.Output<readonly string[] | undefined>;

  /** Name for people. */
  declare public readonly friendlyName: pulumi.Output<string | undefined>;

  /** Address that Twilio asks for TwiML when a message comes in. It is copied onto the number when the order is made, and can't be read from the order; from then on a change of it changes nothing here: make it at the number's `IncomingPhoneNumber`. */
  declare public readonly smsUrl: pulumi.Output<string | undefined>;

  /** HTTP method of `smsUrl`. It is copied onto the number when the order is made, and can't be read from the order; from then on a change of it changes nothing here: make it at the number's `IncomingPhoneNumber`. One of `GET`, `POST`. */
  declare public readonly smsMethod: pulumi.Output<string | undefined>;

  /** Address that Twilio asks when `smsUrl` fails. It is copied onto the number when the order is made, and can't be read from the order; from then on a change of it changes nothing here: make it at the number's `IncomingPhoneNumber`. */
  declare public readonly smsFallbackUrl: pulumi.Output<string | undefined>;

  /** HTTP method of `smsFallbackUrl`. It is copied onto the number when the order is made, and can't be read from the order; from then on a change of it changes nothing here: make it at the number's `IncomingPhoneNumber`. One of `GET`, `POST`. */
  declare public readonly smsFallbackMethod: pulumi.Output<string | undefined>;

  /** Application that answers its messages; the addresses above rest meanwhile. It is copied onto the number when the order is made, and can't be read from the order; from then on a change of it changes nothing here: make it at the number's `IncomingPhoneNumber`. */
  declare public readonly smsApplicationSid: pulumi.Output<string | undefined>;

  /** Address that Twilio tells how messages went. It is copied onto the number when the order is made, and can't be read from the order; from then on a change of it changes nothing here: make it at the number's `IncomingPhoneNumber`. */
  declare public readonly statusCallbackUrl: pulumi.Output<string | undefined>;

  /** HTTP method of `statusCallbackUrl`. It is copied onto the number when the order is made, and can't be read from the order; from then on a change of it changes nothing here: make it at the number's `IncomingPhoneNumber`. One of `GET`, `POST`. */
  declare public readonly statusCallbackMethod: pulumi.Output<string | undefined>;

  /** The order's SID, `HR...`. */
  declare public readonly sid: pulumi.Output<string>;

  /** The account that holds it. */
  declare public readonly accountSid: pulumi.Output<string>;

  /** When it was made, as Twilio writes it. */
  declare public readonly dateCreated: pulumi.Output<string>;

  /** `received`, `pending-verification`, `verified`, `pending-loa`, `carrier-processing`, `completed`, `failed` or `action-required`, at the last look. */
  declare public readonly status: pulumi.Output<string>;

  /** The number in the account, `PN...`, which its messages come to. */
  declare public readonly incomingPhoneNumberSid: pulumi.Output<string | undefined>;

  /** Why it failed. */
  declare public readonly failureReason: pulumi.Output<string | undefined>;

  /** Declares a HostedNumberOrder under a name that is unique in the stack. */
  constructor(name: string, args: HostedNumberOrderArgs | undefined, opts?: pulumi.CustomResourceOptions) {
    if (opts?.id === undefined && opts?.urn === undefined && args?.phoneNumber === undefined)
      throw new Error(`HostedNumberOrder "${name}" needs "phoneNumber"`);
    if (opts?.id === undefined && opts?.urn === undefined && args?.contactPhoneNumber === undefined)
      throw new Error(`HostedNumberOrder "${name}" needs "contactPhoneNumber"`);
    if (opts?.id === undefined && opts?.urn === undefined && args?.addressSid === undefined)
      throw new Error(`HostedNumberOrder "${name}" needs "addressSid"`);
    if (opts?.id === undefined && opts?.urn === undefined && args?.email === undefined)
      throw new Error(`HostedNumberOrder "${name}" needs "email"`);
    const inputs: pulumi.Inputs = {
      phoneNumber: args?.phoneNumber,
      contactPhoneNumber: args?.contactPhoneNumber,
      contactTitle: args?.contactTitle,
      addressSid: args?.addressSid,
      email: args?.email,
      ccEmails: args?.ccEmails,
      friendlyName: args?.friendlyName,
      smsUrl: args?.smsUrl,
      smsMethod: args?.smsMethod,
      smsFallbackUrl: args?.smsFallbackUrl,
      smsFallbackMethod: args?.smsFallbackMethod,
      smsApplicationSid: args?.smsApplicationSid,
      statusCallbackUrl: args?.statusCallbackUrl,
      statusCallbackMethod: args?.statusCallbackMethod,
      sid: (args as HostedNumberOrderState | undefined)?.sid,
      accountSid: (args as HostedNumberOrderState | undefined)?.accountSid,
      dateCreated: (args as HostedNumberOrderState | undefined)?.dateCreated,
      status: (args as HostedNumberOrderState | undefined)?.status,
      incomingPhoneNumberSid: (args as HostedNumberOrderState | undefined)?.incomingPhoneNumberSid,
      failureReason: (args as HostedNumberOrderState | undefined)?.failureReason,
    };
    super(HostedNumberOrder.__pulumiType, name, inputs, pulumi.mergeOptions({ version: "0.1.0" }, opts ?? {}));
  }
}

/** What a HostedNumberOrder takes. */
export interface HostedNumberOrderArgs {
  /** The number, E.164. */
  readonly phoneNumber: pulumi.Input<string>;
  /** Telephone number of who may sign for it. */
  readonly contactPhoneNumber: pulumi.Input<string>;
  /** Who that is: `Owner`. */
  readonly contactTitle?: pulumi.Input<string>;
  /** Address of the number's owner. */
  readonly addressSid: pulumi.Input<string>;
  /** The owner's email address. */
  readonly email: pulumi.Input<string>;
  /** Who gets a copy of the letter of authorisation. */
  readonly ccEmails?: pulumi.Input<pulumi.Input<string>[]>;
  /** Name for people. */
  readonly friendlyName?: pulumi.Input<string>;
  /** Address that Twilio asks for TwiML when a message comes in. It is copied onto the number when the order is made, and can't be read from the order; from then on a change of it changes nothing here: make it at the number's `IncomingPhoneNumber`. */
  readonly smsUrl?: pulumi.Input<string>;
  /** HTTP method of `smsUrl`. It is copied onto the number when the order is made, and can't be read from the order; from then on a change of it changes nothing here: make it at the number's `IncomingPhoneNumber`. One of `GET`, `POST`. */
  readonly smsMethod?: pulumi.Input<string>;
  /** Address that Twilio asks when `smsUrl` fails. It is copied onto the number when the order is made, and can't be read from the order; from then on a change of it changes nothing here: make it at the number's `IncomingPhoneNumber`. */
  readonly smsFallbackUrl?: pulumi.Input<string>;
  /** HTTP method of `smsFallbackUrl`. It is copied onto the number when the order is made, and can't be read from the order; from then on a change of it changes nothing here: make it at the number's `IncomingPhoneNumber`. One of `GET`, `POST`. */
  readonly smsFallbackMethod?: pulumi.Input<string>;
  /** Application that answers its messages; the addresses above rest meanwhile. It is copied onto the number when the order is made, and can't be read from the order; from then on a change of it changes nothing here: make it at the number's `IncomingPhoneNumber`. */
  readonly smsApplicationSid?: pulumi.Input<string>;
  /** Address that Twilio tells how messages went. It is copied onto the number when the order is made, and can't be read from the order; from then on a change of it changes nothing here: make it at the number's `IncomingPhoneNumber`. */
  readonly statusCallbackUrl?: pulumi.Input<string>;
  /** HTTP method of `statusCallbackUrl`. It is copied onto the number when the order is made, and can't be read from the order; from then on a change of it changes nothing here: make it at the number's `IncomingPhoneNumber`. One of `GET`, `POST`. */
  readonly statusCallbackMethod?: pulumi.Input<string>;
}

/** What is known of a HostedNumberOrder that `HostedNumberOrder.get` looks up. */
export interface HostedNumberOrderState {
  /** The number, E.164. */
  readonly phoneNumber?: pulumi.Input<string>;
  /** Telephone number of who may sign for it. */
  readonly contactPhoneNumber?: pulumi.Input<string>;
  /** Who that is: `Owner`. */
  readonly contactTitle?: pulumi.Input<string>;
  /** Address of the number's owner. */
  readonly addressSid?: pulumi.Input<string>;
  /** The owner's email address. */
  readonly email?: pulumi.Input<string>;
  /** Who gets a copy of the letter of authorisation. */
  readonly ccEmails?: pulumi.Input<pulumi.Input<string>[]>;
  /** Name for people. */
  readonly friendlyName?: pulumi.Input<string>;
  /** Address that Twilio asks for TwiML when a message comes in. It is copied onto the number when the order is made, and can't be read from the order; from then on a change of it changes nothing here: make it at the number's `IncomingPhoneNumber`. */
  readonly smsUrl?: pulumi.Input<string>;
  /** HTTP method of `smsUrl`. It is copied onto the number when the order is made, and can't be read from the order; from then on a change of it changes nothing here: make it at the number's `IncomingPhoneNumber`. One of `GET`, `POST`. */
  readonly smsMethod?: pulumi.Input<string>;
  /** Address that Twilio asks when `smsUrl` fails. It is copied onto the number when the order is made, and can't be read from the order; from then on a change of it changes nothing here: make it at the number's `IncomingPhoneNumber`. */
  readonly smsFallbackUrl?: pulumi.Input<string>;
  /** HTTP method of `smsFallbackUrl`. It is copied onto the number when the order is made, and can't be read from the order; from then on a change of it changes nothing here: make it at the number's `IncomingPhoneNumber`. One of `GET`, `POST`. */
  readonly smsFallbackMethod?: pulumi.Input<string>;
  /** Application that answers its messages; the addresses above rest meanwhile. It is copied onto the number when the order is made, and can't be read from the order; from then on a change of it changes nothing here: make it at the number's `IncomingPhoneNumber`. */
  readonly smsApplicationSid?: pulumi.Input<string>;
  /** Address that Twilio tells how messages went. It is copied onto the number when the order is made, and can't be read from the order; from then on a change of it changes nothing here: make it at the number's `IncomingPhoneNumber`. */
  readonly statusCallbackUrl?: pulumi.Input<string>;
  /** HTTP method of `statusCallbackUrl`. It is copied onto the number when the order is made, and can't be read from the order; from then on a change of it changes nothing here: make it at the number's `IncomingPhoneNumber`. One of `GET`, `POST`. */
  readonly statusCallbackMethod?: pulumi.Input<string>;
  /** The order's SID, `HR...`. */
  readonly sid?: pulumi.Input<string>;
  /** The account that holds it. */
  readonly accountSid?: pulumi.Input<string>;
  /** When it was made, as Twilio writes it. */
  readonly dateCreated?: pulumi.Input<string>;
  /** `received`, `pending-verification`, `verified`, `pending-loa`, `carrier-processing`, `completed`, `failed` or `action-required`, at the last look. */
  readonly status?: pulumi.Input<string>;
  /** The number in the account, `PN...`, which its messages come to. */
  readonly incomingPhoneNumberSid?: pulumi.Input<string>;
  /** Why it failed. */
  readonly failureReason?: pulumi.Input<string>;
}
