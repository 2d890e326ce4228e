/** Path below the region's webhook origin to which Twilio's Event Streams deliver. */
export const EVENTS_PATH = "/twilio/events";
/** Type of the events that are delivered: entries of an account's error log. https://www.twilio.com/docs/events/event-types/errors/error-logs */
export const ERROR_LOGGED = "com.twilio.error-logs.error.logged";
