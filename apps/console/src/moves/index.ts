export { MoveBookingsDialog } from "./move-bookings-dialog.tsx";
