import { OUTPUTS } from "../../src/trpc/outputs.ts";

/* REST and tRPC are listed together by noun; the router's nouns are the headings. */

export type Noun = keyof typeof OUTPUTS;

export const NOUNS = Object.keys(OUTPUTS) as Noun[];

/** Segments of paths that are called otherwise than the noun whose verb they call. */
const NOUN_BY_SEGMENT: Readonly<Record<string, Noun>> = {
  doctors: "resources",
  shows: "resources",
  book: "bookings",
  "bookings.csv": "bookings",
  deliveries: "webhooks",
};

/**
 * The noun of a route: the last segment of its path that names one.
 * @throws where no segment does
 */
export function nounOf(route: string): Noun {
  const segments = route.split("/").reverse();
  for (const segment of segments) {
    const noun = NOUN_BY_SEGMENT[segment] ?? NOUNS.find((name) => name === segment);
    if (noun) return noun;
  }
  throw new Error(`no segment of ${route} names a noun: add one to NOUN_BY_SEGMENT`);
}

/** The heading of a noun. */
export const titleOf = (noun: Noun): string => noun.charAt(0).toUpperCase() + noun.slice(1);
