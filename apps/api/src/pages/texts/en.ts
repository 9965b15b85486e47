/** What pages say in English. */
export const en = {
  skip: "Skip to the content",
  homeTitle: "Book a place",
  homeNothing: "There is nothing to book yet.",
  demoOffer:
    "To look around first, let the server make a clinic and a theatre with dates in the coming two weeks.",
  demoButton: "Make demo data",
  demoRefusedTitle: "Nothing was made",
  demoRefused: "Demo data is made only where there is nothing else, and there are doctors or shows here.",
  failureTitle: "That did not work",
  failures: {
    NOT_FOUND: "There is nothing at this address.",
    FORBIDDEN: "This form was sent from another site, so nothing was done.",
    BUSY: "Many people are here at the moment. Please try again.",
    INTERNAL: "Something went wrong on our side. Nothing you entered has been lost by trying again.",
  },
  requestId: (id: string) => `If you ask us about it, give this number: ${id}`,
  back: "All dates",
};

/** The texts of a language. */
export type Texts = typeof en;
