import type { Language } from "@holdfast/contract";

/* The few words of calendars. */

/** How many places a booking has. */
export const placesText = (language: Language, quantity: number): string =>
  ({
    en: quantity === 1 ? "1 place" : `${quantity} places`,
    de: quantity === 1 ? "1 Platz" : `${quantity} Plätze`,
  })[language];

/** How many places of a slot are taken. */
export const takenText = (language: Language, booked: number, capacity: number): string =>
  ({ en: `${booked} of ${capacity} places`, de: `${booked} von ${capacity} Plätzen` })[language];

/** What stands behind the first names of a long list. */
export const moreText = (language: Language): string => ({ en: "and more", de: "und weitere" })[language];
