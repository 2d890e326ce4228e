// @ts-check
// `npm run live`: asks the real clouds what their documentation leaves open, and compares their answers with the stand-ins'.
import { runTool } from "../toolchain/tool.mjs";

const help = `
npm run live -- --twilio                  every question that the credentials can ask; shows the cost and asks before it begins
npm run live -- --twilio --free           only what costs nothing: no number is bought
npm run live -- --twilio --only number-keeps-both   one question, and those that it builds on; may be repeated
npm run live -- --twilio --cap "3 EUR"    the most that it may cost, without taxes ("5 USD")
npm run live -- --twilio --call           one phone call of a minute as well
npm run live -- --twilio --yes            begins without asking, for pipelines
npm run live -- --twilio --yes-spend      an account in production may be used
npm run live -- --aws --aws-account 123456789012 --aws-zone example.com   one region in an empty scratch account
npm run live -- --clean                   puts back what a killed run left
npm run live -- --list                    the questions and their requests; nothing is asked
npm run live -- --json                    the last line is one JSON object; all else goes to standard error
npm run live -- --out DIR                 where reports and journals go (.aybiza/live)
npm run live -- --help                    this text

Credentials come from the environment: TWILIO_TEST_ACCOUNT_SID and TWILIO_TEST_AUTH_TOKEN for what is free and makes nothing,
TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN for the rest, which happens in a new subaccount; for AWS what the AWS SDK finds, and
AWS_REGION. Reports hold no secrets: docs/live.md.
Exit code 0 where every answer is the stand-in's, 1 where one differs or something wasn't put back, 2 for arguments that aren't known,
3 where it was refused and nothing was done, 130 after Ctrl-C, when everything is put back.
`.trim();

runTool("live", help);
