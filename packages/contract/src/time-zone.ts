/// <reference lib="esnext.temporal" />
import { z } from "zod";

const TIME_ZONE_MAX_CHARACTERS = 64;

const NO_TIME_ZONE = "must be the IANA name of a time zone, such as Europe/Berlin";

/** The IANA name of a time zone, in any case; once parsed, in the case that IANA has. */
export const timeZone = z
  .string()
  .max(TIME_ZONE_MAX_CHARACTERS)
  .transform((name, context) => {
    const canonical = timeZoneName(name);
    if (canonical === undefined) context.addIssue({ code: "custom", message: NO_TIME_ZONE });
    return canonical ?? z.NEVER;
  })
  .describe("IANA name of the time zone of all days and times")
  .meta({ pattern: "^[A-Za-z][A-Za-z0-9_+/-]*$", examples: ["Europe/Berlin"] });

/**
 * The name of a time zone in the case that IANA has; an alias such as Asia/Calcutta stays itself. Undefined where there is
 * none, and for an offset such as +02:00, which has no daylight saving time.
 */
function timeZoneName(name: string): string | undefined {
  if (!/^[A-Za-z]/.test(name)) return undefined;
  try {
    return Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name).timeZoneId;
  } catch {
    return undefined;
  }
}
