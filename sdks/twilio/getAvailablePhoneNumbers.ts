import * as pulumi from "@pulumi/pulumi";
import type * as types from "./types.ts";

/**
 * Numbers that can be bought now, best matches first. Looking buys and reserves nothing.
 *
 * ## Example Usage
 * ### Look for numbers
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

/** Numbers that can be bought now, best matches first. Looking buys and reserves nothing. Takes and gives outputs. */
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
  /** Kind of number. Which kinds there are differs by country. One of `local`, `mobile`, `national`, `tollFree`, `sharedCost`, `voip`, `machineToMachine`. */
  readonly type: string;
  /** Area code; in the US and Canada alone. */
  readonly areaCode?: string;
  /** What the number contains, in 2 to 16 characters: digits, or letters as on a keypad. Before or after at least two of them `*` is any digit, `%` any number of them; `+` is the number's beginning, `$` its end. */
  readonly contains?: string;
  /** Town. */
  readonly locality?: string;
  /** State or province, `CA`; in the US and Canada alone. */
  readonly region?: string;
  /** Only numbers that take calls; `false`: only others. */
  readonly voiceEnabled?: boolean;
  /** Only numbers that take texts; `false`: only others. */
  readonly smsEnabled?: boolean;
  /** Only numbers that take pictures; `false`: only others. */
  readonly mmsEnabled?: boolean;
  /** Only numbers that take faxes; `false`: only others. */
  readonly faxEnabled?: boolean;
  /** No numbers that want any address of their holder. */
  readonly excludeAllAddressRequired?: boolean;
  /** No numbers that want an address in their own place. */
  readonly excludeLocalAddressRequired?: boolean;
  /** No numbers that want an address abroad. */
  readonly excludeForeignAddressRequired?: boolean;
  /** At most this many; 30 by default, and Twilio shows no more. */
  readonly limit?: number;
}

/** What getAvailablePhoneNumbersOutput takes. */
export interface GetAvailablePhoneNumbersOutputArgs {
  /** Country, as ISO 3166-1 alpha-2: `US`. */
  readonly country: pulumi.Input<string>;
  /** Kind of number. Which kinds there are differs by country. One of `local`, `mobile`, `national`, `tollFree`, `sharedCost`, `voip`, `machineToMachine`. */
  readonly type: pulumi.Input<string>;
  /** Area code; in the US and Canada alone. */
  readonly areaCode?: pulumi.Input<string>;
  /** What the number contains, in 2 to 16 characters: digits, or letters as on a keypad. Before or after at least two of them `*` is any digit, `%` any number of them; `+` is the number's beginning, `$` its end. */
  readonly contains?: pulumi.Input<string>;
  /** Town. */
  readonly locality?: pulumi.Input<string>;
  /** State or province, `CA`; in the US and Canada alone. */
  readonly region?: pulumi.Input<string>;
  /** Only numbers that take calls; `false`: only others. */
  readonly voiceEnabled?: pulumi.Input<boolean>;
  /** Only numbers that take texts; `false`: only others. */
  readonly smsEnabled?: pulumi.Input<boolean>;
  /** Only numbers that take pictures; `false`: only others. */
  readonly mmsEnabled?: pulumi.Input<boolean>;
  /** Only numbers that take faxes; `false`: only others. */
  readonly faxEnabled?: pulumi.Input<boolean>;
  /** No numbers that want any address of their holder. */
  readonly excludeAllAddressRequired?: pulumi.Input<boolean>;
  /** No numbers that want an address in their own place. */
  readonly excludeLocalAddressRequired?: pulumi.Input<boolean>;
  /** No numbers that want an address abroad. */
  readonly excludeForeignAddressRequired?: pulumi.Input<boolean>;
  /** At most this many; 30 by default, and Twilio shows no more. */
  readonly limit?: pulumi.Input<number>;
}

/** What getAvailablePhoneNumbers gives. */
export interface GetAvailablePhoneNumbersResult {
  /** The numbers found. */
  readonly numbers: readonly types.AvailableNumber[];
}
