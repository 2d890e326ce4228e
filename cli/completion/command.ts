import { Command } from "commander";

/** `aybiza completion zsh|bash|fish` */
export function completionCommand(commands: () => Command): Command {
  return new Command("completion")
    .description("print a script for tab completion of commands, options, worlds, stacks and numbers")
    .argument("<shell>", "zsh, bash or fish")
    .addHelpText(
      "after",
      `
Examples
  source <(./aybiza completion bash)         in this shell; zsh the same
  ./aybiza completion fish | source

For every shell, in ~/.bashrc or ~/.zshrc with the path of your checkout:
  alias aybiza=~/src/aybiza/aybiza
  source <(~/src/aybiza/aybiza completion bash)`,
    )
    .action(async (shell) => (await import("./complete.ts")).script(commands(), shell));
}
