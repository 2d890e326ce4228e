// @ts-check
// `npm run live`: asks the real clouds the questions that their documentation leaves open, and compares their answers with the stand-ins'.
import { runTool } from "../toolchain/tool.mjs";

const help = `
npm run live -- --twilio                  every question that the credentials can ask; shows the cost and asks before it begins
npm run live -- --twilio --free           only the questions that cost nothing: buys no number
npm run live -- --twilio --only number-keeps-both   one question, and those whose answers it needs; may be repeated
npm run live -- --twilio --cap "3 EUR"    maximum cost, without taxes (by default "5 USD")
npm run live -- --twilio --call           one phone call of a minute as well
npm run live -- --twilio --yes            begins without a confirmation, for pipelines
npm run live -- --twilio --yes-spend      allows an account in production
npm run live -- --aws --aws-account 123456789012 --aws-zone example.com   one region in an empty scratch account
npm run live -- --clean                   removes what a killed run left
npm run live -- --list                    lists the questions and their requests, without sending any
npm run live -- --json                    prints one JSON object as the last line; everything else goes to standard error
npm run live -- --out DIR                 where reports and journals go (.aybiza/live)
npm run live -- --help                    this text

Credentials come from the environment: TWILIO_TEST_ACCOUNT_SID and TWILIO_TEST_AUTH_TOKEN for requests that create nothing,
TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN for the rest, in a new subaccount; for AWS whatever the AWS SDK finds, and
AWS_REGION. Reports contain no secrets: docs/live.md.
Exit codes: 0 if every answer equals the stand-in's, 1 if one differs or something couldn't be removed, 2 usage error,
3 if the run was refused and nothing was done, 130 after Ctrl-C, once everything created is removed.
`.trim();

runTool("live", help);
