import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { page, policyFiles } from "./page.ts";

/** Generates docs/rights.md and docs/rights: `node infra/rights/generate.ts`. A test compares the committed files with its output. */
const docs = join(import.meta.dirname, "../../docs");
rmSync(join(docs, "rights"), { recursive: true, force: true });
mkdirSync(join(docs, "rights"));
writeFileSync(join(docs, "rights.md"), page());
for (const [name, text] of Object.entries(policyFiles())) writeFileSync(join(docs, "rights", name), text);
