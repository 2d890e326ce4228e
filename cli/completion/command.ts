import { Command } from "commander";

/** `aybiza completion zsh|bash|fish` */
export function completionCommand(commands: () => Command): Command {
  return new Command("completion")
    .description("print the script for tab completion: commands, options, worlds, stacks and numbers")
    .argument("<shell>", "zsh, bash or fish")
    .addHelpText(
      "after",
      `
Examples
  source <(npx aybiza completion bash)       in this shell; add it to ~/.bashrc for all
  source <(npx aybiza completion zsh)        the same for zsh, in ~/.zshrc
  npx aybiza completion fish | source

The shell must find the command itself:  alias aybiza='npx aybiza', or put node_modules/.bin on your PATH`,
    )
    .action(async (shell) => (await import("./complete.ts")).script(commands(), shell));
}
