import * as pulumi from "@pulumi/pulumi";
import type { FallbackArgs } from "./fallback-args.ts";
import { edgeFallback } from "./fallback-edge.ts";
import { functionFallback } from "./fallback-function.ts";

/**
 * Answers Twilio's fallback URL when the handlers can't. It shares no certificate, domain, API, function, key, table or AWS Region with them, so
 * that callers hear something whichever of those fails.
 */
export class Fallback extends pulumi.ComponentResource {
  /** URL that Twilio requests by GET. Resolves when the fallback answers. */
  readonly url: pulumi.Output<string>;

  constructor(name: string, args: FallbackArgs, opts?: pulumi.ComponentResourceOptions) {
    super("aybiza:region:Fallback", name, {}, opts);
    const declare = { cloudfront: edgeFallback, lambda: functionFallback }[args.by];
    this.url = declare(name, args, { parent: this });
    this.registerOutputs({ url: this.url });
  }
}
