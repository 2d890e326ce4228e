// @ts-check
// `npm run load`: puts load on the system with its tables failing in the middle, and plots what callers and Twilio met.
import { runTool } from "../toolchain/tool.mjs";

const help = `
npm run load                              both parts, one after the other (about four minutes)
npm run load -- --part path               phone network, HTTP API, Lambda and tables: 10 calls a second for 60 s
npm run load -- --part handlers           the handlers alone, as bundled: 1,000 calls a second for 30 s
npm run load -- --part handlers --rate 200 --seconds 10 --outage 4
npm run load -- --out DIR                 where the plots go (.aybiza/load)
npm run load -- --json                    the last line is one JSON object; all else goes to standard error
npm run load -- --help                    this text

In the middle the tables fail for ten seconds (--outage): five with errors, five without an answer.
Exit code 0 where every caller was answered and every call has its one record, 1 where not, 2 for arguments that aren't known.
`.trim();

runTool("load", help);
