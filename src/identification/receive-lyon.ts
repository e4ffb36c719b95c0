import type { ZodType } from 'zod';
import { type MessageHandler, messageHandler, refuse, type Tx } from '../platform/index.ts';
import { takeAppealWord } from './ask-appeal.ts';
import { readAsk } from './ask-lyon.ts';
import { type Deps, due, roles, SECRETARIAT } from './deps.ts';
import { addMatches } from './look-up.ts';
import { findMedia } from './store-media.ts';
import { takeSeriesWord } from './take-series-word.ts';
import * as wire from './wire.ts';

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
  const rows = await tx.query<{ case_id: string }>(
    `SELECT DISTINCT c.case_id FROM ident_media_case c JOIN ident_media m ON m.id = c.media_id WHERE m.series_id = $1 LIMIT 20`,
    [body.series.id],
  );
  await openAlert(deps, tx, {
    id: body.alert,
    kind: 'reading',
    series: body.series,
    bureaus: [body.reading.bureau],
    because: 'reading',
    lookupId: null,
    match: null,
    reading: body.reading,
    cases: rows.map((row) => row.case_id),
  });
}

interface NewAlert {
  readonly id: string;
  readonly kind: 'match' | 'reading';
  readonly series: wire.MatchMessage['series'];
  readonly bureaus: readonly string[];
  readonly because: string;
  readonly lookupId: string | null;
  readonly match: object | null;
  readonly reading: object | null;
  readonly cases: readonly string[];
}

async function openAlert(deps: Deps, tx: Tx, alert: NewAlert): Promise<void> {
  const rows = await tx.query(
    `INSERT INTO ident_alert (id, kind, series_id, bureaus, because, lookup_id, match, reading, at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (id) DO NOTHING RETURNING id`,
    [
      alert.id,
      alert.kind,
      alert.series.id,
      alert.bureaus,
      alert.because,
      alert.lookupId,
      alert.match ? JSON.stringify(alert.match) : null,
      alert.reading ? JSON.stringify(alert.reading) : null,
      tx.now,
    ],
  );
  if (rows.length === 0) return;
  const ref = { kind: 'series-alert', id: alert.id };
  const about = [{ kind: 'series', id: alert.series.id }, ...alert.cases.flatMap((id) => deps.cases.timelineRefs(id))];
  const bureaus = alert.bureaus.join(', ');
  deps.audit.record(tx, {
    act: 'series-alert.received',
    entity: ref,
    about,
    body: { because: alert.because, bureaus, label: alert.series.label },
  });
  await deps.work.open(tx, {
    ref,
    task: alert.kind === 'match' ? 'identification.contact' : 'identification.reading',
    owner: { role: roles(deps.runtime.bureau).worker },
    dueAt: tx.now + (alert.kind === 'match' ? due.contact : due.reading),
    urgency: 'urgent',
    params: { bureaus, label: alert.series.label },
    about,
  });
}
