// @ts-check
// `npm run bench`: measures each budget of docs/performance.md on this machine.
import { runTool } from "../toolchain/tool.mjs";

const help = `
npm run bench                    measures every budget, each beside its baseline in the same run (about ten minutes)
npm run bench -- --quick         fewer repetitions
npm run bench -- --only NAME     only this budget or group: a budget's name, or a group's (engine, buying, managed, handlers, router, world); may be repeated
npm run bench -- --strict        exit code 1 if a budget is missed; without --strict a miss is only shown
npm run bench -- --json          prints one JSON object as the last line; everything else goes to standard error
npm run bench -- --list          lists the budgets without measuring
npm run bench -- --help          this text

{"budgets":[{"name","budget","figure","unit","met"}]}: "met" is null if this machine lacks the baseline,
"figure" is null if it couldn't be measured.
`.trim();

runTool("bench", help);
