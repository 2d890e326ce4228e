import { resolve } from "node:path";
import { collect, OptionError, readArguments, toolOptions } from "../toolchain/tool-options.ts";
import { QUESTIONS } from "./twilio/questions/index.ts";

/** What `npm run live` was asked for. */
export interface Options {
  readonly twilio: boolean;
  readonly aws: boolean;
  /** The account that may be used, which AWS must confirm. */
  readonly awsAccount: string | undefined;
  /** The Route 53 zone of that account in which a webhook domain is made. */
  readonly awsZone: string | undefined;
  /** Only questions that cost nothing. */
  readonly free: boolean;
  /** Place a call as well. */
  readonly call: boolean;
  /** Ids of questions. @default all */
  readonly only: readonly string[];
  /** The most that a run may cost, without taxes. */
  readonly cap: { readonly amount: number; readonly currency: string };
  readonly yes: boolean;
  /** An account in production may be used. */
  readonly yesSpend: boolean;
  /** Put back what earlier runs left. */
  readonly clean: boolean;
  readonly list: boolean;
  readonly json: boolean;
  /** Where reports and journals go. Absolute. */
  readonly out: string;
}

interface Given extends Omit<Options, "cap" | "out"> {
  readonly cap: string;
  readonly out?: string;
}

/** @throws OptionError */
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
    throw new OptionError("--aws needs --aws-account with the 12 digits of a scratch account; no other is used.");
  if (aws && !/^([a-z0-9-]+[.])+[a-z]{2,}$/.test(awsZone ?? ""))
    throw new OptionError("--aws needs --aws-zone with a public Route 53 zone of that account, such as example.com.");
  return { ...given, cap: capOf(given.cap), out: given.out === undefined ? defaultOut : resolve(given.out) };
}

/** `5`, `5 USD`, `4.50EUR`. */
function capOf(given: string): Options["cap"] {
  const [, amount, currency = "USD"] = /^\s*(\d{1,4}(?:[.]\d{1,2})?)\s*([A-Za-z]{3})?\s*$/.exec(given) ?? [];
  if (amount === undefined)
    throw new OptionError(`--cap ${given} isn't an amount. Give one below 10,000 with its currency, such as "5 USD".`);
  return { amount: Number(amount), currency: currency.toUpperCase() };
}
