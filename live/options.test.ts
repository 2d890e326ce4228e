import { expect, it } from "vitest";
import { readOptions } from "./options.ts";

it.each([
  [[], "Name a cloud: --twilio, --aws or both. npm run live -- --help lists the options."],
  [
    ["--twilio", "--cap", "much"],
    '--cap much isn\'t an amount. Give one below 10,000 with its currency, such as "5 USD".',
  ],
  [["--twilio", "--only", "x"], "No question is named x (--only). npm run live -- --list shows them all."],
  [["--aws"], "--aws needs --aws-account with the 12 digits of a scratch account: it uses no other account."],
  [["--aws", "--aws-account", "1"], "--aws-account 1 isn't an AWS account. Give its 12 digits."],
])("refuses the arguments %j", (args, message) => {
  expect(() => readOptions(args as string[], "/tmp")).toThrow(message as string);
});

it("takes an amount with its currency as the cap, US dollars where none is named", () => {
  const capOf = (cap: string) => readOptions(["--twilio", "--cap", cap], "/tmp").cap;
  expect(capOf("4.50EUR")).toEqual({ amount: 4.5, currency: "EUR" });
  expect(capOf("3")).toEqual({ amount: 3, currency: "USD" });
});
