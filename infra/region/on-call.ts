import * as pulumi from "@pulumi/pulumi";
import { setSecretCommand } from "../../domain/config/secret.ts";
import { outsideUrl } from "../../domain/config/url.ts";
import { UserError } from "../../domain/user-error.ts";

const PATH = ["aybiza:region", "alarms", "onCall", "url"] as const;
const wanted = outsideUrl("https");

/**
 * Decrypts the URL of the region's on-call service. It holds the service's key, so no message quotes it.
 *
 * @param file the region's stack file, for the command in the message
 * @throws UserError for a decrypted text that isn't a public https: URL, which only decryption reveals
 */
export function onCallUrl(file: string): pulumi.Output<string> {
  const region = new pulumi.Config("aybiza").requireSecretObject<{ alarms: { onCall: { url: string } } }>("region");
  return region.apply(({ alarms }) => {
    const { url } = alarms.onCall;
    if (wanted.safeParse(url).success) return url;
    throw new UserError(
      "on-call-url-unusable",
      `${file}: the decrypted \`alarms.onCall.url\` isn't a public URL with https://, so no alarm could reach the on-call service.`,
      `run: ${setSecretCommand(file, PATH)}`,
    );
  });
}
