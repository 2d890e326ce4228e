import type { CountryFile } from "../schema.ts";
import AT from "./AT.json" with { type: "json" };
import BE from "./BE.json" with { type: "json" };
import CA from "./CA.json" with { type: "json" };
import DE from "./DE.json" with { type: "json" };
import DK from "./DK.json" with { type: "json" };
import ES from "./ES.json" with { type: "json" };
import FI from "./FI.json" with { type: "json" };
import FR from "./FR.json" with { type: "json" };
import GB from "./GB.json" with { type: "json" };
import IE from "./IE.json" with { type: "json" };
import IT from "./IT.json" with { type: "json" };
import NL from "./NL.json" with { type: "json" };
import PL from "./PL.json" with { type: "json" };
import PT from "./PT.json" with { type: "json" };
import SE from "./SE.json" with { type: "json" };
import US from "./US.json" with { type: "json" };

/** The country files, by code. domain/law/law.test.ts checks them by their schema, so that no program has to. */
export const COUNTRY_FILES: ReadonlyMap<string, CountryFile> = new Map(
  Object.entries({ AT, BE, CA, DE, DK, ES, FI, FR, GB, IE, IT, NL, PL, PT, SE, US } as unknown as Record<
    string,
    CountryFile
  >),
);
