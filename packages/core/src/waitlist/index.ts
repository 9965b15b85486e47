export { getWaitlistEntry, listWaitlist } from "./entry.ts";
export { joinWaitlist } from "./join.ts";
export { closeWaitlist, leaveWaitlist } from "./leave.ts";
