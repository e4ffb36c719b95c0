import { type JobHandler, refuse, systemScope, type Tx } from '../../../platform/index.ts';
import { type Authority, pointerAnswer } from '../../contract.ts';
import type { CasesDeps } from '../../deps.ts';
import { caseRef, requestRef } from '../../refs.ts';
import { findRequest } from '../../store-requests.ts';
import type { EntryRow } from './deconfliction-store.ts';
import { keyContext, type PartnerRow } from './partners.ts';
import { pointerOf, requestIdentifiers } from './pointers.ts';
import { confirmedRequest, insertEntry } from './record-deconfliction.ts';

export const ASK_JOB = 'case.deconflict';
const TIMEOUT_MS = 15_000;
const ANSWER_MOST = 256 * 1024;
/** After so many tries it is a person's to call. */
const TRIES = 6;

/** Asks those authorities that answer by themselves. The call is a job's: it survives a restart, and holds up nobody. */
export async function askPartners(
  deps: CasesDeps,
  tx: Tx,
  requestId: string,
  authorities: readonly Authority[],
): Promise<{ asked: number }> {
  const request = await confirmedRequest(tx, requestId);
  const on = await tx.query<{ authority: Authority }>('SELECT authority FROM case_deconfliction_partner WHERE is_on');
  const online = new Set(on.map((row) => row.authority));
  for (const authority of new Set(authorities)) {
    if (!online.has(authority)) throw refuse('deconfliction.not-online', { authority });
    const id = deps.runtime.newId();
    await insertEntry(tx, {
      id,
      request_id: requestId,
      authority,
      method: 'api',
      state: 'asked',
      contact: null,
      note: null,
      pointers: 0,
      by_actor: tx.scope.actor.id,
      at: tx.now,
      compartment: request.compartment,
    });
    await deps.jobs.enqueue(tx, { kind: ASK_JOB, key: id, payload: { id } });
    deps.audit.record(tx, {
      act: 'deconfliction.asked',
      entity: requestRef(requestId),
      about: request.case_id === null ? [] : [caseRef(request.case_id)],
      body: { number: request.number, authority },
    });
  }
  return { asked: authorities.length };
}

/** Asks one authority: hashed identifiers go out, a pointer comes back, and no word of the request. */
export function askPartnerJob(deps: CasesDeps): JobHandler {
  const scope = systemScope(deps.runtime.bureau);
  return async (job) => {
    const { id } = job.payload as { id: string };
    const ask = await deps.db.tx(scope, async (tx) => {
      const [entry] = await tx.query<EntryRow>("SELECT * FROM case_deconfliction WHERE id = $1 AND state = 'asked'", [
        id,
      ]);
      const [partner] = entry
        ? await tx.query<PartnerRow>('SELECT * FROM case_deconfliction_partner WHERE authority = $1 AND is_on', [
            entry.authority,
          ])
        : [];
      const identifiers = entry ? ((await requestIdentifiers(tx, [entry.request_id])).get(entry.request_id) ?? []) : [];
      return entry && { entry, partner, identifiers };
    });
    if (!ask) return undefined;
    const { entry, partner, identifiers } = ask;
    const settle = (state: EntryRow['state'], contact: string | null, note: string | null): Promise<void> =>
      deps.db.tx(scope, async (tx) => {
        await tx.query(
          `UPDATE case_deconfliction SET state = $2, contact = $3, note = $4, pointers = $5, answered_at = $6 WHERE id = $1`,
          [id, state, contact, note, identifiers.length, tx.now],
        );
        const request = await findRequest(tx, entry.request_id);
        deps.audit.record(tx, {
          act: 'deconfliction.answered',
          entity: requestRef(entry.request_id),
          about: request?.case_id ? [caseRef(request.case_id)] : [],
          body: { number: request?.number ?? '', authority: entry.authority, result: state },
        });
        await job.done(tx);
      });
    if (!partner) {
      await settle('failed', null, 'deconfliction.not-online');
      return undefined;
    }
    if (identifiers.length === 0) {
      // Nothing to compare by: only a person can ask.
      await settle('failed', null, 'deconfliction.nothing-to-compare');
      return undefined;
    }
    const key = Buffer.from(deps.vault.unwrap(partner.key, keyContext(partner.authority))).toString('utf8');
    try {
      const pointers = identifiers.map((identifier) => pointerOf(identifier, key));
      const response = await deps.runtime.fetch(partner.url, {
        method: 'POST',
        headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json', 'idempotency-key': id },
        body: JSON.stringify({ v: 1, pointers }),
        redirect: 'error',
        signal: AbortSignal.any([job.signal, AbortSignal.timeout(TIMEOUT_MS)]),
      });
      const text = response.ok ? (await response.text()).slice(0, ANSWER_MOST) : '';
      if (!response.ok) throw new Error(`status ${response.status}`);
      const { hits } = pointerAnswer.parse(JSON.parse(text));
      const known = new Set(pointers);
      const contacts = [...new Set(hits.filter((hit) => known.has(hit.pointer)).map((hit) => hit.contact))];
      await settle(contacts.length > 0 ? 'pointer' : 'clear', contacts.join('; ').slice(0, 300) || null, null);
    } catch (error) {
      if (job.signal.aborted) throw error;
      // What failed may hold the address of the partner; the log has the number of tries alone.
      if (job.attempt < TRIES) throw new Error('deconfliction: the partner did not answer');
      await settle('failed', null, 'deconfliction.no-answer');
    }
    return undefined;
  };
}
