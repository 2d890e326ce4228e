/** Where Event Streams delivers, below the region's webhook origin. */
export const EVENTS_PATH = "/twilio/events";
/** The events that it delivers: entries of an account's error log. https://www.twilio.com/docs/events/event-types/errors/error-logs */
export const ERROR_LOGGED = "com.twilio.error-logs.error.logged";
