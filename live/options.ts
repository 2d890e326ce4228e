import { resolve } from "node:path";
import { parseArgs } from "node:util";
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
  /** Ids of questions; all where none is named. */
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

/** Arguments that can't be followed. */
export class OptionError extends Error {
  override readonly name = "OptionError";
}

/** @throws OptionError that says which argument, and what it may be */
export function readOptions(args: readonly string[], defaultOut: string): Options {
  const { values } = parse(args);
  const [twilio, aws] = [values.twilio, values.aws];
  if (!twilio && !aws && !values.clean && !values.list)
    throw new OptionError("say which cloud: --twilio, --aws or both; npm run live -- --help shows what there is");
  const unknown = values.only.find((id) => !QUESTIONS.some((question) => question.id === id));
  if (unknown !== undefined)
    throw new OptionError(`--only ${unknown}: there is no such question; npm run live -- --list shows them`);
  const awsAccount = values["aws-account"];
  if (awsAccount !== undefined && !/^\d{12}$/.test(awsAccount))
    throw new OptionError(`--aws-account ${awsAccount}: it is the 12 digits of an AWS account`);
  if (aws && awsAccount === undefined)
    throw new OptionError(
      "--aws needs --aws-account with the 12 digits of a scratch account, so that no other is used",
    );
  const awsZone = values["aws-zone"];
  if (aws && !/^([a-z0-9-]+[.])+[a-z]{2,}$/.test(awsZone ?? ""))
    throw new OptionError("--aws needs --aws-zone with a public Route 53 zone of that account, such as example.com");
  return {
    ...{ twilio, aws, awsAccount, awsZone },
    free: values.free,
    call: values.call,
    only: values.only,
    cap: capOf(values.cap),
    yes: values.yes,
    yesSpend: values["yes-spend"],
    clean: values.clean,
    list: values.list,
    json: values.json,
    out: values.out === undefined ? defaultOut : resolve(values.out),
  };
}

function parse(args: readonly string[]) {
  const text = { type: "string" } as const;
  const flag = { type: "boolean", default: false } as const;
  try {
    return parseArgs({
      args: [...args],
      options: {
        ...{ twilio: flag, aws: flag, free: flag, call: flag, yes: flag, clean: flag, list: flag, json: flag },
        ...{ "yes-spend": flag, "aws-account": text, "aws-zone": text, out: text },
        cap: { type: "string", default: "5 USD" },
        only: { type: "string", multiple: true, default: [] },
      },
    });
  } catch (error) {
    throw new OptionError(`${(error as Error).message.split("\n")[0]}; npm run live -- --help shows what there is`);
  }
}

/** `5`, `5 USD`, `4.50EUR`. */
function capOf(given: string): Options["cap"] {
  const [, amount, currency = "USD"] = /^\s*(\d{1,4}(?:[.]\d{1,2})?)\s*([A-Za-z]{3})?\s*$/.exec(given) ?? [];
  if (amount === undefined)
    throw new OptionError(`--cap ${given}: it is an amount below 10,000 with its currency, such as "5 USD"`);
  return { amount: Number(amount), currency: currency.toUpperCase() };
}
