import { countsIn } from "./counts.ts";

const count = countsIn("en");

/** What the pages' scripts say in English, beside the server. */
export const liveEn = {
  placesLeft: (places: number) => count(places, { one: "# place left", other: "# places left" }),
  placesFree: (places: number) => count(places, { one: "# place free", other: "# places free" }),
  full: "Fully booked",
  ownTime: (time: string) => `${time} your time`,
  minutesLeft: (clock: string) => `${clock} left`,
  secondsLeft: (seconds: number) =>
    count(seconds, {
      one: "# second left to confirm your booking.",
      other: "# seconds left to confirm your booking.",
    }),
  timeIsUp: "The time is up.",
  sending: "One moment …",
  busy: (seconds: number) =>
    count(seconds, {
      one: "Many people are booking right now. We try again in # second.",
      other: "Many people are booking right now. We try again in # seconds.",
    }),
  offline: "There is no connection. We try again as soon as there is one; nothing you typed is lost.",
  givenUp: "It did not work. Nothing you typed is lost: please send it again.",
  updated: "The page has been brought up to date.",
  stale: "This may be out of date: there is no connection.",
  fewer: "Fewer",
  more: "More",
};

export type LiveTexts = typeof liveEn;
