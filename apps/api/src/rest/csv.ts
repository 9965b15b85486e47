/// <reference lib="esnext.temporal" />
import { type DoorEntry, doorColumns, type ExportedBooking, exportColumns } from "@holdfast/contract";

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

/** The form of a file. */
interface CsvForm {
  hasByteOrderMark?: boolean;
  /** IANA name of the zone of its times; without one they are in UTC. */
  timeZone?: string | undefined;
}

const BYTE_ORDER_MARK = "\ufeff";

/** Bookings as CSV: the names of the columns with the first page, then a piece of text per page. */
export async function* bookingsCsv(
  pages: AsyncIterable<readonly ExportedBooking[]>,
  { hasByteOrderMark = false, timeZone }: CsvForm = {},
): AsyncGenerator<string, void, void> {
  const inZone = timeZone === undefined ? (time: string) => time : timeIn(timeZone);
  const cell = (booking: ExportedBooking, { field, isTime }: (typeof exportColumns)[number]) => {
    const value = booking[field];
    if (typeof value === "object") return value && JSON.stringify(value);
    return isTime && typeof value === "string" ? inZone(value) : value;
  };
  let begin = (hasByteOrderMark ? BYTE_ORDER_MARK : "") + csvLine(exportColumns.map(({ name }) => name));
  for await (const bookings of pages) {
    const lines = bookings.map((booking) => csvLine(exportColumns.map((column) => cell(booking, column))));
    yield begin + lines.join("");
    begin = "";
  }
}

/** The list of a door as CSV, as `bookingsCsv`. */
export async function* doorCsv(
  pages: AsyncIterable<readonly DoorEntry[]>,
): AsyncGenerator<string, void, void> {
  let begin = csvLine(doorColumns.map(({ name }) => name));
  for await (const entries of pages) {
    const lines = entries.map((entry) => csvLine(doorColumns.map(({ field }) => entry[field])));
    yield begin + lines.join("");
    begin = "";
  }
}

/** Writes a time in UTC by the clocks of a zone, with the offset that they have then. */
const timeIn = (timeZone: string) => (time: string) =>
  Temporal.Instant.from(time).toString({ timeZone, fractionalSecondDigits: 3 });
