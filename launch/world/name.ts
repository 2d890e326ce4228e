/** The world that a command means when none is named. */
export const DEFAULT_WORLD = "default";
/** A letter comes first, so that no name looks like a process id or an option. */
export const WORLD_NAME = /^[a-z][a-z0-9-]{0,30}$/;

/** What to add to a command of ours so that it means this world: `--name` after `./aybiza world`, `--world` elsewhere. Empty for the default one. */
export const worldOption = (name: string, option: "--world" | "--name"): string =>
  name === DEFAULT_WORLD ? "" : ` ${option} ${name}`;
