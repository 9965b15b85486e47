import type { RouterInputs } from "@holdfast/client";

export type NewScans = RouterInputs["slots"]["mergeScans"]["scans"];

/** Scans that the server takes in one call. */
const UPLOAD_MAX_SCANS = 200;

/** What a file is that has no scans. */
export class NoScansError extends Error {}

const camelName = (name: string) => name.replaceAll(/_(\w)/g, (_, letter: string) => letter.toUpperCase());

/**
 * Reads a file of scans: JSON with the names of REST, a list or an object with `scans`. The server checks what is in them.
 * @returns the scans in parts that the server takes
 * @throws NoScansError
 */
export function readScansFile(text: string): NewScans[] {
  const scans = scansIn(text).map(
    (scan) =>
      Object.fromEntries(
        Object.entries(scan as object).map(([name, value]) => [camelName(name), value]),
      ) as NewScans[number],
  );
  const parts: NewScans[] = [];
  for (let from = 0; from < scans.length; from += UPLOAD_MAX_SCANS)
    parts.push(scans.slice(from, from + UPLOAD_MAX_SCANS));
  return parts;
}

function scansIn(text: string): unknown[] {
  let given: unknown;
  try {
    given = JSON.parse(text);
  } catch {
    throw new NoScansError();
  }
  const scans: unknown = Array.isArray(given) ? given : Object(given).scans;
  const isList = Array.isArray(scans) && scans.length > 0;
  if (!isList || !scans.every((scan) => typeof scan === "object" && scan !== null)) throw new NoScansError();
  return scans;
}
