import type { Node } from '../node.ts';
import { AppError } from '../platform/index.ts';

const BACKOFF_MS = [500, 1_000, 2_000, 5_000, 10_000, 30_000];

/**
 * Takes the root statement of a Secretariat that runs elsewhere. When it does not answer, the bureau serves without it
 * (with what it knew before) and goes on asking in the background.
 * @returns how to stop asking
 * @throws AppError `refused` when what answers is not the Secretariat whose fingerprint is in the configuration
 */
export async function joinSecretariat(node: Node): Promise<() => Promise<void>> {
  const abort = new AbortController();
  let asking: Promise<void> = Promise.resolve();
  try {
    await node.bootstrap();
  } catch (error) {
    if (!isUnavailable(error)) throw error;
    asking = askAgain(node, abort.signal);
  }
  return async () => {
    abort.abort();
    await asking;
  };
}

async function askAgain(node: Node, signal: AbortSignal): Promise<void> {
  const { clock, log } = node.runtime;
  for (let attempt = 0; !signal.aborted; attempt++) {
    const waitMs = BACKOFF_MS[Math.min(attempt, BACKOFF_MS.length - 1)] ?? 30_000;
    log.warn({ url: node.config.ipsg.url, waitMs }, 'the Secretariat does not answer yet; serving without it');
    await clock.sleep(waitMs, signal).catch(() => undefined);
    if (signal.aborted) return;
    try {
      await node.bootstrap();
      log.info({ attempt }, 'the Secretariat answered');
      return;
    } catch (error) {
      if (isUnavailable(error)) continue;
      // Not the Secretariat we were told of: a person has to look, and asking again changes nothing.
      log.error({ err: error }, 'the Secretariat’s root statement was refused');
      return;
    }
  }
}

function isUnavailable(error: unknown): boolean {
  return error instanceof AppError && error.code === 'unavailable';
}
