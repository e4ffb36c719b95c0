import { createHash } from 'node:crypto';
import { refuse, type Tx, type Vault } from '../../platform/index.ts';
import type { BureauCode } from '../../protocol/index.ts';
import { type Deps, SECRETARIAT } from '../deps.ts';
import type { DepositPart } from '../wire.ts';

interface PartRow {
  readonly part: number;
  readonly vault_ref: string;
  readonly vault_key: string;
}

/**
 * Request `icse/deposit`: one part of a contributed file. Each is sealed in Lyon's vault as it comes; with the last one the
 * whole must be the file that was hashed.
 */
export async function holdDeposit(
  deps: Deps,
  tx: Tx,
  { from, body }: { from: BureauCode; body: DepositPart },
): Promise<{ held: boolean }> {
  const [row] = await tx.query<{ deposit: string; sha256: string; series_id: string }>(
    `SELECT c.deposit, m.sha256, m.series_id FROM icse_contribution c JOIN icse_media m ON m.id = c.media_id
     WHERE c.media_id = $1 AND c.bureau = $2 FOR UPDATE OF c`,
    [body.media, from],
  );
  if (!row) throw refuse('icse.not-contributed');
  if (row.deposit === 'held') return { held: true };
  const bytes = Buffer.from(body.data, 'base64');
  const sealed = await deps.vault.seal(bytes);
  await tx.query(
    `INSERT INTO icse_deposit_part (media_id, bureau, part, vault_ref, vault_key, size) VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (media_id, bureau, part) DO UPDATE
     SET vault_ref = excluded.vault_ref, vault_key = excluded.vault_key, size = excluded.size`,
    [body.media, from, body.part, sealed.ref, sealed.key, bytes.length],
  );
  const parts = await readParts(tx, body.media, from);
  if (parts.length !== body.parts || !parts.every((one, n) => one.part === n)) {
    await setDeposit(tx, body.media, from, 'sending');
    return { held: false };
  }
  const file = await joinParts(deps.vault, parts);
  if (createHash('sha256').update(file).digest('hex') !== row.sha256) throw refuse('icse.file-differs');
  await setDeposit(tx, body.media, from, 'held');
  deps.audit.record(tx, {
    act: 'icse.deposit-held',
    entity: { kind: 'icse-media', id: body.media },
    about: [{ kind: 'series', id: row.series_id }],
    body: { bureau: from, size: file.length },
  });
  return { held: true };
}

/** The deposited file of an owner whose terms let this bureau's specialists open it; or the code of why not. */
export async function openDeposit(
  deps: Deps,
  tx: Tx,
  mediaId: string,
  opener: { from: BureauCode; certified: boolean },
): Promise<
  { file: Uint8Array; owner: BureauCode; theirMedia: string; seriesId: string; stillMs: number } | { code: string }
> {
  if (!opener.certified) return { code: 'certificate.needed' };
  const rows = await tx.query<{
    bureau: string;
    their_media: string;
    series_id: string;
    still_ms: number | null;
    handling: { deposit: Terms };
  }>(
    `SELECT c.bureau, c.their_media, m.series_id, m.still_ms, c.handling FROM icse_contribution c JOIN icse_media m ON m.id = c.media_id
     WHERE c.media_id = $1 AND c.deposit = 'held' ORDER BY c.at`,
    [mediaId],
  );
  if (rows.length === 0) return { code: 'deposit.not-held' };
  const open = rows.find((row) => row.bureau === opener.from || opensTo(row.handling.deposit, opener.from));
  if (!open) return { code: 'deposit.terms' };
  const file = await joinParts(deps.vault, await readParts(tx, mediaId, open.bureau));
  const { bureau: owner, their_media: theirMedia, series_id: seriesId, still_ms: stillMs } = open;
  return { file, owner, theirMedia, seriesId, stillMs: stillMs ?? 0 };
}

interface Terms {
  readonly opensTo: 'certified' | 'certified-of' | 'secretariat';
  readonly bureaus: readonly string[];
}

function opensTo(terms: Terms, bureau: BureauCode): boolean {
  if (bureau === SECRETARIAT || terms.opensTo === 'certified') return true;
  return terms.opensTo === 'certified-of' && terms.bureaus.includes(bureau);
}

function readParts(tx: Tx, mediaId: string, bureau: BureauCode): Promise<PartRow[]> {
  return tx.query<PartRow>(
    'SELECT part, vault_ref, vault_key FROM icse_deposit_part WHERE media_id = $1 AND bureau = $2 ORDER BY part',
    [mediaId, bureau],
  );
}

async function joinParts(vault: Vault, parts: readonly PartRow[]): Promise<Buffer> {
  const opened: Uint8Array[] = [];
  for (const part of parts) opened.push(await vault.open({ ref: part.vault_ref, key: part.vault_key }));
  return Buffer.concat(opened);
}

async function setDeposit(tx: Tx, mediaId: string, bureau: BureauCode, state: 'sending' | 'held'): Promise<void> {
  await tx.query('UPDATE icse_contribution SET deposit = $3 WHERE media_id = $1 AND bureau = $2', [
    mediaId,
    bureau,
    state,
  ]);
}
