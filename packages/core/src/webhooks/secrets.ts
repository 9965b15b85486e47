import { randomBytes } from "node:crypto";

/** The prefix that Standard Webhooks gives a secret. */
const SECRET_PREFIX = "whsec_";
const SECRET_BYTES = 32;
/** How long the secret before counts after a rotation. */
export const PREVIOUS_SECRET_HOURS = 24;

/* A secret is stored as it is, because what it signs needs it. */

export const newSecret = (): Buffer => randomBytes(SECRET_BYTES);

/** A secret as its receiver is given it. */
export const secretText = (secret: Buffer): string => SECRET_PREFIX + secret.toString("base64");
