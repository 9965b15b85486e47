import { z } from "zod";
import { id, utcTime } from "../common.ts";
import { waitlistStatus } from "../waitlist.ts";

export const restWaitlistEntry = z
  .object({
    id,
    slot_id: id,
    status: waitlistStatus,
    quantity: z.int(),
    position: z.int().nullable(),
    booking_id: id.nullable(),
    customer_name: z.string(),
    customer_contact: z.string().nullable(),
    created_at: utcTime,
    updated_at: utcTime,
  })
  .meta({ id: "WaitlistEntry" });

export const restJoinedWaitlistEntry = restWaitlistEntry
  .extend({ token: z.string() })
  .meta({ id: "JoinedWaitlistEntry" });
