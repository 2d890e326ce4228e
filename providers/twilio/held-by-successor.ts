import type { Context } from "../kit/handler.ts";

/**
 * Whether a delete is half of a replacement (`--replace`, `replaceOnChanges`) whose new resource manages the same object, which the delete
 * would take from it. True too if an earlier run was killed between create and delete.
 */
export function isHeldBySuccessor({ declared, created, kept }: Context<unknown>, id: string): boolean {
  return declared === true && (created ?? kept) === id;
}
