import { Command, CommanderError, InvalidArgumentError, type OptionValues } from "commander";

/** An invalid command line. The message names the argument and its valid values; the tool exits with code 2. */
export class OptionError extends Error {
  override readonly name = "OptionError";
}

/** Creates the options of `npm run NAME`. The help text is in the tool's start.mjs, which shows it before commander is installed. */
export function toolOptions(name: string): Command {
  return new Command(`npm run ${name}`)
    .helpOption(false)
    .allowExcessArguments(false)
    .exitOverride()
    .configureOutput({ writeErr: () => {} });
}

/** Reads a tool's arguments. @throws OptionError */
export function readArguments<T extends OptionValues>(options: Command, args: readonly string[]): T {
  try {
    return options.parse([...args], { from: "user" }).opts<T>();
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    const message = error.message.replace(/^error: /, "").replaceAll("\n", " ");
    throw new OptionError(`${message.replace(/[.]$/, "")}. ${options.name()} -- --help lists the options.`);
  }
}

/** Returns a parser of option values that are numbers in a range. */
export const numberIn = (least: number, most: number) => (text: string) => {
  const value = text.trim() === "" ? Number.NaN : Number(text);
  if (value >= least && value <= most) return value;
  throw new InvalidArgumentError(`Give a number from ${least} to ${most}.`);
};

/** Returns a parser of option values that are whole numbers in a range. */
export const wholeNumberIn = (least: number, most: number) => (text: string) => {
  const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (value >= least && value <= most) return value;
  throw new InvalidArgumentError(`Give a whole number from ${least} to ${most}.`);
};

/** Collects the values of a repeatable option. */
export const collect = (value: string, before: readonly string[]) => [...before, value];
