import { notFound, refuse, systemScope, type Tx } from '../platform/index.ts';
import { type AskHandler, type AskRow, askLyon } from './ask-lyon.ts';
import type { ContributeMedia, HandlingTerms } from './contract.ts';
import { saysMore, tellDescription } from './curation/describe-media.ts';
import type { Deps } from './deps.ts';
import { findMedia, readPhotoDna } from './store-media.ts';
import { takeSeriesWord } from './take-series-word.ts';
import { unlessWait } from './unless-wait.ts';
import { readFrames } from './video/store-frames.ts';
import * as wire from './wire.ts';

interface Payload {
  readonly series: wire.Contribution['series'];
  readonly handling: HandlingTerms;
  readonly deposit: boolean;
}

/** Sends a picture's hashes to Lyon; with `deposit` also the sealed file, under the owner's terms. */
export async function contributeMedia(
  deps: Deps,
  tx: Tx,
  input: ContributeMedia & { id: string },
): Promise<{ askId: string }> {
  const row = await findMedia(tx, input.id);
  if (!row) throw notFound('media');
  if (row.owner_bureau !== null) throw refuse('media.of-another-bureau', { bureau: row.owner_bureau });
  const isHeld = row.contribution === 'held' || row.contribution === 'sending';
  const isDeposited = row.deposit === 'held' || row.deposit === 'sending';
  if (isHeld && (!input.deposit || isDeposited)) throw refuse('media.contributed-already');
  await tx.query(
    `UPDATE ident_media SET contribution = CASE WHEN contribution = 'held' THEN 'held' ELSE 'sending' END,
       deposit = CASE WHEN $2 THEN 'sending' ELSE deposit END, version = version + 1 WHERE id = $1`,
    [row.id, input.deposit],
  );
  const series = input.seriesId
    ? { id: input.seriesId }
    : input.seriesLabel !== undefined
      ? { label: input.seriesLabel }
      : null;
  const payload: Payload = { series, handling: input.handling, deposit: input.deposit };
  const askId = await askLyon(deps, tx, {
    kind: 'contribute',
    payload,
    about: { kind: 'media', id: row.id },
    seriesId: input.seriesId,
    caseId: row.cases[0],
    compartment: row.compartment,
  });
  return { askId };
}

export function contributeKind(deps: Deps): AskHandler {
  const scope = systemScope(deps.runtime.bureau);
  return {
    async perform(ask) {
      const { series, handling, deposit } = ask.payload as Payload;
      const { row, frames, photodna } = await deps.db.tx(scope, async (tx) => {
        const frames = await readFrames(tx, [ask.about_id]);
        const photodna = (await readPhotoDna(tx, [ask.about_id])).get(ask.about_id);
        return { row: await findMedia(tx, ask.about_id), frames: frames.get(ask.about_id) ?? [], photodna };
      });
      if (!row) throw notFound('media');
      const { type, width, height, size, md5, sha1, sha256, pdq, quality, dihedral, classification } = row;
      const hashes = { type, width, height, size, md5, sha1, sha256, pdq, quality, dihedral };
      const { duration_ms: durationMs, still_ms: stillMs } = row;
      const video = stillMs === null ? null : { durationMs, stillMs, frames };
      const answer = unlessWait(
        await deps.lyon.ask(
          'icse/contribute',
          { media: row.id, series, ...hashes, ...(photodna ? { photodna } : {}), video, classification, handling },
          wire.contributionAnswer,
        ),
      );
      if (deposit)
        await sendFile(deps, answer.mediaId, await deps.vault.open({ ref: row.vault_ref, key: row.vault_key }));
      return answer;
    },
    async settle(tx, ask, answer) {
      const { mediaId, series } = answer as wire.ContributionHeld;
      const { deposit } = ask.payload as Payload;
      await tx.query(
        `UPDATE ident_media SET contribution = 'held', deposit = CASE WHEN $4 THEN 'held' ELSE deposit END, lyon_id = $2,
           series_id = $3, version = version + 1 WHERE id = $1`,
        [ask.about_id, mediaId, series.id, deposit],
      );
      await takeSeriesWord(deps, tx, { series });
      const ref = { kind: 'media', id: ask.about_id };
      const about = [{ kind: 'series', id: series.id }, ...deps.cases.timelineRefs(ask.case_id)];
      deps.audit.record(tx, { act: 'media.contributed', entity: ref, about, body: { label: series.label } });
      if (deposit) deps.audit.record(tx, { act: 'media.deposited', entity: ref, about });
      if (ask.case_id !== null) await linkSeries(deps, tx, ask, series);
      const row = await findMedia(tx, ask.about_id);
      if (row && (await saysMore(tx, row))) await tellDescription(deps, tx, row);
      return { code: null };
    },
    async refused(tx, ask) {
      await tx.query(
        `UPDATE ident_media SET contribution = CASE WHEN contribution = 'sending' THEN 'refused' ELSE contribution END,
           deposit = CASE WHEN deposit = 'sending' THEN 'refused' ELSE deposit END, version = version + 1 WHERE id = $1`,
        [ask.about_id],
      );
    },
  };
}

async function linkSeries(deps: Deps, tx: Tx, ask: AskRow, series: { id: string; label: string }): Promise<void> {
  if (ask.case_id === null) return;
  await deps.cases.link(tx, ask.case_id, { kind: 'series', id: series.id }, series.label);
}

/** In parts that fit a signed request, each encrypted to Lyon; a part sent twice replaces itself. */
async function sendFile(deps: Deps, mediaId: string, file: Uint8Array): Promise<void> {
  const parts = Math.ceil(file.length / wire.PART_BYTES);
  for (let part = 0; part < parts; part++) {
    const bytes = file.subarray(part * wire.PART_BYTES, (part + 1) * wire.PART_BYTES);
    const data = Buffer.from(bytes).toString('base64');
    await deps.lyon.ask('icse/deposit', { media: mediaId, part, parts, data }, wire.depositAnswer);
  }
}
