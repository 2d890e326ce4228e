import type { RegionConfig } from "../../domain/config/region.ts";
import type { Connection, ManagedConnection } from "../../domain/config/tenant.ts";
import type { Carrier } from "./carrier.ts";
import { OwnTwilio } from "./carriers/own-twilio.ts";
import { ResoldTwilio } from "./carriers/resold-twilio.ts";
import type { ConnectionArgs } from "./connection-args.ts";

type Open<C> = (connection: C, args: ConnectionArgs) => Carrier;
type ManagedCarrier = NonNullable<RegionConfig["integrations"]["managed"]["carrier"]>;

/** Carriers of managed numbers, one of which the region's file names. */
const MANAGED: Readonly<Record<ManagedCarrier, Open<ManagedConnection>>> = {
  twilio: (connection, args) => new ResoldTwilio(connection, args.file.region.carriers.twilio!, args),
};

/** Constructor of the carrier for each connection type. */
const TYPES: { readonly [T in Connection["type"]]: Open<Extract<Connection, { readonly type: T }>> } = {
  managed: (connection, args) => MANAGED[args.file.region.integrations.managed.carrier!](connection, args),
  twilio: (connection, args) => new OwnTwilio(connection, args),
};

/** Creates the carrier of a connection. */
export function carrierOf(connection: Connection, args: ConnectionArgs): Carrier {
  const open: Open<never> = TYPES[connection.type];
  return open(connection as never, args);
}
