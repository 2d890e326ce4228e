import type { Context } from "../kit/handler.ts";

/**
 * Whether a delete is half of a replacement whose new resource stands for the very same thing (`--replace`, `replaceOnChanges`): there is one such
 * thing, or its create found the one that is there. Deleted, it would be gone under the new resource. Also where an earlier run was killed
 * between the two halves.
 */
export function isHeldBySuccessor({ declared, created, kept }: Context<unknown>, id: string): boolean {
  return declared === true && (created ?? kept) === id;
}
