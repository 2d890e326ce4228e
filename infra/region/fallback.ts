import * as pulumi from "@pulumi/pulumi";
import type { FallbackArgs } from "./fallback-args.ts";
import { edgeFallback } from "./fallback-edge.ts";
import { functionFallback } from "./fallback-function.ts";

/**
 * What answers Twilio's fallback URL: a static answer that shares no certificate, domain, API, function, key, table or AWS Region with what answers
 * webhooks, so that callers hear something whatever of those fails.
 */
export class Fallback extends pulumi.ComponentResource {
  /** Where Twilio asks, by GET, once it answers. */
  readonly url: pulumi.Output<string>;

  constructor(name: string, args: FallbackArgs, opts?: pulumi.ComponentResourceOptions) {
    super("aybiza:region:Fallback", name, {}, opts);
    const declare = { cloudfront: edgeFallback, lambda: functionFallback }[args.by];
    this.url = declare(name, args, { parent: this });
    this.registerOutputs({ url: this.url });
  }
}
