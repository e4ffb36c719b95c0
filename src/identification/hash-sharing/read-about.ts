import { FINGERPRINT_TYPES } from '../contract.ts';
import type { IdentificationDeps } from '../deps.ts';
import { callSource, SourceFailure } from './call-source.ts';
import { readCategorizations, readReasons, readStatus } from './read-wire.ts';
import type { SourceAbout, SourceRow } from './source-store.ts';
import { type Reason, VERSION_PATH } from './wire.ts';

/**
 * Asks a source who we are to it and which reasons of feedback it takes. What it does not serve is left out.
 * @throws SourceFailure, XmlRefused, UnexpectedAnswer
 */
export async function askAbout(
  deps: IdentificationDeps,
  source: SourceRow,
  origins: readonly string[],
  signal: AbortSignal,
): Promise<SourceAbout> {
  const ask = async <T>(path: string, read: (bytes: Uint8Array) => T): Promise<T> =>
    read(await callSource(deps, source, origins, { path: `${VERSION_PATH}/${path}`, signal }));
  const orNothing = async <T>(path: string, read: (bytes: Uint8Array) => T[]): Promise<T[]> => {
    try {
      return await ask(path, read);
    } catch (error) {
      if (error instanceof SourceFailure && error.code === 'hash-source.refuses') return [];
      throw error;
    }
  };
  const { member } = await ask('status', readStatus);
  const reasons = new Map<string, Reason>();
  for (const type of FINGERPRINT_TYPES) {
    for (const reason of await orNothing(`feedback/${type}/reasons`, readReasons))
      reasons.set(`${type} ${reason.guid}`, { ...reason, type });
  }
  return {
    member,
    reasons: [...reasons.values()],
    categorizations: await orNothing('categorizations', readCategorizations),
  };
}
