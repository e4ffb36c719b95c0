export { type ProcessConfig, readConfig } from './config/env.ts';
export { type Database, type DatabaseOptions, isUniqueViolation, openDatabase, type Tx } from './db/database.ts';
export { type DumpManifest, dumpDatabase, restoreDatabase } from './db/dump.ts';
export { type MigrationResult, migrate } from './db/migrate.ts';
export {
  AppError,
  type AppErrorOptions,
  conflict,
  type ErrorCode,
  type FieldProblem,
  invalid,
  notFound,
  refuse,
} from './errors.ts';
export { type OwnSource, openPlaces, type Places, type SourceInfo, type SourceWord } from './geo/open-places.ts';
export { openRegions, type Regions, type RegionWord } from './geo/open-regions.ts';
export { type ReadAddress, readAddress, type SpecialUse } from './geo/special-address.ts';
export { forgetAnswers } from './http/idempotency.ts';
export { openApi } from './http/openapi.ts';
export { Rate } from './http/rate.ts';
export {
  type FreeContext,
  type FreeRoute,
  freeRoute,
  type Guard,
  nodeRoute,
  type Resource,
  type Route,
  type RouteContext,
  route,
  type TxRoute,
} from './http/route.ts';
export { buildServer, type ServerOptions } from './http/server.ts';
export { createJobs, type Job, type JobHandler, type Jobs } from './jobs/jobs.ts';
export { type BureauKeys, generateKeys, loadOrCreateKeys, writePrivateFile } from './keys.ts';
export { createLogger } from './log.ts';
export { asAdmin, ensureDatabase, type RunningPostgres, startPostgres } from './postgres/index.ts';
export {
  type ActCatalogue,
  type ConservationSource,
  type FeedEntry,
  type FeedHandler,
  feedHandler,
  type Handling,
  type InboundMessage,
  type MessageHandler,
  messageHandler,
  type Reference,
  type ReferenceResolver,
  type RequestHandler,
  type RoomParts,
  requestHandler,
} from './room.ts';
export { type Clock, createRuntime, type RandomBytes, type Runtime, systemClock } from './runtime.ts';
export {
  type Actor,
  anyoneScope,
  bureauScope,
  type EntityRef,
  NODE,
  nodeScope,
  parseRef,
  refText,
  type Scope,
  systemScope,
} from './scope.ts';
export { noteTouched } from './touched.ts';
export { openVault, type Sealed, type Vault } from './vault.ts';
