export { migrateToLatest, pendingMigrations } from "./migrate.ts";
export { executeDeferred, executePrepared, type Sent } from "./pipelined-driver.ts";
export { type DatabaseOptions, openDatabase, POOL_MAX_CONNECTIONS, withTls } from "./pool.ts";
export type {
  AuditTable,
  BookingsTable,
  Database,
  EventsTable,
  ResourcesTable,
  SchedulesTable,
  SlotsTable,
} from "./schema.ts";
