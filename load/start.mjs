// @ts-check
// `npm run load`: puts load on the system while its tables fail for a time, and plots the latencies and errors that callers and Twilio get.
import { runTool } from "../toolchain/tool.mjs";

const help = `
npm run load                              both parts, one after the other (about four minutes)
npm run load -- --part path               phone network, HTTP API, Lambda and tables: 10 calls a second for 60 s
npm run load -- --part handlers           the handlers alone, as bundled: 1,000 calls a second for 30 s
npm run load -- --part handlers --rate 200 --seconds 10 --outage 4
npm run load -- --out DIR                 where the plots go (.aybiza/load)
npm run load -- --json                    prints one JSON object as the last line; everything else goes to standard error
npm run load -- --help                    this text

In the middle the tables fail for ten seconds (--outage): five with errors, five without an answer.
Exit codes: 0 if every caller was answered and every call has exactly one record, 1 otherwise, 2 usage error.
`.trim();

runTool("load", help);
