/** The form of a number as carriers and callers give it: a plus sign and 7 to 15 digits (ITU-T E.164). domain/config/e164.ts checks more, against each country's plan. */
export const E164_PATTERN = /^\+[1-9]\d{6,14}$/;

/** Whether a text has the form of an E.164 number. */
export const isE164 = (text: string): boolean => E164_PATTERN.test(text);
