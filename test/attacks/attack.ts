import type { Environment, Kill, Scene, Stack } from "./scene.ts";

/** One way to make the software release a live number, buy one twice, or leave one without its route. */
export interface Attack {
  /** What is tried. */
  readonly name: string;
  readonly stack: Stack;
  /** Change of the stack's file; it is undone afterwards. */
  readonly edit?: (text: string) => string;
  /** What is done outside of the engine's command before it: to the state, at Twilio, in the table. */
  readonly before?: (scene: Scene) => Promise<void>;
  /** The engine's command; `--yes` is added, and in a second round `--skip-preview`. @default ["up"] */
  readonly command?: readonly string[] | ((scene: Scene) => Promise<readonly string[]>);
  /** Variables of the command's environment, beside the world's. */
  readonly env?: Environment;
  /** `refused`: the command fails. `harmless`: it may end either way, but no harm is done. */
  readonly outcome: "refused" | "harmless";
  /** What the operator is told; for a refusal it is needed. */
  readonly says?: string | RegExp;
  /** Undoes what `before` did outside of the state. */
  readonly after?: (scene: Scene) => Promise<void>;
  /** The state is put back afterwards, where no update can do it: the engine itself refuses to end what it has been told to. */
  readonly undoState?: true;
  readonly kill?: Kill;
}

/** Takes the line of an entry out of a file. */
export const without = (key: string) => (text: string) =>
  text.replace(new RegExp(`^ {4}"?${key.replace("+", "\\+")}"?:.*\\n`, "m"), "");

export const replacing = (before: string | RegExp, after: string) => (text: string) => {
  const changed = text.replace(before, after);
  if (changed === text) throw new Error(`the file has no ${before}`);
  return changed;
};

/** URNs of what the attacks aim at. */
export const numberType = "twilio:index:IncomingPhoneNumber";
export const routeType = "aybiza:index:RoutesItem";
export const applicationType = "twilio:index:Application";
