import { root } from "../launch/checkout.ts";
import { layoutOf } from "../launch/layout.mjs";

export { root, stateDir } from "../launch/checkout.ts";

const layout = layoutOf(root);
/** The pinned Pulumi CLI. */
export const pulumiBin = layout.pulumi;
/** The project's own `PULUMI_HOME`, with its CLI and any installed plugins. */
export const pulumiHome = layout.pulumiHome;
/** Python environment of MiniStack; override with `AYBIZA_MINISTACK_VENV`. */
export const ministackVenv = process.env.AYBIZA_MINISTACK_VENV ?? layout.ministack;
/** Python environment of Twilio's library and Moto. `npm test` installs it, `npm start` doesn't. */
export const secondOpinionVenv = layout.secondOpinionVenv;
/** Twilio's own CLI, a Node program. `npm test` installs it, `npm start` doesn't. */
export const twilioCliProgram = layout.twilioCliProgram;
/** Passphrase that encrypts the secrets in a rehearsal's stack files. The credentials are invented, so the passphrase isn't secret. */
export const rehearsalPassphrase = "aybiza rehearsal";
