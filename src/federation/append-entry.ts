import { randomBytes } from 'node:crypto';
import { AppError, invalid, refText, type Tx } from '../platform/index.ts';
import { canonicalize, type Json, parseCanonical, SALT_BYTES, saltedHash, toHex } from '../protocol/index.ts';
import type { Context } from './context.ts';
import { isCode } from './refusals.ts';
import type { FeedAppend } from './types.ts';

/** One body, so that salt and body fit an encrypted answer. */
const MAX_BODY_BYTES = 700_000;

const contentContext = (id: string): string => `federation-feed:${id}`;

/**
 * Puts an entry on the circulation feed in this transaction; the sealer numbers it after the commit. The leaf holds a salted
 * hash of the body and names no recipient.
 * @throws AppError `refused` at a bureau that is not the Secretariat, `invalid`, `too-large`
 */
export async function appendEntry(
  ctx: Context,
  tx: Tx,
  entry: FeedAppend,
  wake: () => void,
): Promise<{ entryId: string }> {
  if (ctx.role !== 'ipsg')
    throw new AppError('refused', 'only the Secretariat has a feed', {
      errors: [{ pointer: '', code: 'feed.not-ours' }],
    });
  if (!isCode(entry.kind)) throw invalid('/kind', 'feed.kind-does-not-fit');
  const bytes = canonicalize(entry.body);
  if (bytes.length > MAX_BODY_BYTES)
    throw new AppError('too-large', 'feed body', { errors: [{ pointer: '/body', code: 'feed.body-too-large' }] });
  const id = ctx.runtime.newId();
  // From the operating system and never from the injected source: who can guess the salt can guess the body.
  const salt = randomBytes(SALT_BYTES);
  await tx.query(
    `INSERT INTO federation_feed_entry (id, time, kind, body_hash, content, audience, withhold, entity)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      id,
      tx.now,
      entry.kind,
      toHex(saltedHash(salt, bytes)),
      ctx.vault.wrap(Buffer.concat([salt, bytes]), contentContext(id)),
      entry.audience === 'all' ? null : [...entry.audience],
      [...(entry.withhold ?? [])],
      entry.entity ? refText(entry.entity) : null,
    ],
  );
  ctx.audit.record(tx, {
    act: 'federation.feed-appended',
    entity: { kind: 'feed-entry', id },
    ...(entry.entity ? { about: [entry.entity] } : {}),
    body: { kind: entry.kind },
  });
  tx.onCommit(wake);
  return { entryId: id };
}

/** Salt and body of a stored entry. */
export function openContent(ctx: Context, id: string, content: string): { salt: Uint8Array; body: Json } {
  const bytes = ctx.vault.unwrap(content, contentContext(id));
  return { salt: bytes.subarray(0, SALT_BYTES), body: parseCanonical(bytes.subarray(SALT_BYTES)) };
}
