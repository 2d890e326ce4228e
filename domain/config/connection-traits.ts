/** How a tenant's numbers reach us. */
export type ConnectionType = "managed" | "sip-trunk" | "twilio";

/** Properties of a connection type. A new type needs a row in {@link TRAITS} and a carrier in infra/tenant/connection.ts. */
export interface ConnectionTraits {
  /** Short name in bills: `3 x 1.50  US local, own Twilio account`. */
  readonly label: string;
  /** Noun phrase for messages that advise this type. */
  readonly phrase: string;
  /** Whether entries may `buy` numbers through this type. */
  readonly buys: boolean;
  /** Whether the numbers' account is a subaccount of ours, one for each tenant: its numbers can be transferred, and `close: true` closes it. */
  readonly ownsAccount: boolean;
  /** Whether a number must stay in quarantine before its release. */
  readonly quarantines: boolean;
  /** Whether the region's prices depend on a number's country and type and include the carrier's costs; otherwise one fee applies to any number. */
  readonly pricedByKind: boolean;
  /** Whether our invoice bills the minutes of its calls. */
  readonly metersMinutes: boolean;
  /** Whether its fees count for the region's volume discount. */
  readonly volumeDiscount: boolean;
  /** Who else bills the tenant for its numbers and calls, and for what. */
  readonly billedSeparately: { readonly by: string; readonly text: string } | undefined;
}

/** One row for each connection type. */
export const TRAITS: Readonly<Record<ConnectionType, ConnectionTraits>> = {
  managed: {
    label: "managed",
    phrase: "a `managed` connection",
    buys: true,
    ownsAccount: true,
    quarantines: true,
    pricedByKind: true,
    metersMinutes: true,
    volumeDiscount: true,
    billedSeparately: undefined,
  },
  "sip-trunk": {
    label: "SIP trunk",
    phrase: "a `sip-trunk` connection with a carrier of the tenant's own",
    buys: false,
    ownsAccount: false,
    quarantines: false,
    pricedByKind: false,
    metersMinutes: false,
    volumeDiscount: false,
    billedSeparately: { by: "carrier", text: "calls and trunk: billed by the tenant's carrier" },
  },
  twilio: {
    label: "own Twilio account",
    phrase: "a `twilio` connection to the tenant's own account",
    buys: true,
    ownsAccount: false,
    quarantines: false,
    pricedByKind: false,
    metersMinutes: false,
    volumeDiscount: false,
    billedSeparately: { by: "Twilio", text: "numbers and calls: billed by Twilio to the tenant's own account" },
  },
};

/** Returns the traits of a type; undefined for an unknown type, which a file or an older stack's output may contain. */
export function traitsOf(type: ConnectionType): ConnectionTraits;
export function traitsOf(type: string | undefined): ConnectionTraits | undefined;
export function traitsOf(type: string | undefined): ConnectionTraits | undefined {
  return type !== undefined && Object.hasOwn(TRAITS, type) ? TRAITS[type as ConnectionType] : undefined;
}
