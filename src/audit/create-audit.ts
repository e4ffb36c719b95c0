import {
  type ActCatalogue,
  type Database,
  type EntityRef,
  type RoomParts,
  type Runtime,
  type Scope,
  systemScope,
  type Tx,
  type Vault,
} from '../platform/index.ts';
import { type BureauCode, parseNoteVerifier } from '../protocol/index.ts';
import { DESTROYED, acts as ownActs } from './acts.ts';
import { createBodyKeys } from './body-keys.ts';
import { countFlows, type Flows } from './count-flows.ts';
import { destroyEntity } from './destroy-entity.ts';
import { checkedRef, type LedgerAct, type SealedEntry, type TimelineEntry } from './entry.ts';
import { createFollowers, type LedgerHandler } from './follow-ledger.ts';
import { createLive } from './live-stream.ts';
import { readTimeline } from './read-timeline.ts';
import { readTouched } from './read-touched.ts';
import { type RecordDeps, recordAct } from './record-act.ts';
import { auditRoutes } from './routes.ts';
import { createSealedLog, type LogKey, type SealedLog } from './sealed-log.ts';
import { createSealer } from './sealer.ts';
import { type LedgerVerdict, verifyLedger } from './verify-ledger.ts';

export interface AuditDeps {
  readonly db: Database;
  readonly runtime: Runtime;
  readonly vault: Vault;
  /** Ed25519 private JWK: signs checkpoints and nothing else. */
  readonly logKey: LogKey;
  /** True when this process alone works the database: the sealer then never looks without being woken. */
  readonly sole?: boolean;
}

/** The ledger. Every act goes through `record` in the transaction that has the effect. */
export interface Audit {
  /**
   * Puts an act on the record. Nothing is awaited: all acts of a transaction are written in one statement before its commit.
   * @throws TypeError for an act of no registered catalogue; ProtocolError for a body that is not canonical JSON.
   */
  record(tx: Tx, entry: LedgerAct): void;
  /** In a transaction of its own, for what must stay on the record though the effect was refused. */
  recordAlone(scope: Scope, entry: LedgerAct): Promise<void>;
  /** Destroys keys and bodies of an entity's acts; the log still verifies. Returns how many bodies. */
  destroyEntity(tx: Tx, entity: EntityRef): Promise<number>;
  /** Entries of or about an entity, oldest first, bodies opened. `after` is the last `seq` seen; `limit` 200 unless said. */
  timeline(tx: Tx, entity: EntityRef, options?: { after?: number; limit?: number }): Promise<TimelineEntry[]>;
  /** Sealed entries from 0 on, contiguous, in order, at least once, under a cursor stored by name. */
  follow(name: string, handler: LedgerHandler): void;
  /**
   * Things of some kinds that entries from number `from` on were about, looking left out, and the number to go on from:
   * for a copy in memory that every process keeps for itself. `from` Infinity: only where the ledger ends now.
   */
  touched(tx: Tx, from: number, kinds: readonly string[]): Promise<{ refs: EntityRef[]; next: number }>;
  /** In this process, after the commit of a seal. Returns how to stop listening. */
  onSealed(listener: (entries: SealedEntry[]) => void): () => void;
  /** Newest signed checkpoint. */
  checkpoint(): Promise<string>;
  registerActs(acts: ActCatalogue): void;
  /** Where the ledger says each item of a kind stands. */
  flows(tx: Tx, item: string): Promise<Flows>;
  verify(options?: { checkpoints?: readonly string[] }): Promise<LedgerVerdict>;
  start(): void;
  stop(): Promise<void>;
  sealNow(): Promise<void>;
  readonly log: SealedLog;
  readonly parts: RoomParts;
}

/** Name of a bureau's ledger in its checkpoints. */
export function ledgerOrigin(bureau: BureauCode): string {
  return `homeward.example.org/${bureau}/ledger`;
}

export function createAudit(deps: AuditDeps): Audit {
  const { db, runtime } = deps;
  const scope = systemScope(runtime.bureau);
  const catalogue = new Map<string, ActCatalogue[string]>(Object.entries(ownActs));
  const keys = createBodyKeys(deps);
  const log = createSealedLog({ name: 'ledger', origin: ledgerOrigin(runtime.bureau), key: deps.logKey });
  const verifier = parseNoteVerifier(log.verifier);
  const listeners = new Set<(entries: SealedEntry[]) => void>();
  const followers = createFollowers(deps);
  const sealer = createSealer({
    db,
    runtime,
    log,
    sole: deps.sole ?? false,
    onSealed: (entries) => {
      for (const listener of listeners) listener(entries);
      followers.wake();
    },
  });
  const recordDeps: RecordDeps = { runtime, keys, acts: catalogue, wake: sealer.wake };
  const record = (tx: Tx, entry: LedgerAct): void => recordAct(recordDeps, tx, entry);
  const onSealed: Audit['onSealed'] = (listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };
  const live = createLive({ db, runtime, log, onSealed });
  const verify = (tx: Tx, checkpoints: readonly string[]): Promise<LedgerVerdict> =>
    verifyLedger(tx, { log, keys, verifier }, checkpoints);

  return {
    record,
    recordAlone: (actor, entry) => db.tx(actor, async (tx) => record(tx, entry)),
    async destroyEntity(tx, entity) {
      const bodies = await destroyEntity(tx, entity);
      tx.onCommit(() => keys.forget(checkedRef(entity)));
      record(tx, { act: DESTROYED, entity });
      return bodies;
    },
    timeline: (tx, entity, options) => readTimeline(tx, keys, entity, options),
    follow: followers.follow,
    touched: readTouched,
    onSealed,
    checkpoint: () => db.tx(scope, (tx) => log.checkpoint(tx)),
    registerActs(acts) {
      for (const [act, rule] of Object.entries(acts)) catalogue.set(act, rule);
    },
    flows: (tx, item) => countFlows(tx, catalogue, item),
    verify: (options) => db.tx(scope, (tx) => verify(tx, options?.checkpoints ?? [])),
    start() {
      sealer.start();
      followers.start();
    },
    async stop() {
      live.close();
      await sealer.stop();
      await followers.stop();
    },
    sealNow: sealer.sealNow,
    log,
    parts: { acts: ownActs, routes: [live.route, ...auditRoutes({ runtime, log, record, verify })] },
  };
}
