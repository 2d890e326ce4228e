import { resolve } from "node:path";
import { collect, OptionError, readArguments, toolOptions } from "../toolchain/tool-options.ts";
import { QUESTIONS } from "./twilio/questions/index.ts";

/** Options of `npm run live`. */
export interface Options {
  readonly twilio: boolean;
  readonly aws: boolean;
  /** Number of the AWS account to use. The credentials must belong to it. */
  readonly awsAccount: string | undefined;
  /** Name of that account's public Route 53 zone, in which the run creates a webhook domain. */
  readonly awsZone: string | undefined;
  /** Asks only questions that cost nothing. */
  readonly free: boolean;
  /** Also asks the questions that place a call. */
  readonly call: boolean;
  /** Ids of the questions to ask. @default all */
  readonly only: readonly string[];
  /** Maximum cost of a run, without taxes. */
  readonly cap: { readonly amount: number; readonly currency: string };
  readonly yes: boolean;
  /** Allows an account in production. */
  readonly yesSpend: boolean;
  /** Removes what earlier runs left, instead of asking questions. */
  readonly clean: boolean;
  readonly list: boolean;
  readonly json: boolean;
  /** Absolute path of the folder for reports and journals. */
  readonly out: string;
}

interface Given extends Omit<Options, "cap" | "out"> {
  readonly cap: string;
  readonly out?: string;
}

/** Parses the command line. @throws OptionError */
export function readOptions(args: readonly string[], defaultOut: string): Options {
  const given = readArguments<Given>(
    toolOptions("live")
      .option("--twilio", "", false)
      .option("--aws", "", false)
      .option("--aws-account <digits>")
      .option("--aws-zone <domain>")
      .option("--free", "", false)
      .option("--call", "", false)
      .option("--only <question>", "", collect, [])
      .option("--cap <amount>", "", "5 USD")
      .option("--yes", "", false)
      .option("--yes-spend", "", false)
      .option("--clean", "", false)
      .option("--list", "", false)
      .option("--json", "", false)
      .option("--out <folder>"),
    args,
  );
  const { twilio, aws, awsAccount, awsZone, only } = given;
  if (!twilio && !aws && !given.clean && !given.list)
    throw new OptionError("Name a cloud: --twilio, --aws or both. npm run live -- --help lists the options.");
  const unknown = only.find((id) => !QUESTIONS.some((question) => question.id === id));
  if (unknown !== undefined)
    throw new OptionError(`No question is named ${unknown} (--only). npm run live -- --list shows them all.`);
  if (awsAccount !== undefined && !/^\d{12}$/.test(awsAccount))
    throw new OptionError(`--aws-account ${awsAccount} isn't an AWS account. Give its 12 digits.`);
  if (aws && awsAccount === undefined)
    throw new OptionError(
      "--aws needs --aws-account with the 12 digits of a scratch account: it uses no other account.",
    );
  if (aws && !/^([a-z0-9-]+[.])+[a-z]{2,}$/.test(awsZone ?? ""))
    throw new OptionError("--aws needs --aws-zone with a public Route 53 zone of that account, such as example.com.");
  return { ...given, cap: capOf(given.cap), out: given.out === undefined ? defaultOut : resolve(given.out) };
}

/** Parses an amount with an optional currency: `5`, `5 USD`, `4.50EUR`. */
function capOf(given: string): Options["cap"] {
  const [, amount, currency = "USD"] = /^\s*(\d{1,4}(?:[.]\d{1,2})?)\s*([A-Za-z]{3})?\s*$/.exec(given) ?? [];
  if (amount === undefined)
    throw new OptionError(`--cap ${given} isn't an amount. Give one below 10,000 with its currency, such as "5 USD".`);
  return { amount: Number(amount), currency: currency.toUpperCase() };
}
