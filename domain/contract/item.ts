/** A JSON value in an item of our tables. */
export type Value =
  | string
  | number
  | boolean
  | null
  | readonly Value[]
  | { readonly [name: string]: Value | undefined };

/** An item of our tables. Undefined members aren't stored. */
export type Item = { readonly [name: string]: Value | undefined };
