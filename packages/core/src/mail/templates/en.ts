import type { Words } from "./words.ts";

const SEE = "See or change your booking";

export const en: Words = {
  greeting: (name) => `Hello ${name},`,
  what: "What",
  when: "When",
  places: "Places",
  booking: "Booking",
  kinds: {
    confirmed: {
      subject: (resource) => `Booking confirmed: ${resource}`,
      message: () => "your booking is confirmed.",
      link: SEE,
    },
    moved: {
      subject: (resource) => `Booking moved: ${resource}`,
      message: () => "your booking was moved: this is where and when it is now.",
      link: SEE,
    },
    changed: {
      subject: (resource) => `Booking changed: ${resource}`,
      message: () => "your booking has another number of places.",
      link: SEE,
    },
    cancelled: {
      subject: (resource) => `Booking cancelled: ${resource}`,
      message: () => "your booking is cancelled.",
    },
    promoted: {
      subject: (resource) => `A place is free: ${resource}`,
      message: (expires) =>
        `a place that you waited for is free, and held for you until ${expires}. ` +
        "Please confirm it by then; after that it goes to somebody else.",
      link: "Confirm your booking",
    },
    reminder: {
      subject: (resource) => `Reminder: ${resource}`,
      message: () => "this is a reminder of your booking.",
      link: SEE,
    },
  },
};
