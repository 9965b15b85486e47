export { BookingActions } from "./actions.tsx";
export { BookingBadge } from "./badge.tsx";
export { LONG_LISTS, useBookingChanges, useOrderChanges } from "./changes.ts";
export { MoveDialog } from "./move-dialog.tsx";
export { type ActionName, actionsFor } from "./possible.ts";
