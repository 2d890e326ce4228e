import { join } from "node:path";
import { root } from "../../launch/checkout.ts";
import { EXIT } from "../exit.ts";
import { paintFor } from "../paint.ts";
import { type Asked, explanationOf } from "./explanation.ts";
import { linesOf } from "./text.ts";

interface ExplainOptions extends Asked {
  readonly why?: boolean;
  readonly json?: boolean;
}

/** `aybiza explain` */
export async function explain(options: ExplainOptions, stacks = join(root, "stacks")): Promise<number> {
  const explanation = explanationOf(options, stacks);
  if (options.json) process.stdout.write(`${JSON.stringify(explanation)}\n`);
  else for (const line of linesOf(explanation, paintFor(process.stdout), { why: options.why })) console.log(line);
  return explanation.number === undefined ? EXIT.no : EXIT.ok;
}
