import { joinedWaitlistEntry, waitlistEntry } from "../waitlist.ts";
import { restObject } from "./names.ts";

export const restWaitlistEntry = restObject(waitlistEntry).meta({ id: "WaitlistEntry" });

export const restJoinedWaitlistEntry = restObject(joinedWaitlistEntry).meta({ id: "JoinedWaitlistEntry" });
