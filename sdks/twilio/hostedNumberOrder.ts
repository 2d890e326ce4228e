import * as pulumi from "@pulumi/pulumi";

/**
 * An order to host the messages of a number at Twilio, while its calls stay with its carrier: a US or Canadian landline or toll-free number. People process it: the owner verifies the number by a call and signs a letter, then the carrier acts. `status` is as of the last refresh. An order can't be changed: a change replaces it, which Twilio allows only while it is `received`. A delete cancels a `received` order, removes a `completed` or `failed` one from the state (a completed order's number stays in the account), and is refused in any other status. After a failed order, change the resource, or remove it and declare it again, to make a new order. Import it by its SID.
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

  /** Telephone number of the person who may sign for the number, E.164. */
  declare public readonly contactPhoneNumber: pulumi.Output<string>;

  /** Title of that person, such as `Owner`. */
  declare public readonly contactTitle: pulumi.Output<string | undefined>;

  /** SID of the `Address` of the number's owner. */
  declare public readonly addressSid: pulumi.Output<string>;

  /** Email address of the owner. */
  declare public readonly email: pulumi.Output<string>;

  /** Email addresses that receive a copy of the letter of authorization. */
  declare public readonly ccEmails: pulumi.Output<readonly string[] | undefined>;

  /** Friendly name, 128 characters or less. */
  declare public readonly friendlyName: pulumi.Output<string | undefined>;

  /** URL that Twilio requests for TwiML when a message arrives. Copied to the number when the order is created; later changes are ignored. Change it on the number's `IncomingPhoneNumber` instead. */
  declare public readonly smsUrl: pulumi.Output<string | undefined>;

  /** HTTP method for `smsUrl`. Copied to the number when the order is created; later changes are ignored. Change it on the number's `IncomingPhoneNumber` instead. One of `GET`, `POST`. */
  declare public readonly smsMethod: pulumi.Output<string | undefined>;

  /** URL that Twilio requests when `smsUrl` fails. Copied to the number when the order is created; later changes are ignored. Change it on the number's `IncomingPhoneNumber` instead. */
  declare public readonly smsFallbackUrl: pulumi.Output<string | undefined>;

  /** HTTP method for `smsFallbackUrl`. Copied to the number when the order is created; later changes are ignored. Change it on the number's `IncomingPhoneNumber` instead. One of `GET`, `POST`. */
  declare public readonly smsFallbackMethod: pulumi.Output<string | undefined>;

  /** Application that answers messages. While it is set, Twilio ignores the SMS URLs. Copied to the number when the order is created; later changes are ignored. Change it on the number's `IncomingPhoneNumber` instead. */
  declare public readonly smsApplicationSid: pulumi.Output<string | undefined>;

  /** URL that Twilio notifies of the delivery status of messages. Copied to the number when the order is created; later changes are ignored. Change it on the number's `IncomingPhoneNumber` instead. */
  declare public readonly statusCallbackUrl: pulumi.Output<string | undefined>;

  /** HTTP method for `statusCallbackUrl`. Copied to the number when the order is created; later changes are ignored. Change it on the number's `IncomingPhoneNumber` instead. One of `GET`, `POST`. */
  declare public readonly statusCallbackMethod: pulumi.Output<string | undefined>;

  /** The order's SID, `HR...`. */
  declare public readonly sid: pulumi.Output<string>;

  /** SID of the account that owns it. */
  declare public readonly accountSid: pulumi.Output<string>;

  /** Creation time, in Twilio's format. */
  declare public readonly dateCreated: pulumi.Output<string>;

  /** `received`, `pending-verification`, `verified`, `pending-loa`, `carrier-processing`, `completed`, `failed` or `action-required`, as of the last refresh. */
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
  /** Telephone number of the person who may sign for the number, E.164. */
  readonly contactPhoneNumber: pulumi.Input<string>;
  /** Title of that person, such as `Owner`. */
  readonly contactTitle?: pulumi.Input<string>;
  /** SID of the `Address` of the number's owner. */
  readonly addressSid: pulumi.Input<string>;
  /** Email address of the owner. */
  readonly email: pulumi.Input<string>;
  /** Email addresses that receive a copy of the letter of authorization. */
  readonly ccEmails?: pulumi.Input<pulumi.Input<string>[]>;
  /** Friendly name, 128 characters or less. */
  readonly friendlyName?: pulumi.Input<string>;
  /** URL that Twilio requests for TwiML when a message arrives. Copied to the number when the order is created; later changes are ignored. Change it on the number's `IncomingPhoneNumber` instead. */
  readonly smsUrl?: pulumi.Input<string>;
  /** HTTP method for `smsUrl`. Copied to the number when the order is created; later changes are ignored. Change it on the number's `IncomingPhoneNumber` instead. One of `GET`, `POST`. */
  readonly smsMethod?: pulumi.Input<string>;
  /** URL that Twilio requests when `smsUrl` fails. Copied to the number when the order is created; later changes are ignored. Change it on the number's `IncomingPhoneNumber` instead. */
  readonly smsFallbackUrl?: pulumi.Input<string>;
  /** HTTP method for `smsFallbackUrl`. Copied to the number when the order is created; later changes are ignored. Change it on the number's `IncomingPhoneNumber` instead. One of `GET`, `POST`. */
  readonly smsFallbackMethod?: pulumi.Input<string>;
  /** Application that answers messages. While it is set, Twilio ignores the SMS URLs. Copied to the number when the order is created; later changes are ignored. Change it on the number's `IncomingPhoneNumber` instead. */
  readonly smsApplicationSid?: pulumi.Input<string>;
  /** URL that Twilio notifies of the delivery status of messages. Copied to the number when the order is created; later changes are ignored. Change it on the number's `IncomingPhoneNumber` instead. */
  readonly statusCallbackUrl?: pulumi.Input<string>;
  /** HTTP method for `statusCallbackUrl`. Copied to the number when the order is created; later changes are ignored. Change it on the number's `IncomingPhoneNumber` instead. One of `GET`, `POST`. */
  readonly statusCallbackMethod?: pulumi.Input<string>;
}

