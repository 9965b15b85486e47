/* A calendar file on the computer of staff. */

const NAME_MAX_CHARACTERS = 64;

/** A name for a file, of what the server takes: "Feiertage Bayern 2027.ics" is feiertage-bayern-2027. */
export function fileNameOf(name: string): string {
  const plain = name
    .replace(/\.ics$/i, "")
    .toLowerCase()
    .replaceAll("ß", "ss")
    .normalize("NFKD")
    .replaceAll(/\p{M}/gu, "")
    .replaceAll(/[^a-z0-9._-]+/g, "-")
    .replace(/^[^a-z0-9]+/, "")
    .slice(0, NAME_MAX_CHARACTERS)
    .replace(/[^a-z0-9]+$/, "");
  return plain || "holidays";
}

/** The text of a file. One that is not UTF-8 is of an old program on Windows. */
export function textOfFile(bytes: ArrayBuffer): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("windows-1252").decode(bytes);
  }
}
