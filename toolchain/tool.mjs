// @ts-check

/**
 * Runs one of the project's tools (`npm run NAME`): shows its help, refuses an old Node, sets the project up, and starts the tool on the project's own
 * Node. This file and its static imports must load in any Node with modules, so that an old Node gets an error message.
 *
 * @param {string} name the tool's npm script
 * @param {string} help
 * @param {string} [program] path from the project's root
 */
export function runTool(name, help, program = `${name}/main.ts`) {
  if (Number(process.versions.node.split(".")[0]) < 20) {
    console.error(`Node 20 or newer is needed; this is ${process.versions.node}. Get it from https://nodejs.org/`);
    process.exit(1);
  }
  run(help, program).then((code) => {
    process.exitCode = code;
  });
}

/**
 * @param {string} help
 * @param {string} program
 * @returns {Promise<number>} the exit code
 */
async function run(help, program) {
  const args = process.argv.slice(2);
  if (args.includes("--help") || args.includes("-h")) {
    console.log(help);
    return 0;
  }
  const { begin, foreground } = await import("./begin.mjs");
  const { projectEnvironment } = await import("../launch/layout.mjs");
  const layout = await begin();
  return foreground(layout.node, [program, ...args], { cwd: layout.root, env: projectEnvironment(layout) });
}
