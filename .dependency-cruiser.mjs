// Which room may import which: docs/architecture.md, "Rooms". `npm test` holds it (toolchain/rooms.test.ts); `npm run rooms` lists what breaks a rule.

/** Code that only tests run: it may use every room. */
const TEST = String.raw`\.test\.ts$|/testing/|/testbed/|\.fixture\.ts$|^test/|^vitest\.config\.ts$`;

/** What the public runs; none of it needs a rehearsal, or sets a machine up. */
const PRODUCTION = "^(cli|infra|providers|lambdas|launch|sdks|domain)/";
/** The CLI's verbs that act on a world. */
const REHEARSING = "^cli/(world|call)/";

/**
 * @param {string} name
 * @param {string} comment
 * @param {string} from
 * @param {string} to
 * @param {string} [except] paths of `from` that may
 */
const never = (name, comment, from, to, except) => ({
  name,
  comment,
  severity: /** @type {const} */ ("error"),
  from: { path: from, pathNot: except === undefined ? TEST : `${TEST}|${except}` },
  to: { path: to, dependencyTypesNot: ["core"] },
});

/** @type {import("dependency-cruiser").IConfiguration} */
export default {
  forbidden: [
    never("production-rehearses", "production imports no rehearsal", PRODUCTION, "^rehearsal/", REHEARSING),
    never(
      "production-sets-up",
      "production imports nothing that sets a machine up",
      PRODUCTION,
      "^toolchain/",
      REHEARSING,
    ),
    never(
      "domain-is-pure",
      "domain imports only itself and its libraries",
      "^domain/",
      "^(?!domain/|node_modules/)[^/]+/",
    ),
    never(
      "domain-libraries",
      "domain knows no cloud and no engine",
      "^domain/",
      "node_modules/(@pulumi|@aws|@grpc|twilio)",
    ),
    never("runtime-only", "handlers import domain alone", "^lambdas/", "^(?!lambdas/|domain/|node_modules/)[^/]+/"),
    never(
      "providers",
      "providers import domain and launch",
      "^providers/",
      "^(?!providers/|domain/|launch/|node_modules/)[^/]+/",
    ),
    never("launch", "launch imports domain alone", "^launch/", "^(?!launch/|domain/|node_modules/)[^/]+/"),
    never("infra", "programs import no command line and no handler's code", "^infra/", "^(cli|lambdas)/"),
    never(
      "network-calls",
      "in the simulated phone network, calls and webhooks know no feature that builds on them",
      "^rehearsal/twilio/network/(call|webhook)/",
      "^rehearsal/twilio/network/(?!(call|webhook)/|(exchange|records)[.]ts)",
    ),
    never(
      "network-twiml",
      "the TwiML interpreter gets its verbs and imports none",
      "^rehearsal/twilio/network/twiml/",
      "^rehearsal/twilio/network/(?!(call|webhook|twiml)/)[^/]+/",
    ),
    never("testing", "a rehearsal runs without what tests use", "^rehearsal/", "^rehearsal/.*/testing/"),
    { name: "cycle", comment: "no import cycle", severity: "error", from: {}, to: { circular: true } },
    { name: "unresolvable", severity: "error", from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["import", "node", "default", "types"] },
  },
};
