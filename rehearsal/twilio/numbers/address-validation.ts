import { refused } from "../api/errors.ts";
import type { Fields } from "../store.ts";

/** Countries in which Twilio validates an address against a register. https://www.twilio.com/docs/usage/api/address */
const VALIDATED = new Set("AU BR FR DE IE IT MX NL PL ES LU AT GB".split(" "));
/**
 * Further countries in which Twilio validates an emergency address.
 * https://www.twilio.com/docs/voice/tutorials/emergency-calling-for-programmable-voice
 */
const EMERGENCY = new Set("US CA GB".split(" "));

/**
 * Validates an address against a model register of fictional addresses. A street with the word Nowhere is unknown (error 21628); one with Streat
 * or Raod is misspelled: it is corrected, or refused with 21629 when the request forbids corrections.
 */
export function validatedAddress(fields: Fields, autoCorrect: boolean): Fields {
  const country = String(fields.iso_country);
  const emergency = fields.emergency_enabled === true;
  if (emergency && !EMERGENCY.has(country))
    throw refused(21628, `Address Validation Error: no emergency address in ${country}`);
  if (!VALIDATED.has(country) && !emergency) return { ...fields, validated: false };
  const street = String(fields.street);
  if (/\bnowhere\b/i.test(street)) throw refused(21628, "Address Validation Error");
  const suggested = street.replace(/\bStreat\b/, "Street").replace(/\bRaod\b/, "Road");
  if (suggested !== street && !autoCorrect) {
    const { city, region, postal_code } = fields;
    const whole = `${suggested}, ${city}, ${region} ${postal_code}, ${country}`;
    throw refused(21629, `Address Validation Error - Check Suggested Address: ${whole}`);
  }
  return { ...fields, street: suggested, validated: true };
}