/** What is known of a HostedNumberOrder that `HostedNumberOrder.get` looks up. */
export interface HostedNumberOrderState {
  /** The number, E.164. */
  readonly phoneNumber?: pulumi.Input<string>;
  /** Telephone number of the person who may sign for the number, E.164. */
  readonly contactPhoneNumber?: pulumi.Input<string>;
  /** Title of that person, such as `Owner`. */
  readonly contactTitle?: pulumi.Input<string>;
  /** SID of the `Address` of the number's owner. */
  readonly addressSid?: pulumi.Input<string>;
  /** Email address of the owner. */
  readonly email?: pulumi.Input<string>;
  /** Email addresses that receive a copy of the letter of authorization. */
  readonly ccEmails?: pulumi.Input<pulumi.Input<string>[]>;
  /** Friendly name, 128 characters or less. */
  readonly friendlyName?: pulumi.Input<string>;
  /** URL that Twilio requests for TwiML when a message arrives. Copied to the number when the order is created; later changes are ignored. Change it on the number's `IncomingPhoneNumber` instead. */
  readonly smsUrl?: pulumi.Input<string>;
  /** HTTP method for `smsUrl`. Copied to the number when the order is created; later changes are ignored. Change it on the number's `IncomingPhoneNumber` instead. One of `GET`, `POST`. */
  readonly smsMethod?: pulumi.Input<string>;
  /** URL that Twilio requests when `smsUrl` fails. Copied to the number when the order is created; later changes are ignored. Change it on the number's `IncomingPhoneNumber` instead. */
  readonly smsFallbackUrl?: pulumi.Input<string>;
  /** HTTP method for `smsFallbackUrl`. Copied to the number when the order is created; later changes are ignored. Change it on the number's `IncomingPhoneNumber` instead. One of `GET`, `POST`. */
  readonly smsFallbackMethod?: pulumi.Input<string>;
  /** Application that answers messages. While it is set, Twilio ignores the SMS URLs. Copied to the number when the order is created; later changes are ignored. Change it on the number's `IncomingPhoneNumber` instead. */
  readonly smsApplicationSid?: pulumi.Input<string>;
  /** URL that Twilio notifies of the delivery status of messages. Copied to the number when the order is created; later changes are ignored. Change it on the number's `IncomingPhoneNumber` instead. */
  readonly statusCallbackUrl?: pulumi.Input<string>;
  /** HTTP method for `statusCallbackUrl`. Copied to the number when the order is created; later changes are ignored. Change it on the number's `IncomingPhoneNumber` instead. One of `GET`, `POST`. */
  readonly statusCallbackMethod?: pulumi.Input<string>;
  /** The order's SID, `HR...`. */
  readonly sid?: pulumi.Input<string>;
  /** SID of the account that owns it. */
  readonly accountSid?: pulumi.Input<string>;
  /** Creation time, in Twilio's format. */
  readonly dateCreated?: pulumi.Input<string>;
  /** `received`, `pending-verification`, `verified`, `pending-loa`, `carrier-processing`, `completed`, `failed` or `action-required`, as of the last refresh. */
  readonly status?: pulumi.Input<string>;
  /** The number in the account, `PN...`, which its messages come to. */
  readonly incomingPhoneNumberSid?: pulumi.Input<string>;
  /** Why it failed. */
  readonly failureReason?: pulumi.Input<string>;
}
