import * as pulumi from "@pulumi/pulumi";

/**
 * The recording setting of a trunk. Every trunk always has exactly one: a create overwrites it, and a delete restores the default, without recording. Declare it once for each trunk. Import it by the trunk's SID.
 *
 * ## Example Usage
 * ### Record a trunk's calls once they are answered
 *
 * ```typescript
 * import * as twilio from "@pulumi/twilio";
 *
 * const provider = new twilio.Provider("own", { accountSid: "AC0123456789abcdef0123456789abcdef" });
 * const office = new twilio.Trunk("office", {}, { provider });
 * new twilio.TrunkRecording("office", { trunkSid: office.sid, mode: "record-from-answer-dual" }, { provider });
 * ```
 */
export class TrunkRecording extends pulumi.CustomResource {
  /** The type's token. */
  static readonly __pulumiType: string = "twilio:index:TrunkRecording";

  /** Looks an existing TrunkRecording up by its id, without managing it. */
  static get(
    name: string,
    id: pulumi.Input<pulumi.ID>,
    state?: TrunkRecordingState,
    opts?: pulumi.CustomResourceOptions,
  ): TrunkRecording {
    return new TrunkRecording(name, state as TrunkRecordingArgs | undefined, { ...opts, id });
  }

  /** True for a TrunkRecording, also of another copy of this package. */
  static override isInstance(obj: unknown): obj is TrunkRecording {
    return (obj as { __pulumiType?: string } | undefined)?.__pulumiType === TrunkRecording.__pulumiType;
  }

  /** SID of the trunk. A change replaces the resource. */
  declare public readonly trunkSid: pulumi.Output<string>;

  /** Whether calls are recorded, and from which moment; `-dual` records each side in a channel of its own. `do-not-record` by default. One of `do-not-record`, `record-from-ringing`, `record-from-answer`, `record-from-ringing-dual`, `record-from-answer-dual`. */
  declare public readonly mode: pulumi.Output<string | undefined>;

  /** Whether silence is trimmed from the start and end of a recording. `do-not-trim` by default. One of `do-not-trim`, `trim-silence`. */
  declare public readonly trim: pulumi.Output<string | undefined>;

  /** SID of the account that owns the trunk. */
  declare public readonly accountSid: pulumi.Output<string>;

  /** Declares a TrunkRecording under a name that is unique in the stack. */
  constructor(name: string, args: TrunkRecordingArgs | undefined, opts?: pulumi.CustomResourceOptions) {
    if (opts?.id === undefined && opts?.urn === undefined && args?.trunkSid === undefined)
      throw new Error(`TrunkRecording "${name}" needs "trunkSid"`);
    const inputs: pulumi.Inputs = {
      trunkSid: args?.trunkSid,
      mode: args?.mode,
      trim: args?.trim,
      accountSid: (args as TrunkRecordingState | undefined)?.accountSid,
    };
    super(TrunkRecording.__pulumiType, name, inputs, pulumi.mergeOptions({ version: "0.1.0" }, opts ?? {}));
  }
}

/** What a TrunkRecording takes. */
export interface TrunkRecordingArgs {
  /** SID of the trunk. A change replaces the resource. */
  readonly trunkSid: pulumi.Input<string>;
  /** Whether calls are recorded, and from which moment; `-dual` records each side in a channel of its own. `do-not-record` by default. One of `do-not-record`, `record-from-ringing`, `record-from-answer`, `record-from-ringing-dual`, `record-from-answer-dual`. */
  readonly mode?: pulumi.Input<string>;
  /** Whether silence is trimmed from the start and end of a recording. `do-not-trim` by default. One of `do-not-trim`, `trim-silence`. */
  readonly trim?: pulumi.Input<string>;
}

/** What is known of a TrunkRecording that `TrunkRecording.get` looks up. */
export interface TrunkRecordingState {
  /** SID of the trunk. A change replaces the resource. */
  readonly trunkSid?: pulumi.Input<string>;
  /** Whether calls are recorded, and from which moment; `-dual` records each side in a channel of its own. `do-not-record` by default. One of `do-not-record`, `record-from-ringing`, `record-from-answer`, `record-from-ringing-dual`, `record-from-answer-dual`. */
  readonly mode?: pulumi.Input<string>;
  /** Whether silence is trimmed from the start and end of a recording. `do-not-trim` by default. One of `do-not-trim`, `trim-silence`. */
  readonly trim?: pulumi.Input<string>;
  /** SID of the account that owns the trunk. */
  readonly accountSid?: pulumi.Input<string>;
}
