import { bureauScope, type InboundMessage, type MessageHandler, type Tx } from '../platform/index.ts';
import { utf8 } from '../protocol/index.ts';
import type { Context } from './context.ts';
import { fromWireHandling } from './handling.ts';
import { findReceipts, type InboxRow, insertInbox } from './inbox-store.ts';
import { type OpenedMessage, openMessage, type RefusedBytes } from './open-message.ts';
import { signReceipt } from './receipts.ts';
import { refusalCode } from './refusals.ts';
import { inSavepoint } from './sub-transaction.ts';

/** One answer a message, in the order received: a signed receipt, or a bare code when nothing could be proved or it may go better later. */
export type InboxAnswer = { receipt: string; duplicate?: true } | { problem: string };

interface Judged {
  readonly opened: OpenedMessage;
  readonly index: number;
  readonly handler: MessageHandler | null;
  readonly inbound: InboundMessage;
  /** Known before the transaction: unknown kind, body that does not fit, key out of use. */
  readonly refused: string | null;
}

export const inboxContext = (id: string): string => `federation-inbox:${id}`;

/**
 * Takes a batch of compact JWEs. Message, effect, ledger and receipt of each commit together; a sender's whole batch shares
 * one transaction. An id that was seen before has no second effect and gets its stored receipt.
 */
export async function receiveBatch(ctx: Context, jwes: readonly string[]): Promise<InboxAnswer[]> {
  const opened = await Promise.all(jwes.map((jwe) => openMessage(ctx, jwe)));
  const answers: InboxAnswer[] = [];
  const groups = new Map<string, Judged[]>();
  const repeats: { index: number; of: number }[] = [];
  const byHash = new Map<string, number>();
  opened.forEach((one, index) => {
    if (!one.ok) {
      answers[index] = { problem: one.code };
      return;
    }
    const earlier = byHash.get(one.hash);
    if (earlier !== undefined) {
      repeats.push({ index, of: earlier });
      return;
    }
    byHash.set(one.hash, index);
    const group = groups.get(one.from) ?? [];
    groups.set(one.from, group);
    group.push(judge(ctx, one, index));
  });
  await recordRefusedBytes(
    ctx,
    opened.filter((one): one is RefusedBytes => !one.ok),
  );
  for (const [from, group] of groups) await acceptGroup(ctx, from, group, answers);
  for (const { index, of } of repeats) {
    const first = answers[of];
    if (first) answers[index] = 'receipt' in first ? { ...first, duplicate: true } : first;
  }
  return answers;
}

function judge(ctx: Context, opened: OpenedMessage, index: number): Judged {
  const { body } = opened;
  const handler = ctx.messages.get(body.kind) ?? null;
  const parsed = opened.keyRefused === null && handler ? handler.schema.safeParse(body.body) : null;
  const refused =
    opened.keyRefused ?? (handler ? (parsed?.success ? null : 'message.body-does-not-fit') : 'message.unknown-kind');
  return {
    opened,
    index,
    handler,
    refused,
    inbound: {
      id: body.id,
      hash: opened.hash,
      kind: body.kind,
      from: opened.from,
      iat: body.iat,
      thread: body.thread ?? null,
      replyTo: body.replyTo ?? null,
      urgency: body.urgency ?? 'routine',
      handling: fromWireHandling(body.handling),
      body: parsed?.success ? parsed.data : null,
    },
  };
}

/** Together when all goes well; when one handler says no, again with a savepoint each, so that it stops nobody else. */
async function acceptGroup(
  ctx: Context,
  from: string,
  group: readonly Judged[],
  answers: InboxAnswer[],
): Promise<void> {
  const scope = bureauScope(ctx.runtime.bureau, from);
  const together = await ctx.db
    .tx(scope, (tx) => acceptTogether(ctx, tx, group))
    .catch((error: unknown) => (group.length === 1 && refusalCode(error) === null ? Promise.reject(error) : null));
  const result = together ?? (await ctx.db.tx(scope, (tx) => acceptOneByOne(ctx, tx, group)));
  for (const [index, answer] of result) answers[index] = answer;
  ctx.heard(from);
}

