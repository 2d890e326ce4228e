// @ts-check
// `npm run bench`: measures each budget of docs/performance.md on this machine.
import { runTool } from "../toolchain/tool.mjs";

const help = `
npm run bench                    measures every budget, each beside its baseline in the same run (about ten minutes)
npm run bench -- --quick         fewer repetitions
npm run bench -- --only NAME     only this one: a budget's name, or a group's (engine, buying, managed, handlers, router, world); may be repeated
npm run bench -- --strict        exit code 1 where a budget is missed; without it a miss is only shown
npm run bench -- --json          the last line is one JSON object; all else goes to standard error
npm run bench -- --list          the budgets; nothing is measured
npm run bench -- --help          this text

{"budgets":[{"name","budget","figure","unit","met"}]}: "met" is null where nothing on this machine can judge it,
"figure" is null where it couldn't be measured.
`.trim();

runTool("bench", help);
