import { type ExportedBooking, exportColumns } from "@holdfast/contract";

/**
 * The places where a spreadsheet sees a formula begin; full-width signs count, too. A spreadsheet that separates cells
 * by semicolons or tabs splits our quoted cells, so that the start of each part counts.
 */
const FORMULA_BEGIN = /^(?=[\t\r])|(?<=^|[;\t\r\n])(?="*[=+\-@＝＋－＠])/g;

/** A line of RFC 4180: cells are quoted where they need it, and no cell is a formula. */
export function csvLine(cells: readonly (string | number | null)[]): string {
  const texts = cells.map((cell) => {
    const text = String(cell ?? "").replaceAll(FORMULA_BEGIN, "'");
    return /[",;\t\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  });
  return `${texts.join(",")}\r\n`;
}

/** Bookings as CSV: the names of the columns with the first page, then a piece of text per page. */
export async function* bookingsCsv(
  pages: AsyncIterable<readonly ExportedBooking[]>,
): AsyncGenerator<string, void, void> {
  let header = csvLine(exportColumns.map(({ name }) => name));
  for await (const bookings of pages) {
    const lines = bookings.map((booking) => csvLine(exportColumns.map(({ field }) => booking[field])));
    yield header + lines.join("");
    header = "";
  }
}
