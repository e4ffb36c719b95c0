import { refuse, type Tx } from '../../platform/index.ts';
import type { BureauCode } from '../../protocol/index.ts';
import type { Judged } from '../contract.ts';
import type { Deps } from '../deps.ts';
import type { Judgement } from '../wire.ts';
import { readJudged } from './judgement-store.ts';

interface Asked {
  readonly bureau: BureauCode;
  readonly pdq: string | null;
  readonly sha256: string | null;
  readonly md5: string | null;
}

interface Held {
  readonly id: string;
  readonly series_id: string;
  readonly pdq: string;
  readonly sha256: string;
}

/**
 * Request `icse/judge`: what a person at the bureau that asked says of one match. Lyon keeps it for the pair of hashes and
 * shows it with every later answer about either; it suppresses nothing. The newest version of a word counts.
 */
export async function holdJudgement(
  deps: Deps,
  tx: Tx,
  { from, body }: { from: BureauCode; body: Judgement },
): Promise<{ judged: Judged | null }> {
  const [asked] = await tx.query<Asked>(
    `SELECT l.bureau, i.pdq, i.sha256, i.md5 FROM icse_lookup_item i JOIN icse_lookup l ON l.id = i.lookup_id
     WHERE i.lookup_id = $1 AND i.item = $2`,
    [body.lookup, body.item],
  );
  const [held] = await tx.query<Held>('SELECT id, series_id, pdq, sha256 FROM icse_media WHERE id = $1', [body.media]);
  if (asked?.bureau !== from || !held) throw refuse('judgement.unknown');
  if (body.verdict === 'not-same' && asked.sha256 === held.sha256) throw refuse('judgement.same-file');
  const rows = await tx.query(
    `INSERT INTO icse_judgement (id, bureau, lookup_id, item, media_id, asked_pdq, asked_sha256, asked_md5, held_pdq,
       held_sha256, verdict, standing, version, at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
     ON CONFLICT (id) DO UPDATE SET standing = $12, version = $13, at = $14
       WHERE icse_judgement.bureau = $2 AND icse_judgement.version < $13
     RETURNING id`,
    [
      body.id,
      from,
      body.lookup,
      body.item,
      held.id,
      asked.pdq,
      asked.sha256,
      asked.md5,
      held.pdq,
      held.sha256,
      body.verdict,
      body.standing,
      body.version,
      tx.now,
    ],
  );
  if (rows.length > 0) {
    deps.audit.record(tx, {
      act: 'icse.match-judged',
      entity: { kind: 'icse-media', id: held.id },
      about: [
        { kind: 'series', id: held.series_id },
        { kind: 'lookup', id: body.lookup },
      ],
      body: { bureau: from, verdict: body.verdict, standing: body.standing },
    });
  }
  const { pdq, sha256, md5 } = asked;
  const given = { ...(pdq ? { pdq } : {}), ...(sha256 ? { sha256 } : {}), ...(md5 ? { md5 } : {}) };
  const [judged = null] = await readJudged(tx, [{ asked: given, held }]);
  return { judged };
}
