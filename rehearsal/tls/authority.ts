import "reflect-metadata"; // @peculiar/x509 requires it
import { webcrypto } from "node:crypto";
import { createSecureContext, type SecureContext } from "node:tls";
import * as x509 from "@peculiar/x509";
import { isTwilioHost, TWILIO_DOMAIN } from "./hosts.ts";

/** Validity of the authority and its certificates in ms: 7 days, since a world seldom lives longer than a day. */
const VALID_MS = 7 * 24 * 3_600_000;
/** How far before the current time the validity starts, in ms, since the clocks of containers may lag. */
const CLOCK_SKEW_MS = 300_000;

const ALGORITHM = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" } as const;
const SERVER_AUTH = "1.3.6.1.5.5.7.3.1";
const NAME_CONSTRAINTS = "2.5.29.30";

/** A certificate authority that lives as long as its process. Its private key exists only in memory, never on disk. */
export interface Authority {
  /** The authority's certificate (PEM), which clients must trust. */
  readonly certificate: string;
  /**
   * Returns a server key and certificate for one host name, created at first use.
   * @throws RangeError if the name isn't below twilio.com
   */
  contextFor(host: string): Promise<SecureContext>;
}

/**
 * Creates an authority that can only issue certificates for names below twilio.com. Its certificate says so (critical name constraints), and
 * TLS libraries enforce it. https://www.rfc-editor.org/rfc/rfc5280#section-4.2.1.10
 */
export async function createAuthority(now = new Date()): Promise<Authority> {
  const newKeys = () => webcrypto.subtle.generateKey(ALGORITHM, true, ["sign", "verify"]);
  const validity = {
    notBefore: new Date(now.getTime() - CLOCK_SKEW_MS),
    notAfter: new Date(now.getTime() + VALID_MS),
    signingAlgorithm: ALGORITHM,
  };
  const keys = await newKeys();
  const root = await x509.X509CertificateGenerator.createSelfSigned({
    ...validity,
    keys,
    name: "CN=AYBIZA rehearsal (stands in for Twilio on this machine)",
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
      new x509.ExtendedKeyUsageExtension([SERVER_AUTH]),
      new x509.Extension(NAME_CONSTRAINTS, true, nameConstraints()),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  });
  const issue = async (host: string): Promise<SecureContext> => {
    const own = await newKeys();
    const certificate = await x509.X509CertificateGenerator.create({
      ...validity,
      issuer: root.subject,
      signingKey: keys.privateKey,
      publicKey: own.publicKey,
      subject: `CN=${host.length <= 64 ? host : TWILIO_DOMAIN}`,
      extensions: [
        new x509.BasicConstraintsExtension(false, undefined, true),
        new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
        new x509.ExtendedKeyUsageExtension([SERVER_AUTH]),
        new x509.SubjectAlternativeNameExtension([{ type: "dns", value: host }]),
        await x509.AuthorityKeyIdentifierExtension.create(keys.publicKey),
      ],
    });
    const pkcs8 = Buffer.from(await webcrypto.subtle.exportKey("pkcs8", own.privateKey)).toString("base64");
    return createSecureContext({
      cert: `${certificate.toString("pem")}\n`,
      key: `-----BEGIN PRIVATE KEY-----\n${pkcs8.replace(/.{64}/g, "$&\n")}\n-----END PRIVATE KEY-----\n`,
      minVersion: "TLSv1.2",
    });
  };
  const issued = new Map<string, Promise<SecureContext>>();
  return {
    certificate: `${root.toString("pem")}\n`,
    contextFor: async (host) => {
      const name = host.toLowerCase();
      if (!isTwilioHost(name)) throw new RangeError(`${host} isn't a host of ${TWILIO_DOMAIN}`);
      const context = issued.get(name) ?? issue(name);
      issued.set(name, context);
      return context;
    },
  };
}

/** Encodes the name constraints in DER: permits names below twilio.com, excludes every IPv4 and IPv6 address. */
function nameConstraints(): Uint8Array<ArrayBuffer> {
  const tlv = (tag: number, ...content: Uint8Array[]) => {
    const body = Buffer.concat(content); // under 128 bytes, so its length is one byte
    return Buffer.from([tag, body.length, ...body]);
  };
  const SEQUENCE = 0x30;
  const subtree = (tag: number, base: Uint8Array) => tlv(SEQUENCE, tlv(tag, base));
  const permitted = tlv(0xa0, subtree(0x82, Buffer.from(TWILIO_DOMAIN)));
  const excluded = tlv(0xa1, subtree(0x87, Buffer.alloc(8)), subtree(0x87, Buffer.alloc(32)));
  return Uint8Array.from(tlv(SEQUENCE, permitted, excluded));
}
