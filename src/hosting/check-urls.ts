import { type Job, type JobHandler, systemScope, type Tx } from '../platform/index.ts';
import type { SigningKey } from '../protocol/index.ts';
import type { Evidence } from './contract.ts';
import { DAY, type HostingDeps, listRef, RECHECK_JOB, urlRef } from './deps.ts';
import { eachAtOnce, lookAtUrl, signEvidence } from './look-at-url.ts';
import type { Looker } from './looker.ts';

/** Looked at and kept together: what a kill can cost is looked at again. */
const BATCH = 512;

export interface CheckDeps extends HostingDeps {
  readonly looker: Looker;
  readonly signing: SigningKey;
}

interface Due {
  readonly id: string;
  readonly url: string;
  readonly host: string;
  readonly is_address: boolean;
}

/** Looks at the addresses of a list that wait, batch by batch; what is done stays done over a kill. Or at one address alone. */
export function checkJob(deps: CheckDeps): JobHandler {
  return async (job) => {
    const { listId, urlId } = job.payload as { listId?: string; urlId?: string };
    const scope = systemScope(deps.runtime.bureau);
    if (urlId !== undefined) {
      const due = await deps.db.tx(scope, (tx) =>
        tx.query<Due>('SELECT id, url, host, is_address FROM hosting_url WHERE id = $1', [urlId]),
      );
      const looked = await look(deps, job, due);
      await deps.db.tx(scope, async (tx) => {
        await keep(deps, tx, looked, urlRef(urlId));
        await job.done(tx);
      });
      return undefined;
    }
    if (listId === undefined) throw new Error('a check is of a list or of an address');
    for (;;) {
      const due = await deps.db.tx(scope, (tx) =>
        tx.query<Due>(
          `SELECT h.id, h.url, h.host, h.is_address FROM hosting_list_url l JOIN hosting_url h ON h.id = l.url_id
           WHERE l.list_id = $1 AND h.state = 'waiting' ORDER BY l.line LIMIT ${BATCH}`,
          [listId],
        ),
      );
      if (due.length === 0) break;
      const looked = await look(deps, job, due);
      await deps.db.tx(scope, (tx) => keep(deps, tx, looked, listRef(listId)));
    }
    await deps.db.tx(scope, async (tx) => {
      const done = await tx.query(
        "UPDATE hosting_list SET state = 'to-confirm', version = version + 1 WHERE id = $1 AND state = 'checking' RETURNING id",
        [listId],
      );
      if (done.length > 0) deps.audit.record(tx, { act: 'hosting.list-checked', entity: listRef(listId) });
      await job.done(tx);
    });
    return undefined;
  };
}

/** Looks again at what is past its date, while a list that holds it is open or a referral of it is. */
export function recheckJob(deps: CheckDeps): JobHandler {
  return async (job) => {
    const scope = systemScope(deps.runtime.bureau);
    const due = await deps.db.tx(scope, (tx) =>
      tx.query<Due>(
        `SELECT h.id, h.url, h.host, h.is_address FROM hosting_url h
         WHERE h.recheck_at <= $1 AND ${STILL_OF_INTEREST} ORDER BY h.recheck_at LIMIT ${BATCH}`,
        [tx.now],
      ),
    );
    if (due.length > 0) {
      const looked = await look(deps, job, due);
      await deps.db.tx(scope, (tx) => keep(deps, tx, looked, null));
    }
    if (due.length === BATCH) return { againAfterMs: 0 };
    // What is of no interest any more is not looked at; the next date of the rest says when to come back.
    const next = await deps.db.tx(scope, async (tx) => {
      const [row] = await tx.query<{ at: number | null }>(
        `SELECT min(h.recheck_at) AS at FROM hosting_url h WHERE ${STILL_OF_INTEREST}`,
      );
      return row?.at == null ? null : Math.max(60_000, Math.min(row.at - tx.now, DAY));
    });
    return next === null ? undefined : { againAfterMs: next };
  };
}

const STILL_OF_INTEREST = `(EXISTS (SELECT 1 FROM hosting_list_url l JOIN hosting_list o ON o.id = l.list_id
    WHERE l.url_id = h.id AND o.state <> 'closed')
  OR EXISTS (SELECT 1 FROM hosting_referral r WHERE r.id = h.referral_id AND r.state NOT IN ('closed', 'refused')))`;

interface Looked {
  readonly due: Due;
  readonly evidence: Evidence;
}

function look(deps: CheckDeps, job: Pick<Job, 'signal'>, due: readonly Due[]): Promise<Looked[]> {
  const { dns, places } = deps.looker.open();
  const now = (): number => deps.runtime.clock.now();
  return eachAtOnce(due, deps.settings.dns.concurrency, job.signal, async (one) => ({
    due: one,
    evidence: await lookAtUrl({ settings: deps.settings, dns, places, now }, { ...one, isAddress: one.is_address }),
  }));
}

