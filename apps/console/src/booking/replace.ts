import type { Booking } from "@holdfast/client";

/** A booking, or those of its fields that have changed. */
export type Changed = Pick<Booking, "id"> & Partial<Booking>;

/** Puts a booking in place of its older self in a list, whether it is one page or several. */
export function replaceIn(cached: unknown, changed: Changed): unknown {
  const replace = (items: readonly Changed[]) =>
    items.map((item) => (item.id === changed.id ? { ...item, ...changed } : item));
  if (Array.isArray(cached)) return replace(cached);
  const { pages } = Object(cached) as { pages?: { items: Changed[] }[] };
  if (!Array.isArray(pages)) return cached;
  return { ...Object(cached), pages: pages.map((page) => ({ ...page, items: replace(page.items) })) };
}
