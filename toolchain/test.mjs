// @ts-check
// `npm test`: sets up what is missing, then runs the checks and the tests, and ends with the line
// `N passed, N failed`. Arguments go to vitest, which then runs alone: `npm test -- providers/kit`.

async function main() {
  const { begin } = await import("./begin.mjs");
  const { checks } = await import("./checks.mjs");
  const layout = await begin({ tests: true });
  return checks(layout, process.argv.slice(2));
}

if (Number(process.versions.node.split(".")[0]) < 20) {
  console.error(`Node 20 or newer is needed; this is ${process.versions.node}. Get it from https://nodejs.org/`);
  process.exit(1);
}
main().then((code) => {
  process.exitCode = code;
});
