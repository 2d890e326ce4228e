/**
 * Interfaces of resources and providers. The kit serves their implementations over `pulumirpc.ResourceProvider`.
 *
 * Handlers receive plain property bags: the kit unwraps secrets (and wraps them in the response), and replaces a value that isn't
 * known yet with the symbol {@link UNKNOWN}. `undefined` never occurs. Assets and archives keep the engine's form.
 */

/** A value that isn't known until the update runs. In diffs it differs from every value, including itself. */
export const UNKNOWN: unique symbol = Symbol.for("aybiza.kit.unknown");

/** A plain bag of property values, without wrapped secrets. */
// biome-ignore lint/suspicious/noExplicitAny: each resource's schema checks the engine's values
export type Bag = Record<string, any>;

/** The context of a call to a handler. */
export interface Context<Client> {
  /** The configured client of this provider instance. */
  readonly client: Client;
  /** The resource's URN. */
  readonly urn: string;
  /** True in `pulumi preview`: the handler must not change, buy or release anything. */
  readonly preview: boolean;
  /** Aborts when the engine cancels, or after the resource's timeout. */
  readonly signal: AbortSignal;
  /** True if this run's program declares the resource (the engine called `check` for it). A delete with this true is part of a replacement. */
  readonly declared?: boolean;
  /** True if the engine sent an earlier state of the resource in this run. A create with this true is part of a replacement. */
  readonly existed?: boolean;
  /** The id that a create of this run returned for this URN. A delete with the same id ends a replacement that reused the vendor's resource. */
  readonly created?: string | undefined;
  /**
   * The id in the state of this URN, if this run's diff asked for no replacement. A delete with the same id is left over from a replacement that
   * reused the vendor's resource, in an earlier run that was killed before that delete.
   */
  readonly kept?: string | undefined;
  /** Shows a message for the resource in the engine's output. Never pass it a property bag: it may hold secrets. */
  log(severity: "debug" | "info" | "warning" | "error", message: string): void;
}

/** One invalid input: `property` is its path, `reason` states the rule and the fix. */
export interface CheckFailure {
  readonly property: string;
  readonly reason: string;
}

export interface CheckResult {
  readonly inputs: Bag;
  readonly failures: readonly CheckFailure[];
}

/** How one property changed: the engine's six kinds (`-replace` when the change can't be made in place). */
export type DiffKind = "add" | "add-replace" | "delete" | "delete-replace" | "update" | "update-replace";

export interface DiffResult {
  /** Kind of change by the path of the changed input (`voiceUrl`, `tags.team`, `routes[0].host`). Empty if nothing changed. */
  readonly changes: Readonly<Record<string, DiffKind>>;
  /** Outputs that this update doesn't change, so a preview shows their value instead of unknown. */
  readonly stables?: readonly string[];
  readonly deleteBeforeReplace?: boolean;
}

export interface Created {
  /** The vendor's id of the resource. May be absent in a preview. */
  readonly id?: string;
  readonly state: Bag;
}

export interface Found {
  readonly id: string;
  /** Live values of the inputs that the program gave; in an import, of every input. */
  readonly inputs: Bag;
  readonly state: Bag;
}

/** Timeout of each kind of call, in seconds, after which its signal aborts. The program's `customTimeouts` take precedence. */
export interface Timeouts {
  readonly create?: number;
  readonly read?: number;
  readonly update?: number;
  readonly delete?: number;
}

/** The project's `pulumi:autonaming`: how to name a resource whose name the program omits. */
export interface Autonaming {
  /** `propose`: the provider may adapt the name to the vendor's rules. `enforce`: use this name or fail. `disabled`: the program must give a name. */
  readonly mode: "propose" | "enforce" | "disabled";
  readonly name: string;
}

