// @ts-check

/**
 * Runs one of the project's tools (`npm run NAME`): shows its help, refuses an old Node and unknown arguments, sets the project up, and starts
 * `NAME/main.ts` on the project's own Node. This file and what it imports at its top must load in any Node with modules, so that an old one is refused
 * in words.
 *
 * @param {string} name the tool's folder and npm script
 * @param {string} help
 * @param {(args: readonly string[]) => readonly string[]} [unknownOf] arguments that the tool doesn't know, where it leaves checking them to this
 */
export function runTool(name, help, unknownOf = () => []) {
  if (Number(process.versions.node.split(".")[0]) < 20) {
    console.error(`Node 20 or newer is needed; this is ${process.versions.node}. Get it from https://nodejs.org/`);
    process.exit(1);
  }
  run(name, help, unknownOf).then((code) => {
    process.exitCode = code;
  });
}

/**
 * @param {string} name
 * @param {string} help
 * @param {(args: readonly string[]) => readonly string[]} unknownOf
 * @returns {Promise<number>} the exit code
 */
async function run(name, help, unknownOf) {
  const args = process.argv.slice(2);
  if (args.includes("--help") || args.includes("-h")) {
    console.log(help);
    return 0;
  }
  const unknown = unknownOf(args);
  if (unknown.length > 0) {
    console.error(`npm run ${name} doesn't know ${unknown.join(" ")}; npm run ${name} -- --help shows what it knows`);
    return 2;
  }
  const { begin, foreground } = await import("./begin.mjs");
  const { projectEnvironment } = await import("../launch/layout.mjs");
  const layout = await begin();
  return foreground(layout.node, [`${name}/main.ts`, ...args], { cwd: layout.root, env: projectEnvironment(layout) });
}
