import type { TenantFile } from "../../domain/config/load.ts";
import type { Connection } from "../../domain/config/tenant.ts";
import type { RegionOutputs } from "../../domain/contract/region-outputs.ts";
import type { Carrier } from "./carrier.ts";
import { OwnTwilio } from "./carriers/own-twilio.ts";
import { ResoldTwilio } from "./carriers/resold-twilio.ts";
import type { Decrypted } from "./credentials.ts";
import type { HeldStack } from "./region-link.ts";
import type { RoutesTable } from "./routes-item.ts";

/** What a connection of a tenant stands on. */
export interface ConnectionArgs {
  readonly file: TenantFile;
  /** Name in the file. */
  readonly name: string;
  readonly region: RegionOutputs;
  readonly table: RoutesTable;
  readonly held: HeldStack;
  readonly credentials: Decrypted;
}

/** Who carries the numbers of a connection: its own type says it, or, of a managed one, the region's file. */
export function carrierOf(connection: Connection, args: ConnectionArgs): Carrier {
  if (connection.type === "twilio") return new OwnTwilio(connection, args);
  const { integrations, carriers } = args.file.region;
  switch (integrations.managed.carrier!) {
    case "twilio":
      return new ResoldTwilio(connection, carriers.twilio!, args);
  }
}
