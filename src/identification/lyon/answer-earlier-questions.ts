import type { Orientation } from '../../imagehash/index.ts';
import type { Tx } from '../../platform/index.ts';
import type { BureauCode } from '../../protocol/index.ts';
import type { Deps } from '../deps.ts';
import type { Contribution, FoundMatch } from '../wire.ts';
import { readHolders } from './find-matches.ts';
import { findNear, type HashIndexes, type NearMatch } from './hash-indexes.ts';
import { addParty, readSummary } from './series-store.ts';
import { putInContact } from './tell-parties.ts';

interface Question {
  readonly seq: number;
  readonly lookup_id: string;
  readonly item: number;
  readonly bureau: string;
  readonly sha256: string | null;
  readonly md5: string | null;
}

/** Lyon remembers what was asked: the picture that comes later answers it, and puts asker and contributor in contact. */
export async function answerEarlierQuestions(
  deps: Deps & { indexes: HashIndexes },
  tx: Tx,
  given: { from: BureauCode; body: Contribution; mediaId: string; seriesId: string },
): Promise<void> {
  const { from, body, mediaId, seriesId } = given;
  const near = new Map(findNear(deps.indexes.lookups, body).map((match) => [match.seq, match]));
  const questions = await tx.query<Question>(
    `SELECT i.seq, i.lookup_id, i.item, l.bureau, i.sha256, i.md5
     FROM icse_lookup_item i JOIN icse_lookup l ON l.id = i.lookup_id
     WHERE (i.sha256 = $1 OR i.md5 = $2 OR i.seq = ANY($3::bigint[])) AND l.bureau <> $4 ORDER BY i.seq`,
    [body.sha256, body.md5, [...near.keys()], from],
  );
  for (const [lookupId, asked] of Map.groupBy(questions, (question) => question.lookup_id)) {
    const asker = asked[0]?.bureau;
    if (asker === undefined) continue;
    await addParty(tx, seriesId, asker, false);
    const met = await putInContact(deps, tx, { seriesId, a: from, b: asker, because: 'late' });
    const series = await readSummary(tx, seriesId);
    const holders = (await readHolders(tx, [mediaId])).get(mediaId) ?? [];
    const found = asked.slice(0, 500).map((question) => ({
      item: question.item,
      lyonMediaId: mediaId,
      ...nearness(question, body, near.get(question.seq)),
      series,
      contributors: holders.map((holder) => holder.bureau),
      deposited: false,
    }));
    const [best] = found;
    if (!best) continue;
    const match = { kind: best.kind, distance: best.distance, orientation: best.orientation, media: null };
    await deps.lyon.tell(tx, [asker], 'icse.match', {
      series,
      because: 'late',
      match,
      alert: deps.runtime.newId(),
      bureaus: [from],
      lookup: lookupId,
      found,
    });
    // The contributor learns once whom to talk to; the asker learns of every match.
    if (!met) continue;
    await deps.lyon.tell(tx, [from], 'icse.match', {
      series,
      because: 'late',
      match: { ...match, media: body.media },
      alert: deps.runtime.newId(),
      bureaus: [asker],
      lookup: null,
      found: [],
    });
  }
}

const INVERSE: Partial<Record<Orientation, Orientation>> = { rotate90: 'rotate270', rotate270: 'rotate90' };

function nearness(
  question: Question,
  body: Contribution,
  near: NearMatch | undefined,
): Pick<FoundMatch, 'kind' | 'distance' | 'orientation'> {
  if (question.sha256 === body.sha256 || question.md5 === body.md5 || !near) {
    return { kind: 'exact', distance: null, orientation: null };
  }
  // Found by turning the new picture; told as how the asker's own picture is turned.
  const orientation = INVERSE[near.orientation] ?? near.orientation;
  return { kind: orientation === 'original' ? 'near' : 'turned', distance: near.distance, orientation };
}
