/** How a tenant's numbers reach us. */
export type ConnectionType = "managed" | "sip-trunk" | "twilio";

/** What the rest of the code may know of a connection's type. A new type is a row in {@link TRAITS} and a carrier in infra/tenant/connection.ts. */
export interface ConnectionTraits {
  /** Short name in bills: `3 x 1.50  US local, own Twilio account`. */
  readonly label: string;
  /** Noun phrase for messages that advise this type. */
  readonly phrase: string;
  /** Entries may `buy` numbers through it. */
  readonly buys: boolean;
  /** The account that holds the numbers is ours, one for each tenant below our parent account: its numbers may be transferred, and `close: true` closes it. */
  readonly ownsAccount: boolean;
  /** A number must rest in quarantine before it is released. */
  readonly quarantines: boolean;
  /** The region's prices are by country and type of number, with the carrier's costs in them; otherwise there is one fee for any number. */
  readonly pricedByKind: boolean;
  /** Minutes of its calls are on our invoice. */
  readonly metersMinutes: boolean;
  /** Its fees count for the region's volume discount. */
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

/** The traits of a type; undefined for a text that names none, as a file or an older stack's output may hold. */
export function traitsOf(type: ConnectionType): ConnectionTraits;
export function traitsOf(type: string | undefined): ConnectionTraits | undefined;
export function traitsOf(type: string | undefined): ConnectionTraits | undefined {
  return type !== undefined && Object.hasOwn(TRAITS, type) ? TRAITS[type as ConnectionType] : undefined;
}
