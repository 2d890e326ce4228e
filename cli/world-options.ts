import { InvalidArgumentError, Option } from "commander";
import { DEFAULT_WORLD, WORLD_NAME } from "../launch/world/name.ts";

const checked = (name: string): string => {
  if (!WORLD_NAME.test(name))
    throw new InvalidArgumentError("A world's name is a letter, then up to 30 of a-z, 0-9 and -.");
  return name;
};

/** Option `--world` of every command that acts on real accounts or on a world. */
export const targetOption = (): Option =>
  new Option("-w, --world [name]", `act on this rehearsal world ("${DEFAULT_WORLD}" without a name) and nothing else`)
    .preset(DEFAULT_WORLD)
    .argParser(checked);

/** Option `--world` of `call`, which always acts on a world. */
export const calledWorldOption = (): Option =>
  new Option("-w, --world <name>", "the world to call in").default(DEFAULT_WORLD).argParser(checked);

/** Option `--name` of `world` and its commands. */
export const nameOption = (): Option =>
  new Option("-n, --name <world>", "name of the world").default(DEFAULT_WORLD).argParser(checked);

/** Help text on the choice of the target. */
export const TARGET_HELP = `Target: with --world that world, which must run. Otherwise the real accounts, if the environment has credentials of AWS or Twilio or the
stack's file names \`aws:profile\`; otherwise the world "${DEFAULT_WORLD}", if it runs. Each run says which one it used.`;
