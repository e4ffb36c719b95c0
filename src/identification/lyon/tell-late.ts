import type { Orientation } from '../../imagehash/index.ts';
import { type JobHandler, systemScope, type Tx } from '../../platform/index.ts';
import type { BureauCode } from '../../protocol/index.ts';
import type { Deps } from '../deps.ts';
import type { FoundMatch } from '../wire.ts';
import { readHolders } from './find-matches.ts';
import { readJudged } from './judgement-store.ts';
import { addParty, readSummary, touchSeries } from './series-store.ts';
import { putInContact } from './tell-parties.ts';

export const LATE_JOB = 'icse.tell-late';

/** Questions told of in one transaction. */
const AT_ONCE = 200;

interface LateRow {
  readonly question: number;
  readonly kind: FoundMatch['kind'];
  readonly distance: number | null;
  readonly orientation: Orientation | null;
  readonly frame: FoundMatch['frame'];
  readonly bureau: BureauCode;
  readonly lookup_id: string;
  readonly item: number;
  readonly contributor: BureauCode;
  readonly pdq: string | null;
}

interface MediaRow {
  readonly id: string;
  readonly series_id: string;
  readonly pdq: string;
}

/**
 * Tells those who asked about a picture before it came, newest question first, in pages that each commit: however many there
 * are, and after a crash only who was not told yet. The asker has every match beside its look-up, and one alert a picture and
 * contributor; the contributor learns once whom to talk to. A pair that was judged to be two pictures is told as such, and
 * puts nobody in contact.
 */
export function tellLateJob(deps: Deps): JobHandler {
  const scope = systemScope(deps.runtime.bureau);
  return async (job) => {
    const { media } = job.payload as { media: string };
    for (;;) {
      if (job.signal.aborted) throw new Error('stopped; what is left is told later');
      const isLast = await deps.db.tx(scope, async (tx) => {
        const told = await tellPage(deps, tx, media);
        if (told < AT_ONCE) await job.done(tx);
        return told < AT_ONCE;
      });
      if (isLast) return undefined;
    }
  };
}

async function tellPage(deps: Deps, tx: Tx, mediaId: string): Promise<number> {
  const [media] = await tx.query<MediaRow>('SELECT id, series_id, pdq FROM icse_media WHERE id = $1', [mediaId]);
  if (!media) return 0;
  const rows = await tx.query<LateRow>(
    `SELECT f.question, f.kind, f.distance, f.orientation, f.frame, f.bureau, f.lookup_id, f.item, f.contributor, i.pdq
     FROM icse_late f JOIN icse_lookup_item i ON i.seq = f.question
     WHERE f.media_id = $1 AND f.told_at IS NULL ORDER BY f.question DESC LIMIT $2 FOR UPDATE OF f`,
    [mediaId, AT_ONCE],
  );
  const judged = await readJudged(
    tx,
    rows.map(({ pdq }) => ({ asked: pdq === null ? {} : { pdq }, held: media })),
  );
  const holders = (await readHolders(tx, [mediaId])).get(mediaId) ?? [];
  const late = rows.map((row, n) => ({ ...row, judged: row.kind === 'exact' ? null : (judged[n] ?? null) }));
  for (const ofTwo of Map.groupBy(late, (row) => `${row.bureau} ${row.contributor}`).values()) {
    const [first] = ofTwo;
    if (!first) continue;
    const { bureau: asker, contributor } = first;
    const best = ofTwo.find((row) => row.judged?.falseMatch !== true);
    const isNews = best !== undefined && !(await wasTold(tx, mediaId, asker, contributor));
    let met = false;
    if (best) {
      if (await addParty(tx, media.series_id, asker, false)) await touchSeries(tx, media.series_id);
      met = await putInContact(deps, tx, { seriesId: media.series_id, a: contributor, b: asker, because: 'late' });
    }
    const series = await readSummary(tx, media.series_id);
    const match = best && {
      kind: best.kind,
      distance: best.distance,
      orientation: best.orientation,
      frame: best.frame,
    };
    for (const [lookup, ofLookup] of Map.groupBy(ofTwo, (row) => row.lookup_id)) {
      await deps.lyon.tell(tx, [asker], 'icse.match', {
        series,
        because: 'late',
        match: match ? { ...match, media: null } : null,
        alert: isNews && lookup === best.lookup_id ? deps.runtime.newId() : null,
        bureaus: [contributor],
        lookup,
        found: ofLookup.map((row) => ({
          item: row.item,
          lyonMediaId: mediaId,
          kind: row.kind,
          distance: row.distance,
          orientation: row.orientation,
          frame: row.frame,
          series,
          contributors: holders.map((holder) => holder.bureau),
          deposited: holders.some((holder) => holder.deposit === 'held'),
          judged: row.judged,
        })),
      });
    }
    if (!met || !match) continue;
    const own = holders.find((holder) => holder.bureau === contributor)?.their_media ?? null;
    await deps.lyon.tell(tx, [contributor], 'icse.match', {
      series,
      because: 'late',
      match: { ...match, media: own },
      alert: deps.runtime.newId(),
      bureaus: [asker],
      lookup: null,
      found: [],
    });
  }
  await tx.query(
    'UPDATE icse_late SET told_at = $2 WHERE media_id = $1 AND question = ANY($3::bigint[]) AND told_at IS NULL',
    [mediaId, tx.now, rows.map((row) => row.question)],
  );
  return rows.length;
}

/** An earlier page of this picture has alerted the asker already. */
async function wasTold(tx: Tx, mediaId: string, asker: BureauCode, contributor: BureauCode): Promise<boolean> {
  const rows = await tx.query(
    'SELECT 1 FROM icse_late WHERE media_id = $1 AND bureau = $2 AND contributor = $3 AND told_at IS NOT NULL LIMIT 1',
    [mediaId, asker, contributor],
  );
  return rows.length > 0;
}
