import type { Tx } from '../../platform/index.ts';
import type { Deps } from '../deps.ts';
import { casesOfSeries, openAlert } from '../open-alert.ts';
import { findMedia } from '../store-media.ts';
import { takeSeriesWord } from '../take-series-word.ts';
import type * as wire from '../wire-curation.ts';

/** Message `icse.claim`: another bureau wants what this one leads, or the other way round; or our lead has long lain still. */
export async function receiveClaim(deps: Deps, tx: Tx, body: wire.ClaimMessage): Promise<void> {
  await takeSeriesWord(deps, tx, { series: body.series });
  await openAlert(deps, tx, {
    id: body.alert,
    kind: body.kind,
    series: body.series,
    bureaus: [body.bureau],
    because: body.kind,
    detail: body.of ? { of: body.of.label, personId: body.of.id } : {},
    cases: await casesOfSeries(tx, body.series.id),
  });
}

/** Message `icse.curation`: bureaus disagree on what a picture of ours is; or how the bench settled it. */
export async function receiveCuration(deps: Deps, tx: Tx, body: wire.CurationMessage): Promise<void> {
  await takeSeriesWord(deps, tx, { series: body.series });
  const { id, state, outcome, votes } = body.curation;
  const media = await findMedia(tx, body.media);
  if (state === 'open') {
    // Who said what is not told before the votes.
    return openAlert(deps, tx, {
      id: body.alert,
      kind: 'conflict',
      series: body.series,
      bureaus: ['IPSG'],
      because: 'conflict',
      detail: { curationId: id, mediaId: body.media },
      cases: media?.cases ?? [],
    });
  }
  await openAlert(deps, tx, {
    id: body.alert,
    kind: 'curation',
    series: body.series,
    bureaus: [...new Set((votes ?? []).map((vote) => vote.bureau))],
    because: state,
    detail: { curationId: id, mediaId: body.media, outcome: outcome ?? '' },
    cases: media?.cases ?? [],
  });
}

/** Message `icse.series-moved`: a curator joined or parted series. Our pictures follow. */
export async function receiveMove(deps: Deps, tx: Tx, body: wire.MovedMessage): Promise<void> {
  await takeSeriesWord(deps, tx, { series: body.from });
  await takeSeriesWord(deps, tx, { series: body.to });
  await tx.query(
    'UPDATE ident_media SET series_id = $2, version = version + 1 WHERE id = ANY($1::uuid[]) AND lyon_id IS NOT NULL',
    [body.media, body.to.id],
  );
  await openAlert(deps, tx, {
    id: body.alert,
    kind: 'series-moved',
    series: body.to,
    bureaus: ['IPSG'],
    because: body.kind,
    detail: { from: body.from.label, to: body.to.label },
    cases: await casesOfSeries(tx, body.to.id),
  });
}

/** Message `icse.deposit-opened`: who looked at our file at Lyon, and why. */
export async function receiveOpening(deps: Deps, tx: Tx, body: wire.OpeningMessage): Promise<void> {
  const media = await findMedia(tx, body.media);
  if (!media) return;
  await tx.query(
    `INSERT INTO ident_opening (id, media_id, bureau, person, purpose, at, compartment) VALUES ($1, $2, $3, $4, $5, $6, $7)
     ON CONFLICT DO NOTHING`,
    [body.id, media.id, body.bureau, body.person, body.purpose, tx.now, media.compartment],
  );
  deps.audit.record(tx, {
    act: 'media.opened-at-lyon',
    entity: { kind: 'media', id: media.id },
    about: media.cases.flatMap((id) => deps.cases.timelineRefs(id)),
    body: { bureau: body.bureau, person: body.person, purpose: body.purpose },
  });
}
