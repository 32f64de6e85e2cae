export {
  and,
  asc,
  avg,
  between,
  count,
  countDistinct,
  desc,
  eq,
  exists,
  gt,
  gte,
  inArray,
  isNotNull,
  isNull,
  like,
  lt,
  lte,
  max,
  min,
  ne,
  not,
  notExists,
  notInArray,
  or,
  type SQL,
  sum,
} from 'drizzle-orm';
export {
  type Blobs,
  type BlobsOptions,
  type BlobWriteOptions,
  type OpenBlob,
  storeBlobs,
} from './blobs/blobs.ts';
export type { BlobFacts, BlobSource } from './blobs/content.ts';
export type { Claim } from './call/idempotency.ts';
export { answerOf, claimOf, identityOf, keptAnswer, requireSameArguments } from './call/replay.ts';
export { storeWrites, type WritesOptions } from './call/writes.ts';
export {
  type ChangeGate,
  type ChangeLog,
  changeLog,
  type SeenChange,
  type SeenDifference,
  type UndoReport,
} from './changes/change-log.ts';
export { type PolicyGateOptions, policyGate } from './changes/policy-gate.ts';
export { tenantColumn, timeColumns, versionColumn } from './declare/columns.ts';
export { computationOf, computed } from './declare/computed.ts';
export type { Kit } from './declare/kit.ts';
export { type Changeable, derived, type Immutable, immutable, renewed } from './declare/roles.ts';
export { type DeclaredTables, declareTables } from './declare/tables.ts';
export type { Dialect } from './engine.ts';
export { StorageConfigurationError } from './errors.ts';
export { newId } from './ids.ts';
export type { JobHandler, JobsOptions } from './jobs/handler.ts';
export { declareJobMetrics, type JobMetrics } from './jobs/metrics.ts';
export type { JobListOptions } from './jobs/records.ts';
export type { RunningJob } from './jobs/running-job.ts';
export { LeaseLost } from './jobs/stopped.ts';
export { isJobId, type Jobs, storeJobs } from './jobs/store-jobs.ts';
export { type JobWorker, startJobs } from './jobs/worker.ts';
export type { UndoConflict } from './log/conflicts.ts';
export type { Change, ChangedRow } from './log/history.ts';
export type { NumberedChange } from './log/numbers.ts';
export type { UndoneRow, UndoOptions, UndoOutcome } from './log/undo.ts';
export type { Migration, Migrations } from './migrate/migration.ts';
export { type OpenOptions, openStore } from './open-store.ts';
export { type OutboxMessage, retryDeadLetters } from './outbox/messages.ts';
export { type Outbox, type OutboxOptions, startOutbox } from './outbox/worker.ts';
export type { ComputedList } from './paging/computed-list.ts';
export { countedRows, countRows, type Total, totalOf } from './paging/count.ts';
export { listRows } from './paging/list-rows.ts';
export type { Page, Paging, PagingOptions } from './paging/paging.ts';
export type { CallScope } from './server/call-scope.ts';
export { storeCommands } from './server/commands.ts';
export { type DemoData, defineStore, type StoreDefinition } from './server/definition.ts';
export { fillDemo } from './server/demo.ts';
export { type StoreKernel, storeKernel } from './server/kernel.ts';
export { openAt, openConfigured, type StorePlace } from './server/open.ts';
export { type StorePorts, storePorts } from './server/ports.ts';
export {
  type PageRequest,
  type Records,
  type RecordsOptions,
  storedRecords,
} from './server/records.ts';
export { type ServeOptions, serveStore } from './server/serve.ts';
export { storeCaller, storeConfig, storeSettings } from './server/settings.ts';
export { type PartStatus, storeStatus } from './server/status.ts';
export { type StoredParts, storedServer } from './server/stored-server.ts';
export { storeSynthetic } from './server/synthetic.ts';
export type { Store, WriteOrigin } from './store.ts';
export type { AnyRow, Changes, NewRow, RowKey, RowOf, Tables, TenantTable } from './tables.ts';
export type { TenantDb, TenantWriteDb } from './tenant/db.ts';
export { expr } from './tenant/expressions.ts';
export { everyRow } from './tenant/operators.ts';
export type { TenantSql } from './tenant/raw.ts';
export type { TenantToken } from './tenant/scope.ts';
export type { StoreContext } from './transaction.ts';
export { type BackupReport, backupStore } from './upkeep/backup.ts';
export { checkDump, type DumpReadiness } from './upkeep/dump-check.ts';
export { type RestoreOptions, restoreStore } from './upkeep/restore.ts';
export { type RetentionOptions, type Swept, sweep } from './upkeep/sweep.ts';
export { startUpkeep, type UpkeepOptions } from './upkeep/upkeep.ts';
