import type { Tx } from '../../platform/index.ts';
import type { Deps } from '../deps.ts';
import { casesOfSeries, openAlert } from '../open-alert.ts';
import { takeSeriesWord } from '../take-series-word.ts';
import type { WithdrawnMessage } from '../wire-withdrawal.ts';

/**
 * Message `icse.media-withdrawn`: another bureau took a picture of this series back. Told to a person where this bureau has
 * to do with that very picture: a look-up found it, or its file came here from its owner.
 */
export async function receiveWithdrawal(deps: Deps, tx: Tx, body: WithdrawnMessage): Promise<void> {
  await takeSeriesWord(deps, tx, { series: body.series });
  const matches = await tx.query<{ lookup_id: string }>(
    body.gone
      ? 'UPDATE ident_lookup_match SET withdrawn_at = $2 WHERE lyon_media = $1 RETURNING lookup_id'
      : `UPDATE ident_lookup_match SET contributors = array_remove(contributors, $2) WHERE lyon_media = $1 RETURNING lookup_id`,
    [body.media, body.gone ? tx.now : body.bureau],
  );
  const files = await tx.query<{ media_id: string }>(
    `SELECT r.media_id FROM ident_file_request r JOIN ident_media m ON m.id = r.media_id
     WHERE r.lyon_media = $1 AND r.direction = 'asked' AND r.bureau = $2`,
    [body.media, body.bureau],
  );
  const [match] = matches;
  const [file] = files;
  if (!match && !file) return;
  await openAlert(deps, tx, {
    id: body.alert,
    kind: 'withdrawn',
    series: body.series,
    bureaus: [body.bureau],
    because: 'withdrawn',
    detail: file ? { mediaId: file.media_id } : {},
    lookupId: match?.lookup_id ?? null,
    cases: await casesOfSeries(tx, body.series.id),
  });
}
