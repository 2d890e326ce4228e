/** The only domain that the local authority may vouch for and that the proxy leads anywhere. */
export const TWILIO_DOMAIN = "twilio.com";

/** A product with its edge and region, where it has them: `api`, `api.dublin.ie1`. https://www.twilio.com/docs/global-infrastructure */
const HOST = /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.){1,3}twilio\.com$/;

/** Whether a host name, in whatever case, is one of Twilio's API hosts. Twilio's website (the domain itself) isn't. */
export const isTwilioHost = (host: string): boolean => HOST.test(host.toLowerCase());
