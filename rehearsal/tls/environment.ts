import type { Outside } from "./outside.ts";

/** Environment variables that make programs use the proxy and trust its authority, and the user's variables to unset because they take precedence. */
export interface OutsideEnvironment {
  readonly set: Readonly<Record<string, string>>;
  readonly unset: readonly string[];
}

/**
 * Returns the environment for unmodified Twilio clients. Each client reads some of these variables:
 * - the proxy: Go, Python, curl and Terraform read HTTPS_PROXY; Twilio's library for Node and its CLI read HTTP_PROXY, for https too
 *   (https://github.com/twilio/twilio-node, `RequestClient`)
 * - the trusted authority: Node reads NODE_EXTRA_CA_CERTS (in addition to its own list), Python's requests REQUESTS_CA_BUNDLE, curl
 *   CURL_CA_BUNDLE, Go, OpenSSL and Ruby SSL_CERT_FILE, and Twilio's library for Node without a proxy TWILIO_CA_BUNDLE
 * - NO_PROXY: requests to this machine bypass the proxy
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
    // curl and Python prefer the lower-case variables. Twilio's edge and region variables would change the host names.
    unset: ["https_proxy", "http_proxy", "no_proxy", "all_proxy", "ALL_PROXY", "TWILIO_EDGE", "TWILIO_REGION"],
  };
}
