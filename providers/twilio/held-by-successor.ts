import type { Context } from "../kit/handler.ts";

/**
 * Tells whether a delete belongs to a replacement whose new resource is the same object at Twilio (`--replace`, `replaceOnChanges`): a singleton,
 * or an object that the create took over. Deleting it would take the object from the new resource. Also true if an earlier run was killed between
 * the create and the delete.
 */
export function isHeldBySuccessor({ declared, created, kept }: Context<unknown>, id: string): boolean {
  return declared === true && (created ?? kept) === id;
}
