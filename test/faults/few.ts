const NAMED_MAX = 5;

/** The first lines, and how many more there are. */
export function few(lines: string[]): string[] {
  if (lines.length <= NAMED_MAX) return lines;
  return [...lines.slice(0, NAMED_MAX), `… and ${lines.length - NAMED_MAX} more like this`];
}
