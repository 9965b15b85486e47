import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
} from "@tanstack/react-router";
import {
  readAuditSearch,
  readBookingsSearch,
  readOverviewSearch,
  readResourcesSearch,
  readSchedulesSearch,
  readTodaySearch,
  readWaitlistsSearch,
  readWebhooksSearch,
} from "./search.ts";
import { ErrorPage, NotFoundPage, Shell } from "./shell/index.ts";

const root = createRootRoute({
  component: Shell,
  notFoundComponent: NotFoundPage,
  errorComponent: ErrorPage,
});

const home = createRoute({
  getParentRoute: () => root,
  path: "/",
  beforeLoad: () => {
    throw redirect({ to: "/today" });
  },
});

const today = createRoute({
  getParentRoute: () => root,
  path: "/today",
  validateSearch: readTodaySearch,
  component: lazyRouteComponent(() => import("./today/today-page.tsx"), "TodayPage"),
});

const bookings = createRoute({
  getParentRoute: () => root,
  path: "/bookings",
  validateSearch: readBookingsSearch,
  component: lazyRouteComponent(() => import("./bookings/bookings-page.tsx"), "BookingsPage"),
});

const waitlists = createRoute({
  getParentRoute: () => root,
  path: "/waitlists",
  validateSearch: readWaitlistsSearch,
  component: lazyRouteComponent(() => import("./waitlists/waitlists-page.tsx"), "WaitlistsPage"),
});

const resources = createRoute({
  getParentRoute: () => root,
  path: "/resources",
  validateSearch: readResourcesSearch,
  component: lazyRouteComponent(() => import("./resources/resources-page.tsx"), "ResourcesPage"),
});

const schedules = createRoute({
  getParentRoute: () => root,
  path: "/schedules",
  validateSearch: readSchedulesSearch,
  component: lazyRouteComponent(() => import("./schedules/schedules-page.tsx"), "SchedulesPage"),
});

const overview = createRoute({
  getParentRoute: () => root,
  path: "/overview",
  validateSearch: readOverviewSearch,
  component: lazyRouteComponent(() => import("./overview/overview-page.tsx"), "OverviewPage"),
});

const audit = createRoute({
  getParentRoute: () => root,
  path: "/audit",
  validateSearch: readAuditSearch,
  component: lazyRouteComponent(() => import("./audit/audit-page.tsx"), "AuditPage"),
});

const webhooks = createRoute({
  getParentRoute: () => root,
  path: "/webhooks",
  validateSearch: readWebhooksSearch,
  component: lazyRouteComponent(() => import("./webhooks/webhooks-page.tsx"), "WebhooksPage"),
});

const keys = createRoute({
  getParentRoute: () => root,
  path: "/keys",
  component: lazyRouteComponent(() => import("./keys/keys-page.tsx"), "KeysPage"),
});

/** The address of every page. A section's code is fetched when it is first opened. */
export const router = createRouter({
  routeTree: root.addChildren([
    home,
    today,
    bookings,
    waitlists,
    resources,
    schedules,
    overview,
    audit,
    webhooks,
    keys,
  ]),
  basepath: "/admin",
  defaultPreload: "intent",
  defaultErrorComponent: ErrorPage,
  scrollRestoration: true,
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}
