import * as pulumi from "@pulumi/pulumi";
import type * as types from "./types.ts";

/**
 * One item of a region's routes table: a route, an agent's manifest, a sealed signing token, or the earlier settings of an adopted number. Import it as `table/pk/sk`.
 *
 * ## Example Usage
 * ### The route of a number
 *
 * ```typescript
 * import * as aybiza from "@pulumi/aybiza";
 *
 * const provider = new aybiza.Provider("region", { region: "us-east-1" });
 * new aybiza.RoutesItem(
 *   "route",
 *   {
 *     table: "aybiza-us-routes",
 *     pk: "number#+14155550101",
 *     sk: "route",
 *     tenant: "acme",
 *     fields: { to: "reception" },
 *   },
 *   { provider },
 * );
 * ```
 */
export class RoutesItem extends pulumi.CustomResource {
  /** The type's token. */
  static readonly __pulumiType: string = "aybiza:index:RoutesItem";

  /** Looks an existing RoutesItem up by its id, without managing it. */
  static get(
    name: string,
    id: pulumi.Input<pulumi.ID>,
    state?: RoutesItemState,
    opts?: pulumi.CustomResourceOptions,
  ): RoutesItem {
    return new RoutesItem(name, state as RoutesItemArgs | undefined, { ...opts, id });
  }

  /** True for a RoutesItem, also of another copy of this package. */
  static override isInstance(obj: unknown): obj is RoutesItem {
    return (obj as { __pulumiType?: string } | undefined)?.__pulumiType === RoutesItem.__pulumiType;
  }

  /** Name of the region's routes table. */
  declare public readonly table: pulumi.Output<string>;

  /** Partition key: `number#+1...`, `account#AC...`, `tenant#...`. */
  declare public readonly pk: pulumi.Output<string>;

  /** Sort key: the kind of item, such as `route`. */
  declare public readonly sk: pulumi.Output<string>;

  /** The tenant that owns the item. An item of another tenant is never changed. */
  declare public readonly tenant: pulumi.Output<string>;

  /** The item's other attributes. */
  declare public readonly fields: pulumi.Output<Readonly<Record<string, unknown>>>;

  /** Keeps the first value: a later change of `fields` is ignored, and an item that exists already keeps its fields. */
  declare public readonly writeOnce: pulumi.Output<boolean | undefined>;

  /** The tenant that transfers this item: it is taken over if the stored item's field `transferTo` names this item's tenant. Ignored after the transfer. */
  declare public readonly transferFrom: pulumi.Output<string | undefined>;

  /** Keeps the number's ledger in the same table. A write or removal of the route that changes the number's tenant, agent or quarantine adds an entry in the same transaction. Entries are never changed or deleted. */
  declare public readonly ledger: pulumi.Output<types.RouteLedger | undefined>;

  /** Id that marks the stored item as this resource's. A resource never deletes an item with another owner. */
  declare public readonly owner: pulumi.Output<string | undefined>;

  /** Declares a RoutesItem under a name that is unique in the stack. */
  constructor(name: string, args: RoutesItemArgs | undefined, opts?: pulumi.CustomResourceOptions) {
    if (opts?.id === undefined && opts?.urn === undefined && args?.table === undefined)
      throw new Error(`RoutesItem "${name}" needs "table"`);
    if (opts?.id === undefined && opts?.urn === undefined && args?.pk === undefined)
      throw new Error(`RoutesItem "${name}" needs "pk"`);
    if (opts?.id === undefined && opts?.urn === undefined && args?.sk === undefined)
      throw new Error(`RoutesItem "${name}" needs "sk"`);
    if (opts?.id === undefined && opts?.urn === undefined && args?.tenant === undefined)
      throw new Error(`RoutesItem "${name}" needs "tenant"`);
    if (opts?.id === undefined && opts?.urn === undefined && args?.fields === undefined)
      throw new Error(`RoutesItem "${name}" needs "fields"`);
    const inputs: pulumi.Inputs = {
      table: args?.table,
      pk: args?.pk,
      sk: args?.sk,
      tenant: args?.tenant,
      fields: args?.fields,
      writeOnce: args?.writeOnce,
      transferFrom: args?.transferFrom,
      ledger: args?.ledger,
      owner: (args as RoutesItemState | undefined)?.owner,
    };
    super(RoutesItem.__pulumiType, name, inputs, pulumi.mergeOptions({ version: "0.1.0" }, opts ?? {}));
  }
}

/** What a RoutesItem takes. */
export interface RoutesItemArgs {
  /** Name of the region's routes table. */
  readonly table: pulumi.Input<string>;
  /** Partition key: `number#+1...`, `account#AC...`, `tenant#...`. */
  readonly pk: pulumi.Input<string>;
  /** Sort key: the kind of item, such as `route`. */
  readonly sk: pulumi.Input<string>;
  /** The tenant that owns the item. An item of another tenant is never changed. */
  readonly tenant: pulumi.Input<string>;
  /** The item's other attributes. */
  readonly fields: pulumi.Input<Readonly<Record<string, pulumi.Input<unknown>>>>;
  /** Keeps the first value: a later change of `fields` is ignored, and an item that exists already keeps its fields. */
  readonly writeOnce?: pulumi.Input<boolean>;
  /** The tenant that transfers this item: it is taken over if the stored item's field `transferTo` names this item's tenant. Ignored after the transfer. */
  readonly transferFrom?: pulumi.Input<string>;
  /** Keeps the number's ledger in the same table. A write or removal of the route that changes the number's tenant, agent or quarantine adds an entry in the same transaction. Entries are never changed or deleted. */
  readonly ledger?: pulumi.Input<types.RouteLedgerArgs>;
}

/** What is known of a RoutesItem that `RoutesItem.get` looks up. */
export interface RoutesItemState {
  /** Name of the region's routes table. */
  readonly table?: pulumi.Input<string>;
  /** Partition key: `number#+1...`, `account#AC...`, `tenant#...`. */
  readonly pk?: pulumi.Input<string>;
  /** Sort key: the kind of item, such as `route`. */
  readonly sk?: pulumi.Input<string>;
  /** The tenant that owns the item. An item of another tenant is never changed. */
  readonly tenant?: pulumi.Input<string>;
  /** The item's other attributes. */
  readonly fields?: pulumi.Input<Readonly<Record<string, pulumi.Input<unknown>>>>;
  /** Keeps the first value: a later change of `fields` is ignored, and an item that exists already keeps its fields. */
  readonly writeOnce?: pulumi.Input<boolean>;
  /** The tenant that transfers this item: it is taken over if the stored item's field `transferTo` names this item's tenant. Ignored after the transfer. */
  readonly transferFrom?: pulumi.Input<string>;
  /** Keeps the number's ledger in the same table. A write or removal of the route that changes the number's tenant, agent or quarantine adds an entry in the same transaction. Entries are never changed or deleted. */
  readonly ledger?: pulumi.Input<types.RouteLedgerArgs>;
  /** Id that marks the stored item as this resource's. A resource never deletes an item with another owner. */
  readonly owner?: pulumi.Input<string>;
}
