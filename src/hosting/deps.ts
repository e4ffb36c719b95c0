import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { Audit } from '../audit/index.ts';
import type { Cases } from '../cases/index.ts';
import type { Directory } from '../directory/index.ts';
import type { Federation } from '../federation/index.ts';
import type { BureauKeys, Database, EntityRef, Jobs, Runtime } from '../platform/index.ts';
import type { Work } from '../work/index.ts';
import shippedNetworks from './data/cdn.json' with { type: 'json' };
import shipped from './data/settings.json' with { type: 'json' };

export interface HostingDeps {
  readonly db: Database;
  readonly runtime: Runtime;
  readonly jobs: Jobs;
  readonly audit: Audit;
  readonly directory: Directory;
  readonly work: Work;
  readonly federation: Federation;
  readonly cases: Cases;
  readonly keys: BureauKeys;
  readonly settings: HostingSettings;
}

const hours = z.strictObject({
  routine: z.int().min(1).max(8_760),
  urgent: z.int().min(1).max(8_760),
  'life-at-risk': z.int().min(1).max(8_760),
});
const authority = z.strictObject({
  code: z.string().regex(/^[a-z0-9-]{2,40}$/),
  name: z.string().min(1).max(120),
});
const source = z.strictObject({
  name: z.string().min(1).max(60),
  path: z.string().min(1),
  basis: z.enum(['registry', 'announcement', 'own']),
  snapshot: z.string().min(4).max(40),
  licence: z.string().min(1).max(120),
});
const network = z.strictObject({
  name: z.string().min(1).max(60),
  asns: z.array(z.int().min(1)),
  cnames: z.array(z.string().min(3)),
  prefixes: z.array(z.string()).optional(),
  anycast: z.boolean(),
});

const settingsFile = z.strictObject({
  source: z.string(),
  dns: z.strictObject({
    servers: z.array(z.string().min(3)).max(8).default([]),
    timeoutMs: z.int().min(50).max(60_000),
    tries: z.int().min(1).max(5),
    concurrency: z.int().min(1).max(1_024),
    addresses: z.int().min(1).max(256),
    chain: z.int().min(1).max(64),
  }),
  /** Own data on where addresses are; none: that of the packages. */
  places: z.array(source).max(8).default([]),
  networks: z.array(network).optional(),
  recheckDays: z.record(z.string(), z.int().min(1).max(365)),
  confirmWithinHours: hours,
  answerWithinHours: hours,
  authorities: z.record(z.string(), authority),
});

export type Network = z.output<typeof network>;

/** What a bureau may set by a file: {@link readSettings}. */
export type HostingSettings = z.output<typeof settingsFile> & { readonly networks: readonly Network[] };

/**
 * The shipped settings, with what a file of one's own says in their place, key by key.
 * @throws Error naming the place in the file that does not fit
 */
export function readSettings(path?: string): HostingSettings {
  const own: unknown = path === undefined ? {} : JSON.parse(readFileSync(path, 'utf8'));
  const { dns, ...rest } = (own ?? {}) as { dns?: object };
  const parsed = settingsFile.safeParse({ ...shipped, ...rest, dns: { ...shipped.dns, ...dns } });
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`);
    throw new Error(`the hosting settings ${path ?? ''} do not fit:\n${lines.join('\n')}`);
  }
  const networks = parsed.data.networks ?? z.array(network).parse(shippedNetworks.networks);
  return { ...parsed.data, networks };
}

/** Whom a bureau tells of what is hosted in its own country. */
export function authorityOf(settings: HostingSettings, bureau: string): z.output<typeof authority> {
  const found = settings.authorities[bureau] ?? settings.authorities['*'];
  if (!found) throw new Error('the hosting settings name no authority');
  return found;
}

export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;
export const CHECK_JOB = 'hosting.check';
export const RECHECK_JOB = 'hosting.recheck';

export const listRef = (id: string): EntityRef => ({ kind: 'hosting-list', id });
export const urlRef = (id: string): EntityRef => ({ kind: 'hosting-url', id });
export const referralRef = (id: string): EntityRef => ({ kind: 'hosting-referral', id });
/** A referral that another bureau sent here. */
export const incomingRef = (id: string): EntityRef => ({ kind: 'hosting-incoming', id });
