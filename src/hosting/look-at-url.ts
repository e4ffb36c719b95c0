import type { Places, Runtime } from '../platform/index.ts';
import { type EnvelopeBody, type SigningKey, signSync, wireId } from '../protocol/index.ts';
import type { Evidence } from './contract.ts';
import { DAY, type HostingSettings } from './deps.ts';
import { describeAddresses, judgeHosting } from './judge-hosting.ts';
import type { Dns, DnsAnswer } from './resolver.ts';

export interface Look {
  readonly settings: Pick<HostingSettings, 'networks' | 'recheckDays'>;
  readonly dns: Dns;
  readonly places: Places;
  readonly now: () => number;
}

/**
 * Where one address of the web is hosted now, by the resolver and the sources. The content is not fetched, and nothing is sent to
 * any address found.
 */
export async function lookAtUrl(
  { settings, dns, places, now }: Look,
  target: { readonly url: string; readonly host: string; readonly isAddress: boolean },
): Promise<Evidence> {
  const answer: DnsAnswer = target.isAddress
    ? { resolvers: [], at: now(), chain: [], addresses: [{ address: target.host, ttl: -1 }], leftOut: 0, problem: null }
    : await dns.lookUp(target.host);
  const addresses = describeAddresses(answer, places, settings.networks).map((one) => ({
    ...one,
    ttl: one.ttl === -1 ? null : one.ttl,
  }));
  const verdict = judgeHosting(answer.problem, addresses);
  return {
    url: target.url,
    host: target.host,
    resolvers: [...answer.resolvers],
    at: answer.at,
    chain: [...answer.chain],
    problem: answer.problem,
    addresses,
    leftOut: answer.leftOut,
    asnSnapshot: places.asnSnapshot,
    verdict,
    recheckAt: answer.at + (settings.recheckDays[verdict.kind] ?? 7) * DAY,
  };
}

/** What a bureau signs is its word: the evidence as it stood, under the check's id. */
export function signEvidence(runtime: Runtime, key: SigningKey, id: string, evidence: Evidence): string {
  const body = {
    v: 1,
    id: wireId(runtime.bureau, 'hosting-check', id),
    from: runtime.bureau,
    // Evidence is for whoever is shown it; the signer is named as the reader, as every body names one.
    to: runtime.bureau,
    iat: runtime.clock.now(),
    kind: 'hosting',
    evidence: JSON.parse(JSON.stringify(evidence)) as never,
  };
  return signSync('evidence', body as unknown as EnvelopeBody, key);
}

/** Runs over what there is, so many at once; gives up where the signal says. */
export async function eachAtOnce<T, R>(
  items: readonly T[],
  atOnce: number,
  signal: AbortSignal,
  run: (item: T) => Promise<R>,
): Promise<R[]> {
  const results: R[] = new Array(items.length);
  let next = 0;
  const lane = async (): Promise<void> => {
    for (let at = next++; at < items.length; at = next++) {
      signal.throwIfAborted();
      results[at] = await run(items[at] as T);
    }
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, items.length) }, lane));
  return results;
}
