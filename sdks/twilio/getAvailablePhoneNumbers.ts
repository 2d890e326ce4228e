import * as pulumi from "@pulumi/pulumi";
import type * as types from "./types.ts";

/**
 * Searches for numbers that can be bought now, best matches first. It neither buys nor reserves them.
 *
 * ## Example Usage
 * ### Search for numbers
 *
 * ```typescript
 * import * as twilio from "@pulumi/twilio";
 *
 * const provider = new twilio.Provider("own", { accountSid: "AC0123456789abcdef0123456789abcdef" });
 * const found = await twilio.getAvailablePhoneNumbers({ country: "US", type: "local", areaCode: "415" }, { provider });
 *
 * export const numbers = found.numbers.map((n) => n.phoneNumber);
 * ```
 */
export function getAvailablePhoneNumbers(
  args: GetAvailablePhoneNumbersArgs,
  opts?: pulumi.InvokeOptions,
): Promise<GetAvailablePhoneNumbersResult> {
  return pulumi.runtime.invoke(
    "twilio:index:getAvailablePhoneNumbers",
    {
      country: args.country,
      type: args.type,
      areaCode: args.areaCode,
      contains: args.contains,
      locality: args.locality,
      region: args.region,
      voiceEnabled: args.voiceEnabled,
      smsEnabled: args.smsEnabled,
      mmsEnabled: args.mmsEnabled,
      faxEnabled: args.faxEnabled,
      excludeAllAddressRequired: args.excludeAllAddressRequired,
      excludeLocalAddressRequired: args.excludeLocalAddressRequired,
      excludeForeignAddressRequired: args.excludeForeignAddressRequired,
      limit: args.limit,
    },
    opts ?? {},
  );
}

/** Searches for numbers that can be bought now, best matches first. It neither buys nor reserves them. Takes and gives outputs. */
export function getAvailablePhoneNumbersOutput(
  args: GetAvailablePhoneNumbersOutputArgs,
  opts?: pulumi.InvokeOutputOptions,
): pulumi.Output<GetAvailablePhoneNumbersResult> {
  return pulumi.runtime.invokeOutput(
    "twilio:index:getAvailablePhoneNumbers",
    {
      country: args.country,
      type: args.type,
      areaCode: args.areaCode,
      contains: args.contains,
      locality: args.locality,
      region: args.region,
      voiceEnabled: args.voiceEnabled,
      smsEnabled: args.smsEnabled,
      mmsEnabled: args.mmsEnabled,
      faxEnabled: args.faxEnabled,
      excludeAllAddressRequired: args.excludeAllAddressRequired,
      excludeLocalAddressRequired: args.excludeLocalAddressRequired,
      excludeForeignAddressRequired: args.excludeForeignAddressRequired,
      limit: args.limit,
    },
    opts ?? {},
  );
}

/** What getAvailablePhoneNumbers takes. */
export interface GetAvailablePhoneNumbersArgs {
  /** Country, as ISO 3166-1 alpha-2: `US`. */
  readonly country: string;
  /** Type of number. Each country sells some of the types. One of `local`, `mobile`, `national`, `tollFree`, `sharedCost`, `voip`, `machineToMachine`. */
  readonly type: string;
  /** Area code, three digits. Refused outside the US and Canada. */
  readonly areaCode?: string;
  /** Pattern that the number contains, 2 to 16 characters: digits, or letters as on a keypad, at least two of them. `*` is any digit, `%` any number of digits, `+` the start of the number, `$` its end. */
  readonly contains?: string;
  /** City or town. */
  readonly locality?: string;
  /** State or province, such as `CA`. Refused outside the US and Canada. */
  readonly region?: string;
  /** `true`: only numbers with voice. `false`: only numbers without. */
  readonly voiceEnabled?: boolean;
  /** `true`: only numbers with SMS. `false`: only numbers without. */
  readonly smsEnabled?: boolean;
  /** `true`: only numbers with MMS. `false`: only numbers without. */
  readonly mmsEnabled?: boolean;
  /** `true`: only numbers with fax. `false`: only numbers without. */
  readonly faxEnabled?: boolean;
  /** Exclude numbers that require an address of their holder. */
  readonly excludeAllAddressRequired?: boolean;
  /** Exclude numbers that require a local address of their holder. */
  readonly excludeLocalAddressRequired?: boolean;
  /** Exclude numbers that require a foreign address of their holder. */
  readonly excludeForeignAddressRequired?: boolean;
  /** Maximum number of results, 1 to 30. 30 by default: Twilio returns no more. */
  readonly limit?: number;
}

/** What getAvailablePhoneNumbersOutput takes. */
export interface GetAvailablePhoneNumbersOutputArgs {
  /** Country, as ISO 3166-1 alpha-2: `US`. */
  readonly country: pulumi.Input<string>;
  /** Type of number. Each country sells some of the types. One of `local`, `mobile`, `national`, `tollFree`, `sharedCost`, `voip`, `machineToMachine`. */
  readonly type: pulumi.Input<string>;
  /** Area code, three digits. Refused outside the US and Canada. */
  readonly areaCode?: pulumi.Input<string>;
  /** Pattern that the number contains, 2 to 16 characters: digits, or letters as on a keypad, at least two of them. `*` is any digit, `%` any number of digits, `+` the start of the number, `$` its end. */
  readonly contains?: pulumi.Input<string>;
  /** City or town. */
  readonly locality?: pulumi.Input<string>;
  /** State or province, such as `CA`. Refused outside the US and Canada. */
  readonly region?: pulumi.Input<string>;
  /** `true`: only numbers with voice. `false`: only numbers without. */
  readonly voiceEnabled?: pulumi.Input<boolean>;
  /** `true`: only numbers with SMS. `false`: only numbers without. */
  readonly smsEnabled?: pulumi.Input<boolean>;
  /** `true`: only numbers with MMS. `false`: only numbers without. */
  readonly mmsEnabled?: pulumi.Input<boolean>;
  /** `true`: only numbers with fax. `false`: only numbers without. */
  readonly faxEnabled?: pulumi.Input<boolean>;
  /** Exclude numbers that require an address of their holder. */
  readonly excludeAllAddressRequired?: pulumi.Input<boolean>;
  /** Exclude numbers that require a local address of their holder. */
  readonly excludeLocalAddressRequired?: pulumi.Input<boolean>;
  /** Exclude numbers that require a foreign address of their holder. */
  readonly excludeForeignAddressRequired?: pulumi.Input<boolean>;
  /** Maximum number of results, 1 to 30. 30 by default: Twilio returns no more. */
  readonly limit?: pulumi.Input<number>;
}

/** What getAvailablePhoneNumbers gives. */
export interface GetAvailablePhoneNumbersResult {
  /** The numbers found. */
  readonly numbers: readonly types.AvailableNumber[];
}
