const UUID = /[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}/gi;

/**
 * What was typed or scanned, as something to look a booking up by: an id, also within a link, or else a text.
 * @returns null where there is nothing in it
 */
export function readReference(given: string): { id: string } | { text: string } | null {
  const text = given.trim();
  const id = text.match(UUID)?.at(-1);
  if (id !== undefined) return { id: id.toLowerCase() };
  return text === "" ? null : { text };
}
