import type { Tx } from '../../platform/index.ts';
import type { BureauCode } from '../../protocol/index.ts';
import type { Deps } from '../deps.ts';
import { holdFrames } from '../video/hold-frames.ts';
import type { Contribution, ContributionAnswer, FoundMatch } from '../wire.ts';
import { answerEarlierQuestions } from './answer-earlier-questions.ts';
import { chooseSeries } from './choose-series.ts';
import { openConflict } from './curate-media.ts';
import { findMatches, readHolders, standingMatches } from './find-matches.ts';
import type { HashIndexes } from './hash-indexes.ts';
import { putClassification } from './hold-description.ts';
import { holdPhotoDna } from './photodna.ts';
import { addParty, readSummary, touchSeries } from './series-store.ts';
import type { SourceRates } from './source-rates.ts';
import { putInContact, tellParties } from './tell-parties.ts';
import { meetAsContribution, takeTurn } from './turns.ts';

/**
 * Request `icse/contribute`: hashes and metadata of one picture. It joins the named series, or the one that a match points
 * to, or opens one. Matches put the bureaus in contact, and those who asked for such a picture before are told.
 */
export async function holdContribution(
  deps: Deps & { indexes: HashIndexes; rates: SourceRates },
  tx: Tx,
  { from, body }: { from: BureauCode; body: Contribution },
): Promise<ContributionAnswer> {
  const wait = await deps.rates.admit(tx, { bureau: from, kind: 'contribute', amount: 1 });
  if (wait) return { wait };
  deps.indexes.lastUsed = tx.now;
  await takeTurn(tx);
  await deps.indexes.media.follow(tx);
  await deps.indexes.frames.followHeld(tx);
  const matches = standingMatches(await findMatches(tx, deps.indexes, [comparable(body)]));
  // Read on outside the meeting, so that little is left to read while questions wait.
  await deps.indexes.questions.follow(tx, false);
  await meetAsContribution(tx);
  const [held] = await tx.query<{ id: string; series_id: string }>(
    'SELECT id, series_id FROM icse_media WHERE sha256 = $1',
    [body.sha256],
    'icse.held-already',
  );
  const seriesId = held?.series_id ?? (await chooseSeries(deps, tx, from, body, matches));
  const mediaId = held?.id ?? (await insertMedia(deps, tx, seriesId, body));
  if (await insertContribution(tx, mediaId, from, body)) {
    await addParty(tx, seriesId, from, true);
    await touchSeries(tx, seriesId);
    deps.audit.record(tx, {
      act: 'icse.contributed',
      entity: { kind: 'icse-media', id: mediaId },
      about: [{ kind: 'series', id: seriesId }],
      body: { bureau: from, alreadyHeld: held !== undefined },
    });
    await holdPhotoDna(tx, mediaId, from, body.photodna);
    if (body.classification) await putClassification(tx, mediaId, from, body.classification);
    await openConflict(deps, tx, mediaId);
    await introduceOwners(deps, tx, from, seriesId, matches);
    await answerEarlierQuestions(deps, tx, { from, picture: comparable(body), mediaId });
    await tellParties(deps, tx, seriesId, 'contributed');
  }
  return { mediaId, series: await readSummary(tx, seriesId), alreadyHeld: held !== undefined };
}

async function insertMedia(deps: Deps, tx: Tx, seriesId: string, body: Contribution): Promise<string> {
  const id = deps.runtime.newId();
  await tx.query(
    `INSERT INTO icse_media (id, series_id, type, width, height, size, md5, sha1, sha256, pdq, quality, at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
    [
      id,
      seriesId,
      body.type,
      body.width,
      body.height,
      body.size,
      body.md5,
      body.sha1,
      body.sha256,
      body.pdq,
      body.quality,
      tx.now,
    ],
  );
  if (body.video) await holdFrames(tx, id, body.video);
  return id;
}

/** A video is compared by its frames. */
function comparable(body: Contribution) {
  return body.video ? { ...body, frames: body.video.frames } : body;
}

/** False when this bureau contributed it before. */
async function insertContribution(tx: Tx, mediaId: string, from: BureauCode, body: Contribution): Promise<boolean> {
  const rows = await tx.query(
    `INSERT INTO icse_contribution (media_id, bureau, their_media, classification, handling, at)
     VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (media_id, bureau) DO NOTHING RETURNING media_id`,
    [
      mediaId,
      from,
      body.media,
      body.classification ? JSON.stringify(body.classification) : null,
      JSON.stringify(body.handling),
      tx.now,
    ],
  );
  return rows.length > 0;
}

/** The contributor and the other contributors of its series and of every series it matches, two by two, once. */
async function introduceOwners(
  deps: Deps,
  tx: Tx,
  from: BureauCode,
  seriesId: string,
  matches: readonly FoundMatch[],
): Promise<void> {
  const holders = await readHolders(
    tx,
    matches.map((match) => match.lyonMediaId),
  );
  for (const id of new Set([seriesId, ...matches.map((match) => match.series.id)])) {
    const series = await readSummary(tx, id);
    const met: BureauCode[] = [];
    for (const owner of series.contributors) {
      if (owner === from) continue;
      if (await putInContact(deps, tx, { seriesId: id, a: from, b: owner, because: 'contribution' })) met.push(owner);
    }
    if (met.length === 0) continue;
    const ofSeries = matches.filter((match) => match.series.id === id);
    const matchFor = (bureau: BureauCode) => {
      const best = ofSeries.find((match) => match.contributors.includes(bureau)) ?? ofSeries[0];
      if (!best) return null;
      const media = holders.get(best.lyonMediaId)?.find((holder) => holder.bureau === bureau)?.their_media ?? null;
      const { kind, distance, orientation, frame } = best;
      return { kind, distance, orientation, frame, media };
    };
    const tell = (to: BureauCode, bureaus: BureauCode[]) =>
      deps.lyon.tell(tx, [to], 'icse.match', {
        series,
        because: 'contribution',
        lookup: null,
        found: [],
        alert: deps.runtime.newId(),
        bureaus,
        match: matchFor(to),
      });
    for (const owner of met) await tell(owner, [from]);
    await tell(from, met);
  }
}
