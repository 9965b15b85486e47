/** The bounds of a number at the end of a sentence: ` from 1 to 5`, ` at least 1`, or nothing. */
export function within(
  least: number | undefined,
  most: number | undefined,
  ...[from, to, atLeast, atMost]: [string, string, string, string]
): string {
  if (least !== undefined && most !== undefined) return ` ${from} ${least} ${to} ${most}`;
  if (least !== undefined) return ` (${atLeast} ${least})`;
  return most === undefined ? "" : ` (${atMost} ${most})`;
}
