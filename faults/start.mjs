// @ts-check
// `npm run faults`: kills the engine and the providers at every request, and lets every answer go wrong.
import { runTool } from "../toolchain/tool.mjs";

const help = `
npm run faults                            every point of every scenario (some 2,300: an hour and a half on two cores)
npm run faults -- --sample 40             40 points, spread over all; another choice with --seed N
npm run faults -- --only first-up         one scenario; may be repeated
npm run faults -- --point "engine after POST"   only points whose name holds this text
npm run faults -- --workers 2             worlds side by side (one for each core, at most 4)
npm run faults -- --list                  the scenarios; nothing is run
npm run faults -- --json                  the last line is one JSON object; all else goes to standard error
npm run faults -- --help                  this text

A point is one request of one command, and what goes wrong there, before or after its effect: kill -9 of the engine or of the
provider, a 429, a 500, an answer that never comes, a connection that is cut. After each, one plain \`up\` must lead to the very
world of an undisturbed run. {"points","duplicates","lost","orphans","unanswered","unconverged","seconds"}
Exit code 0 where it did every time, 1 where not, 2 for arguments that aren't known.
`.trim();

runTool("faults", help);
