import type { ConservationSource } from '../platform/index.ts';
import { SECRETARIAT } from './deps.ts';

/** A source over one statement that answers `id` and where it stands. */
function source(item: string, statement: string): ConservationSource {
  return {
    item,
    owed: true,
    async states(tx) {
      const rows = await tx.query<{ id: string; stands: 'open' | 'finished' | 'refused' }>(statement);
      const of = (stands: string): string[] => rows.filter((row) => row.stands === stands).map((row) => row.id);
      return { open: of('open'), finished: of('finished'), refused: of('refused') };
    },
  };
}

const ASK = "CASE state WHEN 'answered' THEN 'finished' ELSE state END AS stands";

/** This room's own account of what came in, beside the ledger's and that of `work`. */
export function conservation(bureau: string): readonly ConservationSource[] {
  const own = [
    source('lookup', `SELECT id, ${ASK} FROM ident_ask WHERE kind = 'lookup'`),
    source('icse-ask', `SELECT id, ${ASK} FROM ident_ask WHERE kind <> 'lookup'`),
    source(
      'series-alert',
      "SELECT id, CASE state WHEN 'closed' THEN 'finished' ELSE 'open' END AS stands FROM ident_alert",
    ),
    source(
      'series-charge',
      `SELECT id, CASE charge WHEN 'open' THEN 'open' WHEN 'done' THEN 'finished' ELSE 'refused' END AS stands
       FROM ident_series WHERE charge <> 'none'`,
    ),
    source(
      'withdrawal',
      `SELECT id, CASE WHEN state IN ('proposed', 'sent') THEN 'open' WHEN state = 'done' THEN 'finished' ELSE 'refused' END
         AS stands FROM ident_withdrawal`,
    ),
    source('hash-feedback', `SELECT id, ${ASK} FROM ident_hash_feedback`),
    source(
      'series-person',
      `SELECT id, CASE charge WHEN 'open' THEN 'open' WHEN 'done' THEN 'finished' ELSE 'refused' END AS stands
       FROM ident_series_person WHERE charge <> 'none'`,
    ),
    source(
      'file-request',
      `SELECT id, CASE WHEN state IN ('open', 'granted') THEN 'open' WHEN state = 'refused' THEN 'refused'
         ELSE 'finished' END AS stands FROM ident_file_request WHERE direction = 'asked'`,
    ),
    source(
      'file-owed',
      `SELECT id, CASE state WHEN 'open' THEN 'open' WHEN 'refused' THEN 'refused' ELSE 'finished' END AS stands
       FROM ident_file_request WHERE direction = 'owed'`,
    ),
    source(
      'appeal',
      `SELECT id, CASE WHEN state IN ('asking', 'asked') THEN 'open' WHEN state = 'refused' THEN 'refused'
         WHEN requester <> '${bureau.replace(/[^A-Z]/g, '')}' THEN 'finished'
         WHEN state = 'cleared' THEN 'open'
         WHEN state IN ('withdrawn', 'expired') AND published IS NULL THEN 'refused'
         WHEN state IN ('withdrawn', 'expired') AND taken_down_at IS NULL THEN 'open' ELSE 'finished' END AS stands
       FROM ident_appeal`,
    ),
  ];
  own.push(
    source(
      'hash-import',
      `SELECT id, CASE WHEN state IN ('done', 'undone') THEN 'finished' WHEN state = 'discarded' THEN 'refused'
         ELSE 'open' END AS stands FROM ident_import`,
    ),
  );
  if (bureau !== SECRETARIAT) return own;
  return [
    ...own,
    source(
      'series',
      `SELECT id, CASE WHEN state = 'protected' OR merged_into IS NOT NULL THEN 'finished' ELSE 'open' END AS stands
       FROM icse_series`,
    ),
    source(
      'icse-clue',
      `SELECT id, CASE state WHEN 'read' THEN 'finished' WHEN 'withdrawn' THEN 'refused' ELSE 'open' END AS stands
       FROM icse_clue`,
    ),
    source(
      'icse-appeal',
      `SELECT id, CASE WHEN state = 'asked' THEN 'open' WHEN state = 'refused' THEN 'refused'
         WHEN state IN ('withdrawn', 'expired') AND published IS NOT NULL AND taken_down_at IS NULL THEN 'open'
         WHEN state = 'expired' AND published IS NULL AND EXISTS
           (SELECT FROM icse_appeal_owner o WHERE o.appeal_id = icse_appeal.id AND o.answer IS DISTINCT FROM 'yes')
           THEN 'refused' ELSE 'finished' END AS stands FROM icse_appeal`,
    ),
    source(
      'curation',
      `SELECT id, CASE state WHEN 'open' THEN 'open' WHEN 'withdrawn' THEN 'refused' ELSE 'finished' END AS stands
       FROM icse_curation`,
    ),
  ];
}
