import { z } from "zod";

/** The schema of an email address. */
export const email = () =>
  z.string().regex(/^[^\s@]+@([a-z0-9-]+\.)+[a-z]{2,}$/i, "an email address, for example on-call@example.com");