/** Keeps what was found, signed, in the transaction; what leads elsewhere than before is marked as moved. */
async function keep(
  deps: CheckDeps,
  tx: Tx,
  looked: readonly Looked[],
  about: { kind: string; id: string } | null,
): Promise<void> {
  const ids = looked.map(({ due }) => due.id);
  const before = await tx.query<{ id: string; check_id: string; evidence: Evidence }>(
    `SELECT h.id, h.check_id, c.evidence FROM hosting_url h JOIN hosting_check c ON c.id = h.check_id
     WHERE h.id = ANY($1::uuid[])`,
    [ids],
  );
  const earlier = new Map(before.map((row) => [row.id, row.evidence]));
  const rows = looked
    .map(({ due, evidence }) => {
      const id = deps.runtime.newId();
      const old = earlier.get(due.id);
      return {
        id,
        urlId: due.id,
        evidence,
        jws: signEvidence(deps.runtime, deps.signing, id, evidence),
        moved: old !== undefined && leadsElsewhere(old, evidence),
      };
    })
    .sort((a, b) => (a.urlId < b.urlId ? -1 : 1));
  const of = <T>(pick: (row: (typeof rows)[number]) => T): T[] => rows.map(pick);
  await tx.query(
    `INSERT INTO hosting_check (id, url_id, at, moved, evidence, jws)
     SELECT u.id, u.url_id, u.at, u.moved, u.evidence::jsonb, u.jws
     FROM unnest($1::uuid[], $2::uuid[], $3::bigint[], $4::boolean[], $5::text[], $6::text[])
       AS u(id, url_id, at, moved, evidence, jws)`,
    [
      of((row) => row.id),
      of((row) => row.urlId),
      of((row) => row.evidence.at),
      of((row) => row.moved),
      of((row) => JSON.stringify(row.evidence)),
      of((row) => row.jws),
    ],
  );
  await tx.query(
    `UPDATE hosting_url h SET check_id = u.id, verdict = u.verdict::jsonb, verdict_kind = u.kind, country = u.country,
       checked_at = u.at, recheck_at = u.recheck_at, moved_at = CASE WHEN u.moved THEN u.at ELSE h.moved_at END,
       -- A person's word was about where it led then.
       state = CASE WHEN h.state = 'confirmed' AND NOT u.moved THEN 'confirmed' ELSE 'checked' END,
       confirmed = CASE WHEN u.moved THEN NULL ELSE h.confirmed END,
       confirmed_country = CASE WHEN u.moved THEN NULL ELSE h.confirmed_country END,
       version = h.version + 1
     FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::text[], $6::bigint[], $7::bigint[], $8::boolean[])
       AS u(url_id, id, verdict, kind, country, at, recheck_at, moved)
     WHERE h.id = u.url_id`,
    [
      of((row) => row.urlId),
      of((row) => row.id),
      of((row) => JSON.stringify(row.evidence.verdict)),
      of((row) => row.evidence.verdict.kind),
      of((row) => row.evidence.verdict.country),
      of((row) => row.evidence.at),
      of((row) => row.evidence.recheckAt),
      of((row) => row.moved),
    ],
  );
  for (const row of rows.filter((one) => one.moved)) {
    deps.audit.record(tx, { act: 'hosting.moved', entity: urlRef(row.urlId), ...(about ? { about: [about] } : {}) });
  }
  deps.audit.record(tx, {
    act: 'hosting.checked',
    entity: about ?? { kind: 'hosting-recheck', id: rows[0]?.id ?? deps.runtime.newId() },
    body: { urls: rows.length, first: rows[0]?.id ?? '', moved: rows.filter((one) => one.moved).length },
  });
  const soonest = Math.min(...rows.map((row) => row.evidence.recheckAt));
  await deps.jobs.enqueue(tx, { kind: RECHECK_JOB, key: 'recheck', payload: {}, runAt: soonest });
}

/** Another country, or no address in common: names that turn through the addresses of one host stay where they are. */
export function leadsElsewhere(before: Evidence, now: Evidence): boolean {
  if (now.addresses.length === 0 || before.addresses.length === 0) return false;
  const { verdict: was } = before;
  const { verdict: is } = now;
  if (was.country !== null && is.country !== null) return was.country !== is.country;
  const known = new Set(before.addresses.map((one) => one.address));
  const networks = new Set(before.addresses.flatMap((one) => one.network ?? one.asn ?? []));
  return !now.addresses.some(
    (one) => known.has(one.address) || networks.has((one.network ?? one.asn) as string | number),
  );
}
