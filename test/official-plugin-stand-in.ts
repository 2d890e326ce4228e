import { appendFileSync } from "node:fs";
import { main } from "../providers/kit/main.ts";
import { Aws } from "../rehearsal/aws/provider/aws.ts";
import { awsProvider } from "../rehearsal/aws/provider/provider.ts";

// A stand-in for the official AWS plugin, which tests don't download. It accepts the plugin's configuration, appends it to the file that
// AYBIZA_STAND_IN_RECORD names, and sends requests only to the configured endpoint.
const record = process.env.AYBIZA_STAND_IN_RECORD;
if (record === undefined)
  throw new Error("AYBIZA_STAND_IN_RECORD isn't set. Set it to a file for the plugin's configuration");

await main({
  ...awsProvider({ endpoint: "http://127.0.0.1:1" }),
  checkConfig: (inputs) => ({ inputs, failures: [] }),
  configure(config) {
    appendFileSync(record, `${JSON.stringify(config)}\n`);
    const [endpoints] = typeof config.endpoints === "string" ? JSON.parse(config.endpoints) : config.endpoints;
    return new Aws({ endpoint: endpoints.sts, region: config.region });
  },
});
