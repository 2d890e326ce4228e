/** The only domain that the local authority issues certificates for, and that the proxy connects to. */
export const TWILIO_DOMAIN = "twilio.com";

/** Matches a product's host, with or without edge and region: `api`, `api.dublin.ie1`. https://www.twilio.com/docs/global-infrastructure */
const HOST = /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.){1,3}twilio\.com$/;

/** Tells whether a host name (in any case) is one of Twilio's API hosts. `twilio.com` itself, Twilio's website, isn't. */
export const isTwilioHost = (host: string): boolean => HOST.test(host.toLowerCase());