/** One resource type. Methods throw {@link ProviderError}s or errors of the vendor's client. `delete` succeeds if the resource doesn't exist. */
export interface ResourceHandler<Client> {
  /** Validates the inputs and adds defaults. Without this method, inputs are used unchanged. */
  check?(
    ctx: Context<Client>,
    q: { olds: Bag; news: Bag; randomSeed: Buffer; autonaming: Autonaming | undefined },
  ): Promise<CheckResult> | CheckResult;
  /** Compares the inputs. Without this method, the kit compares old and new inputs, and no change replaces the resource. */
  diff?(
    ctx: Context<Client>,
    q: { id: string; oldInputs: Bag; oldState: Bag; newInputs: Bag; ignoreChanges: readonly string[] },
  ): Promise<DiffResult> | DiffResult;
  /** Creates the resource. In a preview: changes nothing, and returns the state as far as it is known, with {@link UNKNOWN} for the rest. */
  create(ctx: Context<Client>, q: { inputs: Bag }): Promise<Created>;
  /** Reads the live resource; returns undefined if it doesn't exist. `inputs` and `state` are empty in an import. */
  read(ctx: Context<Client>, q: { id: string; inputs: Bag; state: Bag }): Promise<Found | undefined>;
  /** Updates the resource in place; in a preview it changes nothing, as `create`. Without this method, every change needs a replacement. */
  update?(
    ctx: Context<Client>,
    q: { id: string; oldInputs: Bag; oldState: Bag; newInputs: Bag },
  ): Promise<{ readonly state: Bag }>;
  delete(ctx: Context<Client>, q: { id: string; inputs: Bag; state: Bag }): Promise<void>;
  /** Patterns of paths in inputs and outputs that are always secret (`pin`, `accounts.*.token`), in addition to values that arrive as secrets. */
  readonly secrets?: readonly string[];
  readonly timeouts?: Timeouts;
  /**
   * Migrates inputs or a state of an earlier package version to the current shape. The kit calls it for every bag from the engine, so the other
   * methods only receive the current shape. Returns a bag of the current shape unchanged.
   */
  upgrade?(old: Bag): Bag;
}

/** A function (`pulumi.runtime.invoke`): maps arguments to results. Throws ProviderError for invalid arguments. */
export type InvokeHandler<Client> = (ctx: Omit<Context<Client>, "urn" | "preview">, args: Bag) => Promise<Bag>;

/** A package: its configuration, resources and functions. */
export interface ProviderDefinition<Client> {
  /** The package's name, such as `twilio`. */
  readonly name: string;
  /** The package's version, in semver form. */
  readonly version: string;
  /** The package's schema as JSON text, if it serves one. */
  schema?(): string | Promise<string>;
  /** Parses configuration, which the engine sends as text, into each key's type. */
  decodeConfig?(config: Bag): Bag;
  /** Checks the configuration of an instance (of an explicit provider, or the stack's `twilio:*` keys). */
  checkConfig?(config: Bag): CheckResult;
  /** Returns the changed configuration keys that select another account, so that the instance's resources must be replaced. @default none */
  diffConfig?(olds: Bag, news: Bag): DiffResult;
  /** Patterns of configuration paths that are always secret. */
  readonly secretConfig?: readonly string[];
  /** Makes the client of one instance. Called once for each connection; unknown values arrive as {@link UNKNOWN}. */
  configure(config: Bag): Client | Promise<Client>;
  /** Returns secret texts that a client has besides its configuration, such as fetched tokens. The kit redacts them from every message. */
  secretTexts?(client: Client): readonly string[];
  /**
   * Returns a read-only copy of a client. The kit passes it to calls that must not change anything (a preview, `check`, `diff`, `read`, functions),
   * so that a bug in a handler can't buy a number in a preview.
   */
  readOnly?(client: Client): Client;
  readonly resources: Readonly<Record<string, ResourceHandler<Client>>>;
  readonly functions: Readonly<Record<string, InvokeHandler<Client>>>;
  /** Returns the message for an unknown type or function. @default a list of the known ones */
  unserved?(kind: "resource type" | "function", token: string): string;
}

/** An error that the user can fix, shown without a stack trace. */
export class ProviderError extends Error {
  override readonly name = "ProviderError";
  /** Machine-readable code: `number-is-live`, `20003`, ... */
  readonly code: string;
  constructor(code: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/**
 * Error for a resource that the vendor created before a later step failed. The engine saves its id and state, so it isn't orphaned, and the next
 * `up` finishes it.
 */
export class PartialFailure extends Error {
  override readonly name = "PartialFailure";
  readonly id: string;
  readonly state: Bag;
  readonly reasons: readonly string[];
  /** The live inputs, if known. Only `read` sets them. */
  readonly inputs: Bag | undefined;
  constructor(id: string, state: Bag, reasons: readonly string[], options?: ErrorOptions & { inputs?: Bag }) {
    super(reasons.join("\n"), options);
    this.id = id;
    this.state = state;
    this.reasons = reasons;
    this.inputs = options?.inputs;
  }
}
