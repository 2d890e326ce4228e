/** The world that commands use if no name is given. */
export const DEFAULT_WORLD = "default";
/** Matches a world's name. It starts with a letter, so that it doesn't look like a process id or an option. */
export const WORLD_NAME = /^[a-z][a-z0-9-]{0,30}$/;

/** Returns the option that selects a world in a command: `--name` after `./aybiza world`, `--world` elsewhere. Empty for the default world. */
export const worldOption = (name: string, option: "--world" | "--name"): string =>
  name === DEFAULT_WORLD ? "" : ` ${option} ${name}`;
