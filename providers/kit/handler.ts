/**
 * Resources and providers as plain interfaces: the kit serves them over `pulumirpc.ResourceProvider`.
 *
 * Every bag that reaches a handler is plain: secrets are unwrapped (and wrapped again on the way out), a value that is not
 * known yet is the symbol {@link UNKNOWN}, `undefined` is gone. Assets and archives stay the engine's own objects.
 */

/** A value that a preview doesn't know yet. In diffs it differs from everything, including itself. */
export const UNKNOWN: unique symbol = Symbol.for("aybiza.kit.unknown");

/** A bag of property values, as explained above. */
// biome-ignore lint/suspicious/noExplicitAny: the engine's values are checked by each resource's own schema
export type Bag = Record<string, any>;

/** The context of each call. */
export interface Context<Client> {
  /** The configured client of this provider instance. */
  readonly client: Client;
  /** The resource's URN. */
  readonly urn: string;
  /** True in `pulumi preview`: nothing may be changed, bought or released. */
  readonly preview: boolean;
  /** Aborted when the engine cancels, or when the resource's own timeout has passed. */
  readonly signal: AbortSignal;
  /** The program of this run declares the resource: the engine has had its inputs checked. A delete that finds this true is half of a replacement. */
  readonly declared?: boolean;
  /** The engine held an earlier state of the resource in this run. A create that finds this true is half of a replacement. */
  readonly existed?: boolean;
  /** The id that a create of this run gave for this URN. A delete with the same id is the other half of a replacement that kept the thing. */
  readonly created?: string | undefined;
  /**
   * The id that the engine holds for this URN, where this run's diff replaced nothing. A delete with the same id is what a replacement that
   * kept the thing has left over, in a run that was killed before it.
   */
  readonly kept?: string | undefined;
  /** Shows a message for the resource in the engine's output. Never pass it a property bag: it may hold secrets. */
  log(severity: "debug" | "info" | "warning" | "error", message: string): void;
}

/** One mistake in the inputs: `property` is the path of the input, `reason` says the rule and the fix. */
export interface CheckFailure {
  readonly property: string;
  readonly reason: string;
}

export interface CheckResult {
  readonly inputs: Bag;
  readonly failures: readonly CheckFailure[];
}

/** How one property changed: the engine's own six kinds (`-replace` when the change can't be made in place). */
export type DiffKind = "add" | "add-replace" | "delete" | "delete-replace" | "update" | "update-replace";

export interface DiffResult {
  /** Path of each changed input (`voiceUrl`, `tags.team`, `routes[0].host`) and how it changed. Empty: no change. */
  readonly changes: Readonly<Record<string, DiffKind>>;
  /** Outputs that keep their value in this update, so that a preview need not show them as unknown. */
  readonly stables?: readonly string[];
  readonly deleteBeforeReplace?: boolean;
}

export interface Created {
  /** The identity at the vendor. In a preview it may be absent. */
  readonly id?: string;
  readonly state: Bag;
}

export interface Found {
  readonly id: string;
  /** The live values projected onto the inputs that the program gave, or all settable ones in an import. */
  readonly inputs: Bag;
  readonly state: Bag;
}

/** Seconds that each kind of call may take before its signal aborts. The program's `customTimeouts` go before. */
export interface Timeouts {
  readonly create?: number;
  readonly read?: number;
  readonly update?: number;
  readonly delete?: number;
}

/** The project's `pulumi:autonaming`: how to name resources without a name. */
export interface Autonaming {
  /** `propose`: the name may be fitted to the vendor's rules; `enforce`: this name or an error; `disabled`: the program must give one. */
  readonly mode: "propose" | "enforce" | "disabled";
  readonly name: string;
}

