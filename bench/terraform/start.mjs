// @ts-check
// `npm run bench:terraform`: the same resources made by Terraform and by package `twilio` for Pulumi, side by side.
import { runTool } from "../../toolchain/tool.mjs";

const help = `
npm run bench:terraform -- --provider PATH    numbers, applications and trunks made, planned, changed and destroyed by Terraform with
                                              this provider binary, and by package \`twilio\` for Pulumi, each against a stand-in of its own
npm run bench:terraform -- --count 20         so many of each kind (100 by default, 500 at most; of trunks no account has more than 100)
npm run bench:terraform -- --parallel 20      so many resources at a time, on both sides (10 by default: Terraform's own)
npm run bench:terraform -- --json             the last line is one JSON object; all else goes to standard error
npm run bench:terraform -- --help             this text

Needs the program \`terraform\` and a provider for Twilio: Twilio's own (terraform-provider-twilio by twilio) or the community's (by RJPearson94).
Neither is brought: without one of them it says so and ends with 0. No registry is asked. The provider reaches the stand-in under Twilio's own
names: docs/terraform.md.

{"amounts":{"applications","numbers","trunks"},"parallel","dialect","sides":[{"side","version","steps":[{"step","seconds","cpuSeconds","requests","refused","problem"}]}]}, or {"skipped"}.
Exit codes: 0 done or skipped, 1 a step failed, 2 not understood.
`.trim();

runTool("bench:terraform", help, "bench/terraform/main.ts");
