/** A phone number in Twilio's API, with the fields that the provider uses. An empty text may be null or "". */
export interface NumberRecord {
  readonly sid: string;
  readonly account_sid: string;
  readonly phone_number: string;
  readonly friendly_name: string | null;
  readonly origin: string | null;
  readonly status: string | null;
  readonly capabilities: Readonly<Record<string, boolean>> | null;
  readonly voice_application_sid: string | null;
  readonly trunk_sid: string | null;
  readonly voice_url: string | null;
  readonly voice_method: string | null;
  readonly voice_fallback_url: string | null;
  readonly voice_fallback_method: string | null;
  readonly status_callback: string | null;
  readonly status_callback_method: string | null;
  readonly voice_caller_id_lookup: boolean | null;
  readonly voice_receive_mode: string | null;
  readonly sms_url: string | null;
  readonly sms_method: string | null;
  readonly sms_fallback_url: string | null;
  readonly sms_fallback_method: string | null;
  readonly sms_application_sid: string | null;
  readonly address_sid: string | null;
  readonly bundle_sid: string | null;
  readonly identity_sid: string | null;
  readonly emergency_address_sid: string | null;
  readonly emergency_address_status: string | null;
}

/** A number for sale. */
export interface AvailableRecord {
  readonly phone_number: string;
  readonly friendly_name: string;
  readonly locality: string | null;
  readonly region: string | null;
  readonly postal_code: string | null;
  readonly iso_country: string;
  readonly address_requirements: string | null;
  readonly capabilities: Readonly<Record<string, boolean>> | null;
}

/** Form fields by Twilio's names. An undefined field isn't sent; "" clears a setting. */
export type Form = Readonly<Record<string, string | number | boolean | readonly string[] | undefined>>;
