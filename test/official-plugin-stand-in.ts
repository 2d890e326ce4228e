import { appendFileSync } from "node:fs";
import { main } from "../providers/kit/main.ts";
import { Aws } from "../rehearsal/aws/provider/aws.ts";
import { awsProvider } from "../rehearsal/aws/provider/provider.ts";

// In place of the official plugin, which tests don't download: takes its configuration, writes that down, and talks to the endpoint that
// the configuration names and to no other.
const record = process.env.AYBIZA_STAND_IN_RECORD;
if (record === undefined)
  throw new Error("AYBIZA_STAND_IN_RECORD names the file for what the plugin was configured with");

await main({
  ...awsProvider({ endpoint: "http://127.0.0.1:1" }),
  checkConfig: (inputs) => ({ inputs, failures: [] }),
  configure(config) {
    appendFileSync(record, `${JSON.stringify(config)}\n`);
    const [endpoints] = typeof config.endpoints === "string" ? JSON.parse(config.endpoints) : config.endpoints;
    return new Aws({ endpoint: endpoints.sts, region: config.region });
  },
});
