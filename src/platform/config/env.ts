import { resolve } from 'node:path';
import { z } from 'zod';

const envSchema = z.object({
  PORT: z.coerce.number().int().min(0).max(65_535).default(4710),
  HOMEWARD_HOST: z.string().min(1).default('127.0.0.1'),
  HOMEWARD_DATA_DIR: z.string().min(1).default('.homeward'),
  HOMEWARD_DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  HOMEWARD_LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('warn'),
  HOMEWARD_BUREAUS: z
    .string()
    .regex(/^[A-Z]{2,4}(,[A-Z]{2,4})*$/, 'expected codes separated by commas, e.g. US,IPSG,NL')
    .default('US,IPSG,NL'),
  HOMEWARD_DEMO: z.enum(['on', 'off']).default('on'),
  HOMEWARD_HOSTING_SETTINGS: z.string().min(1).optional(),
  HOMEWARD_IPSG_URL: z.url({ protocol: /^https?$/ }).optional(),
  HOMEWARD_IPSG_ROOT: z
    .string()
    .regex(/^[\w-]{43}$/, 'expected the 43 characters that `homeward keys root` prints')
    .optional(),
});

/** The process's settings. This is the only file that reads `process.env`. */
export interface ProcessConfig {
  /** The first bureau's port; the others follow. 0: any free port. */
  readonly port: number;
  readonly host: string;
  readonly dataDir: string;
  /** An own PostgreSQL (15 or newer), as a role that may create databases; absent: the embedded one. */
  readonly databaseUrl: string | undefined;
  readonly logLevel: string;
  readonly bureaus: readonly string[];
  /** A JSON file: resolvers, own data on where addresses are, content networks, authorities, deadlines. */
  readonly hostingSettings: string | undefined;
  /** Whether a new installation is given invented cases, pictures and notices to show. */
  readonly demo: boolean;
  /** Where the Secretariat runs, and its root's fingerprint (learnt by another channel); absent when it runs here. */
  readonly ipsg: { readonly url: string; readonly rootFingerprint: string } | undefined;
}

/** @throws Error naming the variable and what was expected. */
export function readConfig(env: NodeJS.ProcessEnv = process.env): ProcessConfig {
  const parsed = envSchema.safeParse(
    Object.fromEntries(Object.keys(envSchema.shape).map((k) => [k, env[k] || undefined])),
  );
  if (!parsed.success) {
    const lines = parsed.error.issues.map((i) => `  ${i.path.join('.')}: ${i.message}`);
    throw new Error(`The environment does not fit:\n${lines.join('\n')}`);
  }
  const e = parsed.data;
  const { HOMEWARD_IPSG_URL: url, HOMEWARD_IPSG_ROOT: rootFingerprint } = e;
  if ((url === undefined) !== (rootFingerprint === undefined))
    throw new Error('The environment does not fit:\n  HOMEWARD_IPSG_URL and HOMEWARD_IPSG_ROOT belong together');
  return {
    port: e.PORT,
    host: e.HOMEWARD_HOST,
    dataDir: resolve(e.HOMEWARD_DATA_DIR),
    databaseUrl: e.HOMEWARD_DATABASE_URL,
    logLevel: e.HOMEWARD_LOG_LEVEL,
    bureaus: e.HOMEWARD_BUREAUS.split(','),
    hostingSettings: e.HOMEWARD_HOSTING_SETTINGS,
    demo: e.HOMEWARD_DEMO === 'on',
    ipsg: url !== undefined && rootFingerprint !== undefined ? { url, rootFingerprint } : undefined,
  };
}
