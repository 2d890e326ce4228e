import type { Context } from "../kit/handler.ts";

/**
 * Whether a delete belongs to a replacement whose new resource is the same object at Twilio (`--replace`, `replaceOnChanges`): a singleton, or one
 * that the create adopted. Deleting it would take the object from the new resource. True also if an earlier run was killed
 * between the two halves.
 */
export function isHeldBySuccessor({ declared, created, kept }: Context<unknown>, id: string): boolean {
  return declared === true && (created ?? kept) === id;
}
