import { conflict, notFound, refuse, type Scope, type Sealed, systemScope, type Tx } from '../platform/index.ts';
import { type AskHandler, askLyon } from './ask-lyon.ts';
import type { DrawClue } from './contract.ts';
import type { Deps } from './deps.ts';
import { wasShown } from './grant-view.ts';
import { type HashedPicture, hashPicture } from './hash-picture.ts';
import { cutCrop } from './render-view.ts';
import { findClue, findMedia, ownClue } from './store-media.ts';
import { takeSeriesWord } from './take-series-word.ts';
import * as wire from './wire.ts';

export interface PreparedClue {
  readonly picture: HashedPicture;
  readonly sealed: Sealed;
}

/**
 * Before the transaction: cuts the crop out of the sealed picture, hashes and seals it. Only for a person who has been shown
 * the picture clearly: nobody vouches for what they have not seen.
 */
export async function prepareClue(deps: Deps, scope: Scope, input: DrawClue & { id: string }): Promise<PreparedClue> {
  const media = await deps.db.tx(scope, async (tx) => {
    const row = await findMedia(tx, input.id);
    if (!row) throw notFound('media');
    if (row.owner_bureau !== null) throw refuse('media.of-another-bureau', { bureau: row.owner_bureau });
    if (!(await wasShown(tx, 'media', input.id, 'clear'))) throw refuse('media.not-shown');
    return row;
  });
  const file = await deps.vault.open({ ref: media.vault_ref, key: media.vault_key });
  const crop = await cutCrop(file, input.crop);
  if (crop.length > wire.PART_BYTES) throw refuse('clue.too-large', { bytes: crop.length, limit: wire.PART_BYTES });
  return { picture: await hashPicture(crop), sealed: await deps.vault.seal(crop) };
}

/** Draws a clue: the object alone, in its own sealed file, with words by which others find it. */
export async function drawClue(
  deps: Deps,
  tx: Tx,
  input: DrawClue & { id: string; prepared: PreparedClue },
): Promise<{ id: string; version: number }> {
  const media = await findMedia(tx, input.id);
  if (!media) throw notFound('media');
  const { picture, sealed } = input.prepared;
  const id = deps.runtime.newId();
  await tx.query(
    `INSERT INTO ident_clue (id, media_id, kind, words, make, place_hints, crop, width, height, size, md5, sha1, sha256, pdq,
       quality, dihedral, vault_ref, vault_key, drawn_by, drawn_at, compartment)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21)`,
    [
      id,
      media.id,
      input.kind,
      input.words,
      input.make ?? null,
      input.placeHints,
      JSON.stringify(input.crop),
      picture.width,
      picture.height,
      picture.size,
      picture.md5,
      picture.sha1,
      picture.sha256,
      picture.pdq,
      picture.quality,
      picture.dihedral,
      sealed.ref,
      sealed.key,
      tx.scope.actor.id,
      tx.now,
      media.compartment,
    ],
  );
  deps.audit.record(tx, {
    act: 'clue.drawn',
    entity: { kind: 'clue', id },
    about: [{ kind: 'media', id: media.id }, ...media.cases.flatMap((caseId) => deps.cases.timelineRefs(caseId))],
    body: { kind: input.kind, crop: { ...input.crop }, sha256: picture.sha256 },
  });
  return { id, version: 1 };
}

/** Lists a clue at Lyon, with its crop, for specialists everywhere. */
export async function contributeClue(
  deps: Deps,
  tx: Tx,
  input: { id: string; version: number },
): Promise<{ askId: string }> {
  const clue = await findClue(tx, input.id);
  const media = clue && (await findMedia(tx, clue.media_id));
  if (!clue || !media) throw notFound('clue');
  if (media.lyon_id === null) throw refuse('clue.media-not-contributed');
  if (clue.contribution === 'held' || clue.contribution === 'sending') throw refuse('clue.contributed-already');
  const rows = await tx.query(
    "UPDATE ident_clue SET contribution = 'sending', version = version + 1 WHERE id = $1 AND version = $2 RETURNING id",
    [clue.id, input.version],
  );
  if (rows.length === 0) throw conflict('clue', { version: input.version }, ownClue(clue));
  const askId = await askLyon(deps, tx, {
    kind: 'clue',
    payload: {},
    about: { kind: 'clue', id: clue.id },
    seriesId: media.series_id,
    caseId: media.cases[0],
    compartment: clue.compartment,
  });
  return { askId };
}

export function clueKind(deps: Deps): AskHandler {
  const scope = systemScope(deps.runtime.bureau);
  return {
    async perform(ask) {
      const { clue, media } = await deps.db.tx(scope, async (tx) => {
        const row = await findClue(tx, ask.about_id);
        return { clue: row, media: row && (await findMedia(tx, row.media_id)) };
      });
      if (!clue || !media?.lyon_id) throw notFound('clue');
      const file = await deps.vault.open({ ref: clue.vault_ref, key: clue.vault_key });
      const { id, kind, words, make, width, height, sha256, md5, pdq, quality } = clue;
      const hashes = { width, height, sha256, md5, pdq, quality };
      const data = Buffer.from(file).toString('base64');
      const body = { id, media: media.lyon_id, kind, words, make, placeHints: clue.place_hints, ...hashes, data };
      return deps.lyon.ask('icse/clue', body, wire.seriesAnswer);
    },
    async settle(tx, ask, answer) {
      const { series } = wire.seriesAnswer.parse(answer);
      await setContribution(tx, ask.about_id, 'held');
      await takeSeriesWord(deps, tx, { series });
      deps.audit.record(tx, {
        act: 'clue.contributed',
        entity: { kind: 'clue', id: ask.about_id },
        about: [{ kind: 'series', id: series.id }, ...deps.cases.timelineRefs(ask.case_id)],
      });
      return { code: null };
    },
    refused: (tx, ask) => setContribution(tx, ask.about_id, 'refused'),
  };
}

async function setContribution(tx: Tx, id: string, state: 'held' | 'refused'): Promise<void> {
  await tx.query('UPDATE ident_clue SET contribution = $2, version = version + 1 WHERE id = $1', [id, state]);
}
