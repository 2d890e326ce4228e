import type { Environment, Kill, Scene, Stack } from "./scene.ts";

/** An attempt to make the software release a live number, buy a number twice, or leave a number without its route. */
export interface Attack {
  /** What the attack does; also the test's name. */
  readonly name: string;
  readonly stack: Stack;
  /** Change of the stack file, which is undone afterwards. */
  readonly edit?: (text: string) => string;
  /** Prepares the attack before the engine's command: changes the state, Twilio or the routes table. */
  readonly before?: (scene: Scene) => Promise<void>;
  /** The engine's command; `--yes` is added, and in a second round `--skip-preview`. @default ["up"] */
  readonly command?: readonly string[] | ((scene: Scene) => Promise<readonly string[]>);
  /** Environment variables for the command, added to the world's. */
  readonly env?: Environment;
  /** `refused`: the command must fail. `harmless`: it may succeed or fail. Neither may do harm. */
  readonly outcome: "refused" | "harmless";
  /** Text expected in the command's output. Required with outcome `refused`. */
  readonly says?: string | RegExp;
  /** Undoes the changes of `before` outside of the state. */
  readonly after?: (scene: Scene) => Promise<void>;
  /** Restores the state afterwards. Needed if the attack leaves a state in which every later `up` fails. */
  readonly undoState?: true;
  readonly kill?: Kill;
}

/** Returns a change that removes the line of an entry from a stack file. */
export const without = (key: string) => (text: string) =>
  text.replace(new RegExp(`^ {4}"?${key.replace("+", "\\+")}"?:.*\\n`, "m"), "");

export const replacing = (before: string | RegExp, after: string) => (text: string) => {
  const changed = text.replace(before, after);
  if (changed === text) throw new Error(`the edit changes nothing: the stack file has no ${before}`);
  return changed;
};

/** Types of the resources that the attacks aim at. */
export const numberType = "twilio:index:IncomingPhoneNumber";
export const routeType = "aybiza:index:RoutesItem";
export const applicationType = "twilio:index:Application";
