import { notModelled } from "./errors.ts";
import { API_2010, type Api, apiOf } from "./openapi.ts";

/**
 * Returns the API of a request. The Host header names the product (and optionally an edge and a region,
 * `voice.dublin.ie1.twilio.com`), the path begins with the version. https://www.twilio.com/docs/global-infrastructure Throws
 * 501 if Twilio's OpenAPI files have no such API.
 */
export function apiAt(host: string, path: string): Api {
  const name = host.toLowerCase().replace(/:\d+$/, "");
  const product = /^([a-z]+)([.][a-z0-9-]+){0,2}[.]twilio[.]com$/.exec(name)?.[1];
  if (product === undefined) throw notModelled(`the host ${name}: send "Host: api.twilio.com"`);
  if (product === "api") return apiOf(API_2010);
  const version = /^\/(v\d+)\//.exec(path)?.[1];
  const api = version && described(`${product}_${version}`);
  if (!api) throw notModelled(`${name}${version ? `, version ${version}` : ", without a version in the path"}`);
  return api;
}

/** Returns an API by name; undefined if Twilio's OpenAPI files don't have it. */
function described(name: string): Api | undefined {
  try {
    return apiOf(name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "MODULE_NOT_FOUND") return undefined;
    throw error;
  }
}
