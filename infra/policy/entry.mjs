// @ts-check
import "./pack.ts";
