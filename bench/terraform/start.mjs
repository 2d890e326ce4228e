// @ts-check
// `npm run bench:terraform`: creates the same resources by Terraform and by package `twilio` for Pulumi, and compares time and requests.
import { runTool } from "../../toolchain/tool.mjs";

const help = `
npm run bench:terraform -- --provider PATH    numbers, applications and trunks made, planned, changed and destroyed by Terraform with
                                              this provider binary, and by package \`twilio\` for Pulumi, each against a stand-in of its own
npm run bench:terraform -- --count 20         number of resources of each kind (100 by default, 500 at most; trunks: 100 at most, as in any account)
npm run bench:terraform -- --parallel 20      resources at a time, for both tools (10 by default, as in Terraform)
npm run bench:terraform -- --json             prints one JSON object as the last line; everything else goes to standard error
npm run bench:terraform -- --help             this text

Needs the program \`terraform\` and a provider for Twilio: Twilio's own (terraform-provider-twilio by twilio) or the community's (by RJPearson94).
Neither is included: if one is missing, the command says so and exits with 0. It downloads nothing. Twilio's host names resolve to the stand-in
for the provider: docs/terraform.md.

{"amounts":{"applications","numbers","trunks"},"parallel","dialect","sides":[{"side","version","steps":[{"step","seconds","cpuSeconds","requests","refused","problem"}]}]}, or {"skipped"}.
Exit codes: 0 done or skipped, 1 a step failed, 2 usage error.
`.trim();

runTool("bench:terraform", help, "bench/terraform/main.ts");
