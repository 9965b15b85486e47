import { dayIn } from "../time/index.ts";
import type { Filters } from "./use-bookings.ts";

/** The server looks for no shorter text. */
const SEARCH_MIN_CHARACTERS = 2;

/** The filters as the page's address has them; days are those of the venue. */
export interface FilterSearch {
  q?: string | undefined;
  status?: NonNullable<Filters["status"]> | undefined;
  resource?: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
}

/** The filters as the server takes them. `to` is the last day that fits. */
export function toFilters({ q, status, resource, from, to }: FilterSearch, zone: string): Filters {
  return {
    ...(q !== undefined && q.length >= SEARCH_MIN_CHARACTERS && { q }),
    ...(status !== undefined && { status }),
    ...(resource !== undefined && { resourceId: resource }),
    ...(from !== undefined && { from: dayIn(from, zone).from.toISOString() }),
    ...(to !== undefined && { to: dayIn(to, zone).to.toISOString() }),
  };
}

/** The names of REST for the filters. */
const REST_NAMES: Record<string, string> = { resourceId: "resource_id" };

/** The address of the file with all bookings that fit the filters, whatever is searched for, for a spreadsheet: with a byte order mark, and times by the venue's clocks. */
export function exportUrl({ q: _soughtOnScreenAlone, ...filters }: Filters, zone: string): string {
  const query = new URLSearchParams({ bom: "true", time_zone: zone });
  for (const [name, value] of Object.entries(filters)) query.set(REST_NAMES[name] ?? name, String(value));
  return `/api/admin/bookings.csv?${query}`;
}

/** How many filters are set, for a phone that hides them. */
export const countOf = (search: FilterSearch): number =>
  [search.status, search.resource, search.from, search.to].filter((value) => value !== undefined).length;
