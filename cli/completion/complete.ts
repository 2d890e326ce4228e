import { join } from "node:path";
import type { Command } from "commander";
import { nearest } from "../../domain/config/nearest.ts";
import { isE164 } from "../../domain/contract/e164.ts";
import { quoted } from "../../launch/world/exports.ts";
import { DEFAULT_WORLD, WORLD_NAME } from "../../launch/world/name.ts";
import type { Status } from "../../launch/world/protocol.ts";
import { ODD_CALLERS } from "../call/caller.ts";
import { usageError } from "../exit.ts";
import { ownerOf } from "../number-label.ts";

const SHELLS = ["zsh", "bash", "fish"];

/** The bash script gets the line's words from the package bash-completion, or from bash's own variables without that package. */
const BASH_WORDS = `if ! declare -F _get_comp_words_by_ref >/dev/null; then
    _get_comp_words_by_ref() {
        words=("\${COMP_WORDS[@]}")
        cword=$COMP_CWORD
        cur=\${COMP_WORDS[COMP_CWORD]}
        prev=\${COMP_WORDS[COMP_CWORD > 0 ? COMP_CWORD - 1 : 0]}
    }
fi`;

/** Function in each shell's script that calls this checkout's program, not another one named aybiza. */
const PROGRAM: Readonly<Record<string, (path: string) => string>> = {
  bash: (path) => `__aybiza_program() { ${quoted(path)} "$@"; }`,
  zsh: (path) => `__aybiza_program() { ${quoted(path)} "$@"; }`,
  fish: (path) => `function __aybiza_program; ${quoted(path)} $argv; end`,
};

/** Prints a shell's script. */
export async function script(program: Command, shell: string): Promise<void> {
  if (!SHELLS.includes(shell)) {
    const meant = nearest(shell, SHELLS);
    throw usageError("shell-unknown", `there is no tab completion for ${shell}`, [
      ...(meant === undefined ? [] : [`Did you mean ${meant}?`]),
      `Name one of:  ${SHELLS.join(", ")}`,
    ]);
  }
  const { root } = await import("../../launch/checkout.ts");
  const { default: tab } = await import("@bomb.sh/tab");
  const printed: string[] = [];
  const { log } = console;
  console.log = (text: string) => printed.push(text);
  try {
    tab.setup(program.name(), "__aybiza_program", shell);
  } finally {
    console.log = log;
  }
  if (shell === "bash") console.log(BASH_WORDS);
  console.log(PROGRAM[shell]!(join(root, "aybiza")));
  // A shell may source the script twice, and a readonly variable can't be set again.
  console.log(printed.join("\n").replaceAll(/^readonly /gm, ""));
}

/**
 * Completes a command line for a shell: `complete -- call +1415` prints the possible next words. Numbers come from the running world, else the stack files.
 */
export async function complete(program: Command, args: readonly string[]): Promise<number> {
  const { default: tab } = await import("@bomb.sh/tab");
  const words = args[0] === "--" ? args.slice(1) : [...args];
  const values = await valuesFor(words);
  const offer =
    (candidates: readonly Candidate[]) =>
    (give: (value: string, description: string) => void): void => {
      for (const { value, description } of candidates) give(value, description);
    };
  const add = (command: Command, path: string) => {
    const target = path === "" ? tab : tab.command(path, command.description());
    for (const option of command.createHelp().visibleOptions(command)) {
      const long = option.long?.slice(2);
      if (long === undefined) continue;
      const short = option.short?.slice(1);
      if (!option.required && !option.optional) target.option(long, option.description, short);
      else target.option(long, option.description, offer(values.option(long, option.argChoices)), short);
    }
    for (const argument of command.registeredArguments)
      target.argument(argument.name(), offer(values.argument(argument.name())), argument.variadic);
    for (const child of command.commands) add(child as Command, path === "" ? child.name() : `${path} ${child.name()}`);
  };
  add(program, "");
  tab.parse(words);
  return 0;
}

interface Candidate {
  readonly value: string;
  readonly description: string;
}

/** Commands with numbers as arguments or options. */
const WITH_NUMBERS: readonly string[] = ["call", "explain", "ledger", "offboard"];

/** Values for arguments and options. */
async function valuesFor(words: readonly string[]) {
  const { stacksIn } = await import("../../domain/config/stacks.ts");
  const { worldNames } = await import("../../launch/world/record.ts");
  const { root } = await import("../../launch/checkout.ts");
  const { countriesWithLaw } = await import("../../domain/law/law.ts");
  const plain = (values: readonly string[]): Candidate[] => values.map((value) => ({ value, description: "" }));
  const stacks = () => stacksIn(join(root, "stacks")).map(({ stack, kind }) => ({ value: stack, description: kind }));
  const tenants = () => stacks().filter(({ description }) => description === "tenant");
  const numbers = WITH_NUMBERS.includes(words[0] ?? "") ? await numbersOf(words, root) : [];
  return {
    option: (name: string, choices: readonly string[] | undefined): Candidate[] => {
      if (choices !== undefined) return plain(choices);
      if (name === "name" || name === "world") return plain(worldNames());
      if (name === "month") return plain(recentMonths(new Date()));
      if (name === "to" || name === "port-out" || name === "release") return numbers;
      if (name === "tenant") return tenants();
      if (name === "from") return Object.entries(ODD_CALLERS).map(([value, description]) => ({ value, description }));
      if (name === "stacks") return [...stacks(), { value: "all", description: "every stack of stacks/" }];
      return [];
    },
    argument: (name: string): Candidate[] => {
      if (name === "number") return numbers;
      if (name === "number|tenant") return [...numbers, ...tenants()];
      if (name === "stacks" || name === "files") return stacks();
      if (name === "tenant") return tenants();
      if (name === "countries") return countriesWithLaw().map(({ code, name }) => ({ value: code, description: name }));
      if (name === "shell") return plain(SHELLS);
      return [];
    },
  };
}

/** This month and the two before it, in UTC. */
const recentMonths = (now: Date): string[] =>
  [0, 1, 2].map((ago) => new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - ago)).toISOString().slice(0, 7));

/** Timeout in milliseconds for a world's answer, short because the user is waiting. A slower world is ignored. */
const ANSWER_MS = 500;

async function numbersOf(words: readonly string[], root: string): Promise<Candidate[]> {
  const { ask } = await import("../../launch/world/client.ts");
  const at = words.findIndex((word) => word === "--world" || word === "-w");
  const next = words[at + 1];
  const world = at >= 0 && next !== undefined && WORLD_NAME.test(next) ? next : DEFAULT_WORLD;
  try {
    const request = await ask<Pick<Status, "numbers">>(world, {
      verb: "status",
      brief: true,
    });
    const late = new Promise<never>((_, failed) => setTimeout(() => failed(new Error("late")), ANSWER_MS).unref());
    const { numbers } = await Promise.race([request.result, late]);
    return numbers.map((one) => ({ value: one.number, description: ownerOf(one) }));
  } catch {
    const { stacksIn } = await import("../../domain/config/stacks.ts");
    return stacksIn(join(root, "stacks")).flatMap(({ stack, document }) =>
      Object.keys(document.config["aybiza:numbers"] ?? {})
        .filter(isE164)
        .map((value) => ({ value, description: stack })),
    );
  }
}
