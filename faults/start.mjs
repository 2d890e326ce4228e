// @ts-check
// `npm run faults`: at every request of the deployments, kills the engine or a provider, or lets the answer fail; then checks the recovery.
import { runTool } from "../toolchain/tool.mjs";

const help = `
npm run faults                            every point of every scenario (some 2,600: an hour and a half on two cores)
npm run faults -- --sample 40             40 points, spread over all; --seed N selects others
npm run faults -- --only first-up         one scenario; may be repeated
npm run faults -- --point "engine after POST"   only points whose name contains this text
npm run faults -- --workers 2             worlds in parallel (by default one for each core, at most 4)
npm run faults -- --list                  lists the scenarios without running them
npm run faults -- --json                  prints one JSON object as the last line; everything else goes to standard error
npm run faults -- --help                  this text

A point is a fault at one request of a command, before or after the request's effect: kill -9 of the engine or of the
provider, a 429, a 500, an answer that never comes, a closed connection. After each, one plain \`up\` must lead to the same
world as an undisturbed run. {"points","duplicates","lost","orphans","unanswered","unconverged","seconds"}
Exit codes: 0 if every point did no harm, 1 otherwise, 2 usage error.
`.trim();

runTool("faults", help);
