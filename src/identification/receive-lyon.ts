import type { ZodType } from 'zod';
import { type MessageHandler, messageHandler, refuse, type Tx } from '../platform/index.ts';
import { takeAppealWord } from './ask-appeal.ts';
import { readAsk } from './ask-lyon.ts';
import { receiveClaim, receiveCuration, receiveMove, receiveOpening } from './curation/receive-curation.ts';
import { type Deps, SECRETARIAT } from './deps.ts';
import { addMatches } from './look-up.ts';
import { casesOfSeries, openAlert } from './open-alert.ts';
import { findMedia } from './store-media.ts';
import { receiveListed } from './take-listed.ts';
import { takeSeriesWord } from './take-series-word.ts';
import * as wire from './wire.ts';
import * as curation from './wire-curation.ts';
import { listedMessage } from './wire-listed.ts';
import { withdrawnMessage } from './wire-withdrawal.ts';
import { receiveWithdrawal } from './withdrawal/take-withdrawal.ts';

/** What Lyon tells a bureau. Anyone else saying so is refused. */
export function lyonMessages(deps: Deps): readonly MessageHandler[] {
  function hear<B>(kind: string, schema: ZodType<B>, take: (tx: Tx, body: B) => Promise<void>): MessageHandler {
    return messageHandler<B>({
      kind,
      schema,
      async handle(tx, message) {
        if (message.from !== SECRETARIAT) throw refuse('identification.not-lyon');
        await take(tx, message.body);
      },
    });
  }
  return [
    hear('icse.match', wire.matchMessage, (tx, body) => receiveMatch(deps, tx, body)),
    hear('icse.series-update', wire.seriesUpdate, (tx, body) => takeSeriesWord(deps, tx, body)),
    hear('icse.clue-reading', wire.readingMessage, (tx, body) => receiveReading(deps, tx, body)),
    hear('icse.claim', curation.claimMessage, (tx, body) => receiveClaim(deps, tx, body)),
    hear('icse.curation', curation.curationMessage, (tx, body) => receiveCuration(deps, tx, body)),
    hear('icse.series-moved', curation.movedMessage, (tx, body) => receiveMove(deps, tx, body)),
    hear('icse.listed', listedMessage, (tx, body) => receiveListed(deps, tx, body)),
    hear('icse.media-withdrawn', withdrawnMessage, (tx, body) => receiveWithdrawal(deps, tx, body)),
    hear('icse.deposit-opened', curation.openingMessage, (tx, body) => receiveOpening(deps, tx, body)),
    hear('icse.appeal-consent-request', wire.appealMessage, (tx, body) => takeAppealWord(deps, tx, body)),
    hear('icse.appeal-state', wire.appealMessage, (tx, body) => takeAppealWord(deps, tx, body)),
  ];
}

/** Message `icse.match`: a picture of ours, or one we asked about, is another bureau's too. Get in touch. */
async function receiveMatch(deps: Deps, tx: Tx, body: wire.MatchMessage): Promise<void> {
  await takeSeriesWord(deps, tx, { series: body.series });
  const ask = body.lookup === null ? null : await readAsk(tx, body.lookup);
  if (ask?.kind === 'lookup') {
    const added = await addMatches(deps, tx, ask.id, body.found, true);
    if (added > 0) {
      deps.audit.record(tx, {
        act: 'lookup.late-match',
        entity: { kind: 'lookup', id: ask.id },
        about: [{ kind: 'series', id: body.series.id }, ...deps.cases.timelineRefs(ask.case_id)],
        body: { matches: added },
      });
    }
  }
  if (body.alert === null) return;
  const media = body.match?.media ? await findMedia(tx, body.match.media) : null;
  const cases = new Set([...(ask?.case_id ? [ask.case_id] : []), ...(media?.cases ?? [])]);
  const match = body.match && {
    kind: body.match.kind,
    distance: body.match.distance,
    orientation: body.match.orientation,
    frame: body.match.frame,
    mediaId: media?.id ?? null,
  };
  await openAlert(deps, tx, {
    id: body.alert,
    kind: 'match',
    series: body.series,
    bureaus: body.bureaus,
    because: body.because,
    lookupId: ask?.id ?? null,
    match,
    reading: null,
    cases: [...cases],
  });
}

/** Message `icse.clue-reading`: a specialist somewhere made something of a clue. A lead. */
async function receiveReading(deps: Deps, tx: Tx, body: wire.ReadingMessage): Promise<void> {
  await takeSeriesWord(deps, tx, { series: body.series });
  await openAlert(deps, tx, {
    id: body.alert,
    kind: 'reading',
    series: body.series,
    bureaus: [body.reading.bureau],
    because: 'reading',
    lookupId: null,
    match: null,
    reading: body.reading,
    cases: await casesOfSeries(tx, body.series.id),
  });
}
