import { enableCompileCache } from "node:module";
import { fileURLToPath } from "node:url";

// Compiled code is kept, so that a later start loads it: half the time of a start. `.aybiza` is the project's own ignored folder.
enableCompileCache(
  process.env.NODE_COMPILE_CACHE ?? fileURLToPath(new URL("../../.aybiza/cache/node", import.meta.url)),
);
const [{ main }, { aybiza }] = await Promise.all([import("../kit/main.ts"), import("./package.ts")]);
await main(aybiza);
