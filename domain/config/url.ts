import { BlockList, isIP } from "node:net";
import { z } from "zod";
import { codePointName } from "./hidden-characters.ts";
import { refuse } from "./mistake.ts";

/**
 * IP addresses that don't reach one public host: private, shared, loopback, link-local (clouds serve credentials at 169.254.169.254), multicast,
 * reserved. https://www.iana.org/assignments/iana-ipv4-special-registry and
 * https://www.iana.org/assignments/iana-ipv6-special-registry
 */
const INSIDE_V4 = blockList("ipv4", [
  ...["0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24"],
  ...["192.0.2.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/3"],
]);
// IPv4 and IPv6 need separate lists: BlockList would match every IPv4 address with ::ffff:0:0/96.
const INSIDE_V6 = blockList("ipv6", [
  ...["::/96", "::ffff:0:0/96", "64:ff9b::/96", "64:ff9b:1::/48", "100::/64", "2001:db8::/32", "2002::/16"],
  ...["3fff::/20", "fc00::/7", "fe80::/9", "ff00::/8"],
]);

function blockList(family: "ipv4" | "ipv6", ranges: readonly string[]): BlockList {
  const list = new BlockList();
  for (const range of ranges) {
    const [address = "", bits] = range.split("/");
    list.addSubnet(address, Number(bits), family);
  }
  return list;
}

/** Host names of local networks. RFC 6761 (localhost), RFC 6762 (.local), RFC 8375 (home.arpa), ICANN 2024-07-29 (.internal) */
const INSIDE_NAME = /(?:^|\.)(?:localhost|local|internal|home\.arpa|localdomain|lan|intranet|corp|home)$/;

/** Returns why a host isn't reachable from the Internet; undefined if it may be. Expects a `URL`'s host: lower case, IPv4 in four parts. */
export function insideHost(hostname: string): string | undefined {
  const host = hostname.replace(/^\[|\]$/g, "").replace(/\.$/, "");
  const family = isIP(host);
  if (family !== 0) {
    const inside = family === 6 ? INSIDE_V6.check(host, "ipv6") : INSIDE_V4.check(host, "ipv4");
    return inside ? `${host} is a private, loopback, link-local or reserved address` : undefined;
  }
  if (INSIDE_NAME.test(host)) return `${host} is a name of a local network`;
  return host.includes(".") ? undefined : `${host} is a name without a domain`;
}

/** Names of query parameters that carry secrets. */
const SECRET_PARAMETER = /(?:token|secret|password|passwd|api_?key|access_?key|signature)$/i;

/**
 * The schema of every public URL in a stack file: its scheme, no credentials in it, and a host that is reachable from
 * the Internet. Host names aren't resolved.
 */
export const outsideUrl = (scheme: "https" | "wss") =>
  z.string().superRefine((value, context) => {
    const odd = value.match(/[^!-~]/u)?.[0];
    const wanted = `write a URL with ${scheme}://, a host and a path`;
    if (odd !== undefined) {
      const says = `holds ${odd === " " ? "a space" : codePointName(odd)}, which a URL can't contain`;
      return refuse(context, { code: "wrong-value", says, fix: "encode it (%20, or xn-- in a host), or remove it" });
    }
    const url = URL.canParse(value) ? new URL(value) : undefined;
    if (url?.username || url?.password) {
      refuse(context, {
        code: "secret-in-plaintext",
        says: `holds a user name or a password for ${url.host} in plaintext, so it is exposed`,
        fix: `rotate it at ${url.host}, remove it from the URL, and give it to the agent's own program`,
      });
    }
    const parameter = [...(url?.searchParams.keys() ?? [])].find((key) => SECRET_PARAMETER.test(key));
    if (parameter !== undefined) {
      refuse(context, {
        code: "secret-in-plaintext",
        says: `holds a secret in plaintext (its parameter \`${parameter}\`), so it is exposed`,
        fix: `rotate it at ${url!.host}, remove it from the URL, and give it to the agent's own program`,
      });
    }
    if (url?.protocol !== `${scheme}:` || !value.toLowerCase().startsWith(`${scheme}://`))
      return refuse(context, { code: "wrong-value", says: `isn't a URL with ${scheme}://`, fix: wanted });
    const why = insideHost(url.hostname);
    if (why !== undefined) {
      const says = `isn't reachable from the Internet: ${why}`;
      refuse(context, { code: "private-host", says, fix: "write a public host name" });
    }
  });
