export { urlsOf, whereIs } from "./hosts.ts";
export { migrateToLatest, pendingMigrations } from "./migrate.ts";
export { executeDeferred, executePrepared, type Sent } from "./pipelined-driver.ts";
export { type DatabaseOptions, openDatabase, POOL_MAX_CONNECTIONS } from "./pool.ts";
export type {
  ApiKeysTable,
  AuditTable,
  BookingsTable,
  Database,
  EventsTable,
  ResourcesTable,
  SchedulesTable,
  SlotsTable,
  WaitlistEntriesTable,
} from "./schema.ts";
export { SharedConnection } from "./shared-connection.ts";
