/** Violations of a rule, one sentence each, with the fix. They quote no value of a property: a policy sees secrets in plaintext. */
export type Violations = string[];

/** A resource's inputs as a policy gets them. In a preview, unknown inputs are `undefined`. */
export type Props = Readonly<Record<string, unknown>>;

/** A resource as a rule sees it. */
export interface Declared {
  readonly type: string;
  readonly props: Props;
  readonly urn: string;
  readonly protect: boolean;
}

/** Whether a resource is part of a region's static fallback, which answers everybody and holds nobody's data. */
export const isFallback = ({ urn }: Pick<Declared, "urn">): boolean => /::aybiza:region:Fallback\$/.test(urn);

/** A value as a map; empty for any other value. */
export const mapOf = (value: unknown): Props =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Props) : {};

/** A value as a list. */
export const listOf = (value: unknown): readonly unknown[] =>
  Array.isArray(value) ? value : value === undefined || value === null ? [] : [value];
