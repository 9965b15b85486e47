import { z } from "zod";
import { joinedWaitlistEntry, joinWaitlistInput, waitlistEntry } from "../waitlist.ts";
import { checkCustomer, restCustomer, withCustomer } from "./customer.ts";
import { restObject, snakeCase } from "./names.ts";
import { without } from "./request.ts";

const joinFields = without(joinWaitlistInput.shape, "slotId", "customer", "idempotencyKey");

export const restJoinWaitlistInput = z
  .strictObject({ ...restCustomer, ...snakeCase(joinFields) })
  .superRefine(checkCustomer)
  .transform(withCustomer);

export const restWaitlistEntry = restObject(waitlistEntry).meta({ id: "WaitlistEntry" });

export const restJoinedWaitlistEntry = restObject(joinedWaitlistEntry).meta({ id: "JoinedWaitlistEntry" });
