import { CalendarDays, Clock3, type LucideIcon, Stethoscope, Ticket } from "lucide-react";

/** A section of the console, as the navigation shows it. Its name is `shell.sections.<id>` of the messages. */
export interface Section {
  id: "today" | "bookings" | "waitlists" | "resources";
  to: "/today" | "/bookings" | "/waitlists" | "/resources";
  icon: LucideIcon;
  /** Whether a key of the desk sees nothing of it. */
  isForAdmins?: boolean;
}

/** In the order of the navigation. A phone has the first three in its bar, and the others behind "More". */
export const SECTIONS: readonly Section[] = [
  { id: "today", to: "/today", icon: CalendarDays },
  { id: "bookings", to: "/bookings", icon: Ticket },
  { id: "waitlists", to: "/waitlists", icon: Clock3 },
  { id: "resources", to: "/resources", icon: Stethoscope },
];

/** How many sections have a place in a phone's bar. */
export const BAR_SECTIONS = 3;
