import { z } from 'zod';
import { AppError, systemScope } from '../platform/index.ts';
import { encryptTo, fromUtf8, ProtocolError, type ReceiptBody } from '../protocol/index.ts';
import type { Context } from './context.ts';
import { postpone, type QueuedRow, type Settled, settle } from './outbox-store.ts';
import { recipientKey } from './own-keys.ts';
import { readBounded } from './read-bounded.ts';
import { openReceipt } from './receipts.ts';
import { isCode } from './refusals.ts';
import { deliveryId, outboxContext } from './send-message.ts';
import { withdrawMessage } from './withdraw-message.ts';

/** What the inbox answers: one item a message, in order. */
export const inboxAnswers = z.strictObject({
  answers: z
    .array(
      z.union([
        z.strictObject({ receipt: z.string().max(64_000), duplicate: z.literal(true).optional() }),
        z.strictObject({ problem: z.string().max(96).refine(isCode) }),
      ]),
    )
    .max(64),
});

/** 64 receipts of the largest size. */
const MAX_ANSWER_BYTES = 5 << 20;
const TIMEOUT_MS = 30_000;
const ROW_BACKOFF_MS = [1_000, 5_000, 30_000, 120_000, 600_000];

export interface BatchResult {
  readonly settled: number;
  /** True when the peer named a decryption key of its own that it does not hold: our copy of its key is old. */
  readonly unknownKey: boolean;
}

/**
 * Encrypts the kept signed bytes to the peer's key of this moment, posts them, checks each receipt and records it.
 * @throws AppError `unavailable` with the reason as its first error's code when the peer as a whole did not answer
 */
export async function deliverBatch(
  ctx: Context,
  peer: string,
  rows: readonly QueuedRow[],
  signal: AbortSignal,
): Promise<BatchResult> {
  const [endpoint, key] = await Promise.all([ctx.directory.endpoint(peer), ctx.directory.encryptionKey(peer)]);
  if (endpoint === null) throw unreachable('peer.not-connected');
  if (key === null) throw unreachable('peer.no-encryption-key');
  const kept: QueuedRow[] = [];
  const purged: QueuedRow[] = [];
  const jwes: Promise<string>[] = [];
  for (const row of rows) {
    if (row.jws === null) {
      purged.push(row);
      continue;
    }
    kept.push(row);
    jwes.push(encryptTo(fromUtf8(ctx.vault.unwrap(row.jws, outboxContext(row.message_id))), recipientKey(ctx, key)));
  }
  const answers = kept.length > 0 ? await post(ctx, endpoint, await Promise.all(jwes), signal) : [];
  if (answers.length !== kept.length) throw unreachable('peer.answer-unreadable');
  const checked = await Promise.all([
    ...kept.map((row, at) => check(ctx, peer, row, answers[at])),
    ...purged.map(async (row) =>
      check(ctx, peer, row, await withdrawMessage(ctx, peer, { id: row.message_id, hash: row.hash })),
    ),
  ]);
  const settled = checked.flatMap((one) => (one.settled ? [one.settled] : []));
  const waiting = checked.flatMap((one) => (one.problem ? [{ row: one.row, reason: one.problem }] : []));
  await record(ctx, peer, settled, waiting);
  for (const note of new Set(checked.flatMap((one) => (one.checkpoint ? [one.checkpoint] : []))))
    ctx.feedView.shown(peer, note);
  return { settled: settled.length, unknownKey: waiting.some((one) => one.reason === 'unknown-key') };
}

async function post(ctx: Context, endpoint: string, jwes: readonly string[], signal: AbortSignal) {
  let response: Response;
  let text: string;
  try {
    response = await ctx.runtime.fetch(new URL('/federation/inbox', endpoint), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ messages: jwes }),
      redirect: 'error',
      signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]),
    });
    text = fromUtf8(await readBounded(response, MAX_ANSWER_BYTES));
  } catch (cause) {
    throw unreachable('peer.unreachable', cause);
  }
  if (response.status !== 200) throw unreachable(response.status >= 500 ? 'peer.unavailable' : 'peer.refused-batch');
  try {
    return inboxAnswers.parse(JSON.parse(text)).answers;
  } catch (cause) {
    throw unreachable('peer.answer-unreadable', cause);
  }
}

function unreachable(code: string, cause?: unknown): AppError {
  return new AppError('unavailable', code, { cause, errors: [{ pointer: '', code }] });
}

interface Checked {
  readonly row: QueuedRow;
  readonly settled?: Settled;
  readonly problem?: string;
  readonly checkpoint?: string;
}

async function check(
  ctx: Context,
  peer: string,
  row: QueuedRow,
  answer: z.output<typeof inboxAnswers>['answers'][number] | undefined,
): Promise<Checked> {
  if (!answer) return { row, problem: 'peer.answer-unreadable' };
  // A bare problem proves nothing about who said it, so it never ends a delivery.
  if ('problem' in answer) return { row, problem: answer.problem };
  let receipt: ReceiptBody;
  try {
    receipt = await openReceipt(ctx, peer, { id: row.message_id, hash: row.hash, sentAt: row.sent_at }, answer.receipt);
  } catch (error) {
    if (!(error instanceof ProtocolError)) throw error;
    return { row, problem: 'peer.receipt-does-not-hold' };
  }
  const accepted = receipt.outcome === 'accepted';
  return {
    row,
    checkpoint: receipt.checkpoint,
    settled: {
      seq: row.seq,
      messageId: row.message_id,
      hash: row.hash,
      state: accepted ? 'delivered' : 'refused',
      at: receipt.iat,
      reason: accepted ? null : (receipt.code ?? 'refused'),
      receipt: answer.receipt,
    },
  };
}

/** Receipts, ledger rows and what the rooms above make of them commit together. */
async function record(
  ctx: Context,
  peer: string,
  settled: readonly Settled[],
  waiting: readonly { row: QueuedRow; reason: string }[],
): Promise<void> {
  await ctx.db.tx(systemScope(ctx.runtime.bureau), async (tx) => {
    const done = settled.length > 0 ? await settle(tx, settled) : new Set<number>();
    for (const one of settled) {
      if (!done.has(one.seq)) continue;
      ctx.audit.record(tx, {
        act: one.state === 'delivered' ? 'federation.delivered' : 'federation.delivery-refused',
        entity: { kind: 'delivery', id: deliveryId(one.messageId, peer) },
        about: [{ kind: 'message', id: one.messageId }],
        body: { hash: one.hash, ...(one.reason === null ? {} : { code: one.reason }) },
      });
      const event = { messageId: one.messageId, to: peer, state: one.state, reason: one.reason, at: one.at };
      for (const listener of ctx.listeners) await listener(tx, event);
    }
    if (waiting.length > 0) {
      await postpone(
        tx,
        peer,
        waiting.map(({ row, reason }) => ({
          seq: row.seq,
          reason,
          nextAt: tx.now + jitter(ctx, ROW_BACKOFF_MS, row.attempts),
        })),
      );
    }
  });
}

/** The n-th wait of the list, between half and the whole of it, so that many senders do not come back at one moment. */
export function jitter(ctx: Context, waits: readonly number[], failures: number): number {
  const wait = waits[Math.min(failures, waits.length - 1)] ?? 1_000;
  const random = (ctx.runtime.random(1)[0] ?? 0) / 255;
  return Math.round(wait * (0.5 + random / 2));
}
