import {
  checkWaitlistFilter,
  joinedWaitlistEntry,
  joinWaitlistInput,
  listWaitlistInput,
  waitlistEntry,
} from "../waitlist.ts";
import { inputWithCustomer } from "./customer.ts";
import { restInput, restObject, snakeCase, snakeName } from "./names.ts";
import { filtersOf, pageQuery, without } from "./request.ts";

const joinFields = without(joinWaitlistInput.shape, "slotId", "customer", "idempotencyKey");

export const restJoinWaitlistInput = inputWithCustomer("JoinWaitlist", snakeCase(joinFields));

export const restListWaitlistQuery = restInput({
  ...filtersOf(listWaitlistInput.shape),
  ...pageQuery,
}).superRefine(checkWaitlistFilter(snakeName));

/** Of the slot that the path names. */
export const restListSlotWaitlistQuery = restInput({
  ...without(filtersOf(listWaitlistInput.shape), "slotId", "contact"),
  ...pageQuery,
});

export const restWaitlistEntry = restObject(waitlistEntry).meta({
  id: "WaitlistEntry",
  description: "An entry of a slot's waitlist: it waits, was promoted, or left",
});

export const restJoinedWaitlistEntry = restObject(joinedWaitlistEntry).meta({
  id: "JoinedWaitlistEntry",
  description: "A new entry of a waitlist, with its `token`",
});
