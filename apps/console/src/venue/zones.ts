import type { Resource } from "@holdfast/client";

/** The time zone of the person before the screen. */
export const ownZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;

/** The zones of doctors and shows, the one that most of them have first. */
export function zonesOf(resources: readonly Pick<Resource, "timeZone">[]): string[] {
  const counts = new Map<string, number>();
  for (const { timeZone } of resources) {
    if (timeZone !== null) counts.set(timeZone, (counts.get(timeZone) ?? 0) + 1);
  }
  return [...counts].sort(([, first], [, second]) => second - first).map(([zone]) => zone);
}

/** The zone in which the venue's days begin: the one that was asked for, if there is such a zone, else its own. */
export function venueZone(resources: readonly Pick<Resource, "timeZone">[], asked?: string): string {
  if (asked !== undefined && isZone(asked)) return asked;
  return zonesOf(resources)[0] ?? ownZone();
}

function isZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
