import type { TenantFile } from "../../domain/config/load.ts";
import type { RegionOutputs } from "../../domain/contract/region-outputs.ts";
import type { Decrypted } from "./credentials.ts";
import type { HeldStack } from "./region-link.ts";
import type { RoutesTable } from "./routes-item.ts";

/** Input of a carrier, beside its connection's own settings. */
export interface ConnectionArgs {
  readonly file: TenantFile;
  /** Name in the file. */
  readonly name: string;
  readonly region: RegionOutputs;
  readonly table: RoutesTable;
  readonly held: HeldStack;
  readonly credentials: Decrypted;
}
