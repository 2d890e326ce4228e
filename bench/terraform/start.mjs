// @ts-check
// `npm run bench:terraform`: the same resources made by Terraform and by package `twilio` for Pulumi, side by side.

const help = `
npm run bench:terraform -- --provider PATH    numbers, applications and trunks made, planned, changed and destroyed by Terraform with
                                              this provider binary, and by package \`twilio\` for Pulumi, each against a stand-in of its own
npm run bench:terraform -- --count 20         so many of each kind (100 by default, 500 at most; of trunks no account has more than 100)
npm run bench:terraform -- --parallel 20      so many resources at a time, on both sides (10 by default: Terraform's own)
npm run bench:terraform -- --json             the last line is one JSON object; all else goes to standard error
npm run bench:terraform -- --help             this text

Needs the program \`terraform\` and a provider for Twilio: Twilio's own (terraform-provider-twilio by twilio) or the community's (by RJPearson94).
Neither is brought: without one of them it says so and ends with 0. No registry is asked. The provider reaches the stand-in under Twilio's own
names: docs/terraform.md.

{"amounts":{"applications","numbers","trunks"},"parallel","dialect","sides":[{"side","version","steps":[{"step","seconds","cpuSeconds","requests","refused","problem"}]}]}, or {"skipped"}.
Exit codes: 0 done or skipped, 1 a step failed, 2 not understood.
`.trim();

const known = new Set(["--provider", "--count", "--parallel", "--json"]);

async function main() {
  const args = process.argv.slice(2);
  if (args.includes("--help") || args.includes("-h")) {
    console.log(help);
    return 0;
  }
  const takesValue = (/** @type {string | undefined} */ arg) => /^--(provider|count|parallel)$/.test(arg ?? "");
  const unknown = args.filter((arg, i) => !known.has(arg.split("=")[0] ?? "") && !takesValue(args[i - 1]));
  if (unknown.length > 0) {
    console.error(
      `npm run bench:terraform doesn't know ${unknown.join(" ")}; npm run bench:terraform -- --help shows what it knows`,
    );
    return 2;
  }
  const bare = args.filter((arg, i) => takesValue(arg) && (args[i + 1] ?? "-").startsWith("-"));
  if (bare.length > 0) {
    console.error(`npm run bench:terraform needs a value after ${bare.join(" and ")}`);
    return 2;
  }
  const { begin, foreground } = await import("../../toolchain/begin.mjs");
  const { projectEnvironment } = await import("../../launch/layout.mjs");
  const layout = await begin();
  const env = { ...projectEnvironment(layout), AYBIZA_BENCH_FROM: process.env.INIT_CWD ?? process.cwd() };
  return foreground(layout.node, ["bench/terraform/main.ts", ...args], { cwd: layout.root, env });
}

if (Number(process.versions.node.split(".")[0]) < 20) {
  console.error(`Node 20 or newer is needed; this is ${process.versions.node}. Get it from https://nodejs.org/`);
  process.exit(1);
}
main().then((code) => {
  process.exitCode = code;
});
