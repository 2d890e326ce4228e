// @ts-check
// `npm start`: sets up what is missing, then tells the story of a first call. Runs on any Node from 20 on, before
// anything is installed; this file uses only old syntax, so that an older Node can report that it is too old.

const help = `
npm start                sets up what this machine lacks, then plays a first call:
                         the clouds start, a region and its tenants come up, a caller dials, an agent answers,
                         one changed line moves the number to another agent, and a fallback takes over.

npm start -- --stay      keeps that world in this terminal until Ctrl-C: in another one \`./aybiza call\` talks to its agents,
                         and \`npx pulumi\` works on it; \`./aybiza world start --detach\` gives one in the background
npm start -- --stay --name second    under another name, where a world of that name runs already
npm start -- --json      prints one JSON object with calls and updates as the last line
npm start -- --aws-provider real
                         the official plugin of package aws serves the programs, where it is installed
                         (docs/aws-provider.md); without it, or with own, a provider of the project's
npm start -- --help      this text; nothing is set up

Examples
  npm start -- --stay              then, in another terminal: ./aybiza call +14155550101
  npm start -- --json | tail -n 1  for a machine to read
  NO_COLOR=1 npm start             without colours
  npm test                         type check, lint, format, unit and end-to-end tests
  npm test -- providers/kit        only the tests of one folder

Needed: git, Node 20 or newer, Python 3.10 or newer, and the Internet, or mirrors of npm, PyPI and Go modules with
Go 1.25.11 or newer. Everything is installed in node_modules and .aybiza. Your Pulumi login, plugins and
settings are neither read nor changed.
`.trim();

async function main() {
  const args = process.argv.slice(2);
  if (args.includes("--help") || args.includes("-h")) {
    console.log(help);
    return 0;
  }
  const { parseArgs } = await import("node:util");
  const text = /** @type {const} */ ({ type: "string" });
  const flag = /** @type {const} */ ({ type: "boolean" });
  try {
    const { values } = parseArgs({ args, options: { stay: flag, json: flag, name: text, "aws-provider": text } });
    const { name = "default", "aws-provider": provider = "own" } = values;
    if (!["own", "real"].includes(provider)) throw new Error(`--aws-provider ${provider}: must be own or real`);
    if (!/^[a-z][a-z0-9-]{0,30}$/.test(name))
      throw new Error(`--name ${name}: must be a letter, then up to 30 of a-z, 0-9 and -`);
  } catch (error) {
    const [why] = /** @type {Error} */ (error).message.split(". ");
    console.error(`npm start: ${why}. Run npm start -- --help for the options.`);
    return 2;
  }
  const { begin, foreground } = await import("./begin.mjs");
  const { projectEnvironment } = await import("../launch/layout.mjs");
  const layout = await begin();
  const env = projectEnvironment(layout);
  return foreground(layout.node, ["rehearsal/story.ts", ...args], { cwd: layout.root, env });
}

if (Number(process.versions.node.split(".")[0]) < 20) {
  console.error(`Node 20 or newer is needed; this is ${process.versions.node}. Get it from https://nodejs.org/`);
  process.exit(1);
}
main().then((code) => {
  process.exitCode = code;
});
