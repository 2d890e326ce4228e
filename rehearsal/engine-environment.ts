import { existsSync, lstatSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { layoutOf, projectEnvironment } from "../launch/layout.mjs";

/** The user's own Pulumi, AWS and Twilio variables, which a rehearsal must not read. */
const ofTheUser = /^(PULUMI|AWS|TWILIO)_/;

/** Settings of Pulumi for one rehearsal. */
export interface PulumiWorld {
  /** The folder with the project's package.json. */
  root: string;
  /** The folder with the state of the world's stacks. It must exist when the engine runs. */
  backendDir: string;
  /** Passphrase that encrypts the stacks' secrets. The one of rehearsals is public. */
  passphrase: string;
  /** The environment to extend. @default `process.env` */
  from?: NodeJS.ProcessEnv;
}

/**
 * Returns the environment for every call of Pulumi in a rehearsal, with its own PULUMI_HOME, state and passphrase. Excludes the user's login, plugins,
 * settings and cloud credentials. Nothing is downloaded: providers are path plugins or attached. The CLI and the project's Node 22 are first on PATH.
 */
export function pulumiEnvironment({
  root,
  backendDir,
  passphrase,
  from = process.env,
}: PulumiWorld): NodeJS.ProcessEnv {
  const layout = layoutOf(root);
  const kept = Object.fromEntries(Object.entries(from).filter(([name]) => !ofTheUser.test(name)));
  const project = projectEnvironment(layout, kept);
  if (!from.AYBIZA_PULUMI_LOGS) preventLogs(layout.pulumiHome);
  return {
    ...project,
    PATH: [layout.pulumiBin, project.PATH].join(path.delimiter),
    PULUMI_HOME: layout.pulumiHome,
    // Without metadata files: a killed engine leaves them empty and then can't read them.
    PULUMI_BACKEND_URL: `file://${path.resolve(backendDir)}?metadata=skip`,
    PULUMI_CONFIG_PASSPHRASE: passphrase,
    PULUMI_SKIP_UPDATE_CHECK: "true",
    PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
    // Providers come from this project, never from the PATH.
    PULUMI_IGNORE_AMBIENT_PLUGINS: "true",
    PULUMI_DISABLE_REGISTRY_RESOLVE: "true",
    // Keeps the CLI out of the machine's keychain: a rehearsal stores no credentials.
    PULUMI_CREDENTIAL_STORE: "plaintext",
  };
}

/**
 * The CLI writes each call of each plugin, encrypted, into a log below its home, which takes a third of the engine's processor time and has no
 * switch. A file at the folder's path prevents it; `pulumi -v=9 --logtostderr` still works. AYBIZA_PULUMI_LOGS=1 keeps the logs.
 */
function preventLogs(pulumiHome: string): void {
  const logs = path.join(pulumiHome, "logs");
  if (!existsSync(pulumiHome) || lstatSync(logs, { throwIfNoEntry: false })?.isFile()) return;
  try {
    rmSync(logs, { recursive: true, force: true });
    writeFileSync(
      logs,
      "This file replaces the CLI's logs folder, which rehearsals don't need (rehearsal/engine-environment.ts).\n",
    );
  } catch {
    // Another process wrote the file first, or a command is creating the folder. The next rehearsal tries again.
  }
}
