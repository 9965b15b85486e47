import {
  CalendarDays,
  CalendarRange,
  ChartColumn,
  Clock3,
  History,
  KeyRound,
  type LucideIcon,
  Stethoscope,
  Ticket,
  Webhook,
} from "lucide-react";

/** A section of the console, as the navigation shows it. Its name is `shell.sections.<id>` of the messages. */
export interface Section {
  id:
    | "today"
    | "bookings"
    | "waitlists"
    | "resources"
    | "schedules"
    | "overview"
    | "audit"
    | "webhooks"
    | "keys";
  to: `/${Section["id"]}`;
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
  { id: "schedules", to: "/schedules", icon: CalendarRange },
  { id: "overview", to: "/overview", icon: ChartColumn },
  { id: "audit", to: "/audit", icon: History },
  { id: "webhooks", to: "/webhooks", icon: Webhook, isForAdmins: true },
  { id: "keys", to: "/keys", icon: KeyRound, isForAdmins: true },
];

/** How many sections have a place in a phone's bar. */
export const BAR_SECTIONS = 3;
