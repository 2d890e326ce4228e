import type { Outside } from "./outside.ts";

/** Variables by which programs are led through a proxy and told whom to trust, and those of the user's own that would go before them. */
export interface OutsideEnvironment {
  readonly set: Readonly<Record<string, string>>;
  readonly unset: readonly string[];
}

/**
 * What a client that knows nothing of us needs. Each reads its own few of these:
 * - the proxy: Go, Python, curl and Terraform read HTTPS_PROXY; Twilio's library for Node and its CLI read HTTP_PROXY, for https too
 *   (https://github.com/twilio/twilio-node, `RequestClient`)
 * - whom to trust: Node adds NODE_EXTRA_CA_CERTS to what it trusts; in place of it Python's requests take REQUESTS_CA_BUNDLE, curl
 *   CURL_CA_BUNDLE, Go, OpenSSL and Ruby SSL_CERT_FILE, and Twilio's library for Node without a proxy TWILIO_CA_BUNDLE
 * - what is on this machine needs no proxy: NO_PROXY
 */
export function outsideEnvironment({ proxy, certificateFile }: Outside): OutsideEnvironment {
  return {
    set: {
      HTTPS_PROXY: proxy,
      HTTP_PROXY: proxy,
      NO_PROXY: "127.0.0.1,localhost,::1",
      NODE_EXTRA_CA_CERTS: certificateFile,
      TWILIO_CA_BUNDLE: certificateFile,
      REQUESTS_CA_BUNDLE: certificateFile,
      CURL_CA_BUNDLE: certificateFile,
      SSL_CERT_FILE: certificateFile,
    },
    // Where both are set, curl and Python take the one in small letters; Twilio's edge and region would change the names.
    unset: ["https_proxy", "http_proxy", "no_proxy", "all_proxy", "ALL_PROXY", "TWILIO_EDGE", "TWILIO_REGION"],
  };
}
