import { join } from "node:path";
import { layoutOf } from "../launch/layout.mjs";

/** The repository. */
export const root = join(import.meta.dirname, "..");
const layout = layoutOf(root);
/** All downloaded and generated state. */
export const stateDir = layout.state;
export const pulumiBin = layout.pulumi;
/** The project's own Pulumi home: its CLI, and plugins where any are installed. */
export const pulumiHome = layout.pulumiHome;
/** The Python environment with MiniStack. `AYBIZA_MINISTACK_VENV` overrides it. */
export const ministackVenv = process.env.AYBIZA_MINISTACK_VENV ?? layout.ministack;
/** The Python environment with Twilio's Python library and Moto. `npm test` creates it, `npm start` doesn't. */
export const secondOpinionVenv = layout.secondOpinionVenv;
/** Twilio's own command line, a program for Node. `npm test` installs it, `npm start` doesn't. */
export const twilioCliProgram = layout.twilioCliProgram;
/** Passphrase of rehearsals. Public: their stack files hold only invented credentials. */
export const rehearsalPassphrase = "aybiza rehearsal";
