import { UserError } from "../../domain/user-error.ts";
import { worldOption } from "../../launch/world/name.ts";
import { removeWorld, type WorldRecord, worldHome, worldState } from "../../launch/world/record.ts";
import { endLeftBehind } from "./processes.ts";

/** Kills the processes that a crashed world left running, removes its files, and returns the number of killed processes. */
export function clearCrashed(name: string): number {
  const ended = endLeftBehind(worldHome(name).dir);
  removeWorld(name);
  return ended;
}

/** Creates the error for a name that a running world already uses. */
export function nameTaken(name: string, record: WorldRecord | undefined): UserError {
  const option = worldOption(name, "--name");
  return new UserError(
    "world-running",
    `the world ${name} already runs${record === undefined ? "" : ` (process ${record.pid})`}`,
    [
      `See its status:    ./aybiza world status${option}`,
      `Stop it:           ./aybiza world stop${option}`,
      "Start another one: ./aybiza world start --name <name>",
    ],
  );
}

/**
 * Removes the crashed world with this name, if there is one.
 * @throws UserError if a world with this name is running
 */
export function clearName(name: string): void {
  const { state, record } = worldState(name);
  if (state === "running") throw nameTaken(name, record);
  if (state === "crashed") clearCrashed(name);
}
