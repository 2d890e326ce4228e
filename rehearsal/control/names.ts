import { UserError } from "../../domain/user-error.ts";
import { removeWorld, type WorldRecord, worldHome, worldState } from "../../launch/world/record.ts";
import { endLeftBehind } from "./processes.ts";

/** Ends what a crashed world left running, and removes its files. Gives how many processes there were. */
export function clearCrashed(name: string): number {
  const ended = endLeftBehind(worldHome(name).dir);
  removeWorld(name);
  return ended;
}

/** That a name is taken, and what to do about it. */
export function taken(name: string, record: WorldRecord | undefined): UserError {
  const option = name === "default" ? "" : ` --name ${name}`;
  return new UserError(
    "world-running",
    `the world ${name} runs already${record === undefined ? "" : ` (process ${record.pid})`}`,
    [
      `See what it does:  ./aybiza world status${option}`,
      `Stop it:           ./aybiza world stop${option}`,
      "Have another one:  ./aybiza world start --name <name>",
    ],
  );
}

/** Clears away a crashed world of that name. @throws UserError when one runs */
export function takeStale(name: string): void {
  const { state, record } = worldState(name);
  if (state === "running") throw taken(name, record);
  if (state === "crashed") clearCrashed(name);
}