/** One resource type. All methods throw {@link ProviderError}s or errors of the vendor's client; `delete` treats gone as done. */
export interface ResourceHandler<Client> {
  /** Checks and completes the inputs. Without it, the inputs are taken as they are. */
  check?(
    ctx: Context<Client>,
    q: { olds: Bag; news: Bag; randomSeed: Buffer; autonaming: Autonaming | undefined },
  ): Promise<CheckResult> | CheckResult;
  /** Compares the inputs. Without it, the kit compares old and new inputs and replaces on none. */
  diff?(
    ctx: Context<Client>,
    q: { id: string; oldInputs: Bag; oldState: Bag; newInputs: Bag; ignoreChanges: readonly string[] },
  ): Promise<DiffResult> | DiffResult;
  /** In a preview: return the state that is known beforehand, {@link UNKNOWN} for the rest, and change nothing. */
  create(ctx: Context<Client>, q: { inputs: Bag }): Promise<Created>;
  /** The live resource, or undefined when it is gone. `inputs` and `state` are empty in an import. */
  read(ctx: Context<Client>, q: { id: string; inputs: Bag; state: Bag }): Promise<Found | undefined>;
  /** In a preview: as `create`. Without it, the resource can only be replaced. */
  update?(
    ctx: Context<Client>,
    q: { id: string; oldInputs: Bag; oldState: Bag; newInputs: Bag },
  ): Promise<{ readonly state: Bag }>;
  delete(ctx: Context<Client>, q: { id: string; inputs: Bag; state: Bag }): Promise<void>;
  /** Patterns of the paths in inputs and outputs that are always secret (`pin`, `accounts.*.token`), beside what arrives as a secret. */
  readonly secrets?: readonly string[];
  readonly timeouts?: Timeouts;
  /**
   * Migrates inputs or a state of an earlier package version to the present shape. Every bag from the engine passes through it first, so the other methods
   * only see the present shape. A bag of the present shape is returned unchanged.
   */
  upgrade?(old: Bag): Bag;
}

/** A function (`pulumi.runtime.invoke`): arguments in, results out; throws ProviderError for a mistake in the arguments. */
export type InvokeHandler<Client> = (ctx: Omit<Context<Client>, "urn" | "preview">, args: Bag) => Promise<Bag>;

/** A package: its configuration, resources and functions. */
export interface ProviderDefinition<Client> {
  /** The package's name: `twilio`. */
  readonly name: string;
  /** Semver. */
  readonly version: string;
  /** The package's schema as JSON text, if it serves one. */
  schema?(): string | Promise<string>;
  /** Configuration travels as text: gives each key the type that it should have. */
  decodeConfig?(config: Bag): Bag;
  /** Checks an instance's configuration (an explicit provider, or the stack's `twilio:*` keys). */
  checkConfig?(config: Bag): CheckResult;
  /** Which changed configuration keys make it another account, so that what it manages must be replaced. None by default. */
  diffConfig?(olds: Bag, news: Bag): DiffResult;
  /** Patterns of the paths in the configuration that are always secret. */
  readonly secretConfig?: readonly string[];
  /** Makes the client of one instance. Called once for each connection; unknown values arrive as {@link UNKNOWN}. */
  configure(config: Bag): Client | Promise<Client>;
  /** Secret texts that a client holds beside its configuration, or has learned since: taken out of every message. */
  secretTexts?(client: Client): readonly string[];
  /**
   * The same client, unable to change anything. Calls that must not change anything (a preview, `check`, `diff`, `read`, functions) get this one,
   * so that a mistake in a handler can't buy in a preview.
   */
  readOnly?(client: Client): Client;
  readonly resources: Readonly<Record<string, ResourceHandler<Client>>>;
  readonly functions: Readonly<Record<string, InvokeHandler<Client>>>;
  /** The message for an unknown type or function. By default it lists the known ones. */
  unserved?(kind: "resource type" | "function", token: string): string;
}

/** An error that a person can fix: shown without a stack trace. */
export class ProviderError extends Error {
  override readonly name = "ProviderError";
  /** For machines: `number-is-live`, `20003`, ... */
  readonly code: string;
  constructor(code: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/**
 * The vendor has the resource but a later step failed: the engine keeps id and state, so that nothing is orphaned, and the next
 * `up` repairs it.
 */
export class PartialFailure extends Error {
  override readonly name = "PartialFailure";
  readonly id: string;
  readonly state: Bag;
  readonly reasons: readonly string[];
  /** From `read` alone: the live inputs, when they are known. */
  readonly inputs: Bag | undefined;
  constructor(id: string, state: Bag, reasons: readonly string[], options?: ErrorOptions & { inputs?: Bag }) {
    super(reasons.join("\n"), options);
    this.id = id;
    this.state = state;
    this.reasons = reasons;
    this.inputs = options?.inputs;
  }
}
