import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { schemaFileName, stackFileSchema } from "./json-schema.ts";

/** Generates schemas/: `node domain/config/generate-json-schemas.ts`. A test compares the committed files with its output. */
const folder = join(import.meta.dirname, "../../schemas");
mkdirSync(folder, { recursive: true });
for (const kind of ["region", "tenant"] as const)
  writeFileSync(join(folder, schemaFileName(kind)), `${JSON.stringify(stackFileSchema(kind), undefined, 2)}\n`);
