export { getWaitlistEntry } from "./entry.ts";
export { joinWaitlist } from "./join.ts";
export { closeWaitlist, leaveWaitlist } from "./leave.ts";
export { listWaitlist } from "./list.ts";