async function acceptTogether(ctx: Context, tx: Tx, group: readonly Judged[]): Promise<Map<number, InboxAnswer>> {
  const rows = group.map((one) => inboxRow(ctx, tx, one, one.refused));
  const fresh = await insertInbox(tx, rows);
  const answers = new Map<number, InboxAnswer>();
  for (const [at, one] of group.entries()) {
    const row = rows[at];
    if (!row || !fresh.delete(one.inbound.id)) continue;
    if (one.handler && one.refused === null) await one.handler.handle(tx, one.inbound as never);
    recordOutcome(ctx, tx, one, one.refused);
    answers.set(one.index, { receipt: row.receipt });
  }
  const repeats = await answerRepeats(
    ctx,
    tx,
    group.filter((one) => !answers.has(one.index)),
  );
  return new Map([...answers, ...repeats]);
}

async function acceptOneByOne(ctx: Context, tx: Tx, group: readonly Judged[]): Promise<Map<number, InboxAnswer>> {
  const answers = new Map<number, InboxAnswer>();
  const accept = async (on: Tx, one: Judged, refused: string | null): Promise<void> => {
    const row = inboxRow(ctx, on, one, refused);
    const fresh = await insertInbox(on, [row]);
    if (fresh.size === 0) {
      for (const [index, answer] of await answerRepeats(ctx, on, [one])) answers.set(index, answer);
      return;
    }
    if (one.handler && refused === null) await one.handler.handle(on, one.inbound as never);
    recordOutcome(ctx, on, one, refused);
    answers.set(one.index, { receipt: row.receipt });
  };
  for (const one of group) {
    if (one.refused !== null) {
      await accept(tx, one, one.refused);
      continue;
    }
    try {
      await inSavepoint(tx, (inner) => accept(inner, one, null));
    } catch (error) {
      const code = refusalCode(error);
      if (code !== null) await accept(tx, one, code);
      else {
        ctx.runtime.log.error(
          { kind: one.inbound.kind, err: error },
          'a message could not be taken in; its sender will try again',
        );
        answers.set(one.index, { problem: 'unavailable' });
      }
    }
  }
  return answers;
}

function inboxRow(ctx: Context, tx: Tx, { opened, inbound }: Judged, refused: string | null): InboxRow {
  return {
    id: inbound.id,
    hash: inbound.hash,
    peer: inbound.from,
    kind: inbound.kind,
    kid: opened.kid,
    thread: inbound.thread,
    // What is refused is not kept.
    jws: refused === null ? ctx.vault.wrap(utf8(opened.jws), inboxContext(inbound.id)) : null,
    outcome: refused === null ? 'accepted' : 'refused',
    reason: refused,
    receipt: signReceipt(ctx, inbound.from, inbound, tx.now, refused),
    received_at: tx.now,
    late: refused === null && ctx.feedView.isStale(),
  };
}

/** The stored receipt for the same bytes; for other bytes under a used id a refusal of its own, which is not stored. */
async function answerRepeats(ctx: Context, tx: Tx, repeated: readonly Judged[]): Promise<Map<number, InboxAnswer>> {
  const answers = new Map<number, InboxAnswer>();
  if (repeated.length === 0) return answers;
  const stored = await findReceipts(
    tx,
    repeated.map((one) => one.inbound.id),
  );
  for (const one of repeated) {
    const earlier = stored.get(one.inbound.id);
    if (earlier?.hash === one.inbound.hash) answers.set(one.index, { receipt: earlier.receipt, duplicate: true });
    else {
      recordOutcome(ctx, tx, one, 'message.id-reused');
      answers.set(one.index, { receipt: signReceipt(ctx, one.inbound.from, one.inbound, tx.now, 'message.id-reused') });
    }
  }
  return answers;
}

function recordOutcome(ctx: Context, tx: Tx, { inbound }: Judged, refused: string | null): void {
  const known = { from: inbound.from, kind: inbound.kind, hash: inbound.hash };
  ctx.audit.record(tx, {
    act: refused === null ? 'federation.received' : 'federation.refused',
    entity: { kind: 'message', id: inbound.id },
    body: refused === null ? known : { ...known, code: refused },
  });
}

/** A refusal is recorded too, in its own transaction: by code and hash, never by content. */
async function recordRefusedBytes(ctx: Context, refused: readonly RefusedBytes[]): Promise<void> {
  if (refused.length === 0) return;
  await ctx.recordUnproven(
    refused.map(({ code, bytesHash }) => ({
      act: 'federation.refused',
      entity: { kind: 'refusal', id: bytesHash },
      body: { code },
    })),
  );
}
