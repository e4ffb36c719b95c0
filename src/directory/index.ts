import type * as z from 'zod';
import type { Audit } from '../audit/index.ts';
import { type Database, messageHandler, type Runtime, refuse } from '../platform/index.ts';
import { bootstrapRoot } from './bootstrap-root.ts';
import { keyChange } from './contract.ts';
import type { DirectoryDeps } from './deps.ts';
import { feedHandlers } from './follow-feed.ts';
import { createKeyCache } from './key-cache.ts';
import { peekStatement } from './key-statement.ts';
import { isP256, type KeyUse, type StoredKey } from './key-store.ts';
import { publishBureau, rotateKey } from './publish-bureau.ts';
import { type OnOwnSheet, type RequirementDeps, takePublishedSheet } from './requirements/change-sheet.ts';
import { requirementRoutes } from './requirements/routes.ts';
import { requireChecklist } from './requirements/run-checklist.ts';
import { lockSheet, sheet } from './requirements/sheets.ts';
import { revokeKey } from './revoke-key.ts';
import { directoryRoutes } from './routes.ts';
import { seed } from './seed.ts';
import { listBureaus, listTaskForces, readAgency, readBureau, searchAgencies } from './store.ts';
import type { Directory, Publish, SigningKeyRecord } from './types.ts';

export { fetchBootstrap } from './bootstrap-root.ts';
export { keyStatement, peekStatement, publicLogKey } from './key-statement.ts';
export { loadCodes, loadOffences } from './seed.ts';
export type {
  Agency,
  AgencyLevel,
  BureauEnrolment,
  BureauRecord,
  BureauStatus,
  Directory,
  LogJwk,
  Names,
  Publish,
  RootBootstrap,
  SigningKeyRecord,
  TaskForce,
} from './types.ts';

/** Bureaus and their keys, agencies, task forces, countries. */
export function createDirectory(options: {
  db: Database;
  runtime: Runtime;
  audit: Audit;
  ipsg: { rootFingerprint: string };
}): Directory {
  const { db, runtime, audit } = options;
  const cache = createKeyCache({ db, runtime });
  let publisher: Publish | undefined;
  const onOwnSheet: OnOwnSheet[] = [];
  const requirements: RequirementDeps = {
    audit,
    async published(tx, own) {
      for (const listener of onOwnSheet) await listener(tx, own);
    },
  };
  const deps: DirectoryDeps = {
    db,
    runtime,
    audit,
    cache,
    rootFingerprint: options.ipsg.rootFingerprint,
    async publish(tx, entry) {
      if (!publisher) throw new Error('directory: no feed to publish on');
      await publisher(tx, entry);
    },
  };

  /** The key of one use that is in force now. */
  async function inForce(code: string, use: KeyUse): Promise<StoredKey | null> {
    const bureau = await cache.of(code);
    return bureau?.keys.find((key) => key.use === use && key.validTo === null && key.revokedAt === null) ?? null;
  }

  return {
    seed,
    bureau: readBureau,
    bureaus: listBureaus,
    async signingKey(code, kid, at = runtime.clock.now()) {
      const key = (await cache.of(code))?.keys.find((k) => k.use === 'signing' && k.kid === kid);
      return key ? asSigningKey(key, at) : null;
    },
    async encryptionKey(code) {
      const key = await inForce(code, 'encryption');
      return key && isP256(key.jwk) ? { kid: key.kid, jwk: key.jwk } : null;
    },
    async logKey(code) {
      const key = await inForce(code, 'log');
      return key && !isP256(key.jwk) ? key.jwk : null;
    },
    endpoint: async (code) => (await cache.of(code))?.endpoint ?? null,
    agency: readAgency,
    searchAgencies,
    taskForces: listTaskForces,
    bootstrap: (tx, bootstrap) => bootstrapRoot(deps, tx, bootstrap),
    enrol: (tx, enrolment) => publishBureau(deps, tx, enrolment),
    rotateKey: (tx, change) => rotateKey(deps, tx, change),
    revokeKey: (tx, code, kid, reason) => revokeKey(deps, tx, { code, kid, reason }),
    setPublisher(publish) {
      publisher = publish;
    },
    requirements: {
      sheet,
      async lockedSheet(tx, country) {
        await lockSheet(tx, country);
        return sheet(tx, country);
      },
      check: (tx, asked) => requireChecklist(audit, tx, asked),
      take: (tx, from, published) => takePublishedSheet(requirements, tx, from, published),
      onPublished: (listener) => void onOwnSheet.push(listener),
    },
    parts: {
      routes: [...directoryRoutes(deps), ...requirementRoutes(requirements)],
      feed: feedHandlers(deps),
      messages: [
        messageHandler<z.output<typeof keyChange>>({
          kind: 'directory.key-change',
          schema: keyChange,
          async handle(tx, { from, body }) {
            if (peekStatement(body.statement).from !== from) throw refuse('key.other-bureau', { bureau: from });
            await rotateKey(deps, tx, body);
          },
        }),
      ],
      acts: {
        'directory.keys-changed': {},
        'directory.key-revoked': {},
        'directory.key-alarm': {},
        'directory.alarm-settled': {},
        'requirements.changed': {},
        'requirements.received': {},
        'requirements.conflict': {},
        'requirements.settled': {},
        'requirements.checked': {},
        'requirements.overridden': {},
      },
    },
  };
}

function asSigningKey(key: StoredKey, at: number): SigningKeyRecord | null {
  if (!isP256(key.jwk)) return null;
  const { jwk, validFrom, validTo, revokedAt } = key;
  const state =
    revokedAt !== null && revokedAt <= at ? 'revoked' : validTo !== null && validTo <= at ? 'expired' : 'active';
  return { jwk, state, validFrom, validTo, revokedAt };
}
