import { enableCompileCache } from "node:module";

enableCompileCache();
const [{ main }, { twilio }] = await Promise.all([import("../kit/main.ts"), import("./package.ts")]);
await main(twilio);
