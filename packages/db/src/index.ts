export { urlsOf, whereIs } from "./hosts.ts";
export { migrateToLatest, pendingMigrations } from "./migrate.ts";
export {
  type Compilable,
  executeDeferred,
  executePrepared,
  executeTogether,
  preparedStatement,
  type Sent,
} from "./pipelined-driver.ts";
export {
  ANSWER_TIMEOUT_MILLISECONDS,
  type DatabaseOptions,
  IDLE_IN_TRANSACTION_TIMEOUT_MILLISECONDS,
  LOCK_TIMEOUT_MILLISECONDS,
  openDatabase,
  POOL_MAX_CONNECTIONS,
  readMaxConnections,
  STATEMENT_TIMEOUT_MILLISECONDS,
} from "./pool.ts";
export { ReadReplica, type ReadReplicaOptions } from "./read-replica.ts";
export { fieldsOfRecord, timeOfField } from "./records.ts";
export type {
  AbsencesTable,
  ApiKeysTable,
  AuditTable,
  BookingsTable,
  CalendarsTable,
  Database,
  EventConsumersTable,
  MailState,
  MailsTable,
  ResourcesTable,
  ScansTable,
  SchedulesTable,
  SessionsTable,
  SlotAspect,
  SlotsTable,
  WaitlistEntriesTable,
  WebhookDeliveriesTable,
  WebhooksTable,
} from "./schema.ts";
