import { refuse, type Tx } from '../../platform/index.ts';
import type { BureauCode } from '../../protocol/index.ts';
import type { Deps } from '../deps.ts';
import { renderView } from '../render-view.ts';
import type { OpenedPicture, OpenPicture } from '../wire.ts';
import { openDeposit } from './hold-deposit.ts';

/**
 * Request `icse/open`: a person of a bureau looks at a deposited file or at a clue's crop. On Lyon's record with its purpose;
 * only a rendition leaves. A refusal is recorded by the edge, which keeps it though this transaction is undone.
 */
export async function openPicture(
  deps: Deps,
  tx: Tx,
  { from, body }: { from: BureauCode; body: OpenPicture },
): Promise<OpenedPicture> {
  const { file, stillMs } =
    body.what === 'deposit' ? await openDeposited(deps, tx, from, body) : await openClue(deps, tx, from, body);
  const { bytes, ...size } = await renderView(file, body.mode, stillMs);
  return { ...size, data: Buffer.from(bytes).toString('base64') };
}

interface Opened {
  readonly file: Uint8Array;
  /** Of a video: the frame that is shown. */
  readonly stillMs: number;
}

async function openDeposited(deps: Deps, tx: Tx, from: BureauCode, body: OpenPicture): Promise<Opened> {
  const opened = await openDeposit(deps, tx, body.id, { from, certified: body.certified });
  if ('code' in opened) throw refuse(opened.code);
  deps.audit.record(tx, {
    act: 'icse.deposit-opened',
    entity: { kind: 'icse-media', id: body.id },
    about: [{ kind: 'series', id: opened.seriesId }],
    body: { bureau: from, person: body.person, purpose: body.purpose, mode: body.mode, owner: opened.owner },
  });
  await deps.lyon.tell(tx, [opened.owner], 'icse.deposit-opened', {
    id: deps.runtime.newId(),
    media: opened.theirMedia,
    bureau: from,
    person: body.person,
    purpose: body.purpose,
  });
  if (body.frame === null || body.frame === opened.stillMs) return opened;
  const held = await tx.query('SELECT FROM icse_media_frame WHERE media_id = $1 AND at = $2', [body.id, body.frame]);
  if (held.length === 0) throw refuse('view.no-such-frame');
  return { file: opened.file, stillMs: body.frame };
}

async function openClue(deps: Deps, tx: Tx, from: BureauCode, body: OpenPicture): Promise<Opened> {
  const [clue] = await tx.query<{ vault_ref: string; vault_key: string; series_id: string; state: string }>(
    'SELECT vault_ref, vault_key, series_id, state FROM icse_clue WHERE id = $1',
    [body.id],
  );
  if (!clue) throw refuse('clue.unknown');
  if (clue.state === 'withdrawn') throw refuse('clue.withdrawn');
  if (body.appeal === null && !body.certified) throw refuse('certificate.needed');
  if (body.appeal !== null && !(await mayAnswer(tx, from, body.appeal, body.id))) throw refuse('appeal.not-owner');
  deps.audit.record(tx, {
    act: 'icse.clue-opened',
    entity: { kind: 'icse-clue', id: body.id },
    about: [{ kind: 'series', id: clue.series_id }],
    body: { bureau: from, person: body.person, purpose: body.purpose, mode: body.mode },
  });
  return { file: await deps.vault.open({ ref: clue.vault_ref, key: clue.vault_key }), stillMs: 0 };
}

/** Those who answer an appeal, and who asked for it, may see what it would show. */
async function mayAnswer(tx: Tx, bureau: BureauCode, appealId: string, clueId: string): Promise<boolean> {
  const rows = await tx.query(
    `SELECT 1 FROM icse_appeal a WHERE a.id = $1 AND a.clue_id = $2 AND (a.requester = $3 OR EXISTS
       (SELECT FROM icse_appeal_owner o WHERE o.appeal_id = a.id AND o.bureau = $3))`,
    [appealId, clueId, bureau],
  );
  return rows.length > 0;
}
