export { eraseCluster } from './cluster.ts';
export { type PostgresLog, type RunningPostgres, type StartOptions, startPostgres } from './embedded.ts';
export { asAdmin, databaseUrl, ensureDatabase } from './ensure-database.ts';
