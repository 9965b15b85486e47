import type { ExportedBooking } from "@holdfast/contract";

/** The columns of an export, with REST's names. */
const COLUMNS: Record<string, (booking: ExportedBooking) => string | number | null> = {
  id: (booking) => booking.id,
  status: (booking) => booking.status,
  failure_reason: (booking) => booking.failureReason,
  quantity: (booking) => booking.quantity,
  customer_name: (booking) => booking.customerName,
  customer_contact: (booking) => booking.customerContact,
  checked_in_at: (booking) => booking.checkedInAt,
  no_show_at: (booking) => booking.noShowAt,
  resource_name: (booking) => booking.resourceName,
  start_time: (booking) => booking.startsAt,
  end_time: (booking) => booking.endsAt,
  slot_id: (booking) => booking.slotId,
  expires_at: (booking) => booking.expiresAt,
  created_at: (booking) => booking.createdAt,
  updated_at: (booking) => booking.updatedAt,
};

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
  let header = csvLine(Object.keys(COLUMNS));
  for await (const bookings of pages) {
    const lines = bookings.map((booking) => csvLine(Object.values(COLUMNS).map((cell) => cell(booking))));
    yield header + lines.join("");
    header = "";
  }
}
