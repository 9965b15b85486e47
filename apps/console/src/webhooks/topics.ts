/** What a new webhook may hear of; the API takes single types of events as well. */
export const TOPICS = ["*", "booking.*", "slot.*", "waitlist.*"] as const;
