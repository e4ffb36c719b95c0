import ipaddr from 'ipaddr.js';
import type { Places } from '../platform/index.ts';
import { readAddress } from '../platform/index.ts';
import type { AddressEvidence, Verdict } from './contract.ts';
import type { Network } from './deps.ts';
import { registryOf } from './registries.ts';
import type { DnsAnswer } from './resolver.ts';

/** What is known of every address of a name, in the resolver's order. An answer that is no address is told as such. */
export function describeAddresses(
  answer: Pick<DnsAnswer, 'addresses' | 'chain'>,
  places: Places,
  networks: readonly Network[],
): AddressEvidence[] {
  const byName = networkOfNames(answer.chain, networks);
  return answer.addresses.flatMap(({ address: given, ttl }) => {
    const read = readAddress(given);
    if (!read) return [];
    const { address, family, wrapped, special } = read;
    const base = { address, family, given, ttl, wrapped, special };
    const none = { words: [], registry: null, asn: null, asName: null, network: null, anycast: false };
    if (special !== null) return [{ ...base, ...none }];
    const origin = places.origin(address);
    const network = byName ?? networkOfAddress(address, origin?.asn ?? null, networks);
    return [
      {
        ...base,
        words: places.words(address),
        registry: registryOf(address),
        asn: origin?.asn ?? null,
        asName: origin?.name.slice(0, 120) ?? null,
        network: network?.name ?? null,
        anycast: network?.anycast ?? false,
      },
    ];
  });
}

function networkOfNames(chain: readonly string[], networks: readonly Network[]): Network | undefined {
  return networks.find((network) =>
    network.cnames.some((suffix) => chain.some((name) => name === suffix || name.endsWith(`.${suffix}`))),
  );
}

function networkOfAddress(address: string, asn: number | null, networks: readonly Network[]): Network | undefined {
  const parsed = ipaddr.parse(address);
  return networks.find(
    (network) =>
      (asn !== null && network.asns.includes(asn)) ||
      network.prefixes?.some((prefix) => {
        const [net, bits] = ipaddr.parseCIDR(prefix);
        return net.kind() === parsed.kind() && parsed.match(net as never, bits);
      }),
  );
}

/**
 * Where a name is hosted, from what is known. A country is said only where every source agrees on every address and no
 * content network stands in front: the country of a front is not that of the host. That of a registrar or a top-level domain
 * never counts.
 */
export function judgeHosting(problem: DnsAnswer['problem'], addresses: readonly AddressEvidence[]): Verdict {
  const unconfirmed = (reasons: Verdict['reasons']): Verdict => ({
    kind: 'unconfirmed',
    country: null,
    confidence: 'low',
    basis: null,
    reasons,
  });
  if (addresses.length === 0) {
    const kind = problem === 'no-such-name' || problem === 'no-address' ? 'no-answer' : 'failed';
    return { ...unconfirmed([{ code: `hosting.dns.${problem ?? 'no-address'}`, params: {} }]), kind };
  }
  const hidden = addresses.filter((one) => one.special !== null);
  if (hidden.length === addresses.length) {
    const uses = [...new Set(hidden.map((one) => one.special as string))];
    return {
      ...unconfirmed(uses.map((use) => ({ code: `hosting.special.${use}`, params: {} }))),
      kind: 'not-public',
      confidence: 'high',
    };
  }
  const reasons: Verdict['reasons'] = [];
  for (const use of new Set(hidden.map((one) => one.special))) {
    reasons.push({ code: `hosting.special.${use}`, params: {} });
  }
  if (problem !== null) reasons.push({ code: `hosting.dns.${problem}`, params: {} });
  const open = addresses.filter((one) => one.special === null);
  const fronts = [...new Set(open.flatMap((one) => one.network ?? []))];
  if (fronts.length > 0) {
    for (const name of fronts) reasons.push({ code: 'hosting.reason.front', params: { name } });
    return unconfirmed(reasons);
  }
  const words = open.flatMap((one) => one.words.filter((word) => word.country !== null));
  const countries = [...new Set(words.map((word) => word.country as string))].sort();
  if (countries.length === 0) return unconfirmed([...reasons, { code: 'hosting.reason.no-word', params: {} }]);
  if (countries.length > 1) {
    const within = open.some((one) => new Set(one.words.flatMap((word) => word.country ?? [])).size > 1);
    const code = within ? 'hosting.reason.sources-differ' : 'hosting.reason.addresses-differ';
    return unconfirmed([...reasons, { code, params: { countries: countries.join(', ') } }]);
  }
  const [country = ''] = countries;
  const fewest = Math.min(...open.map((one) => one.words.filter((word) => word.country !== null).length));
  const isWhole = reasons.length === 0;
  reasons.push({ code: 'hosting.reason.agree', params: { sources: fewest, addresses: open.length } });
  const basis = new Set(words.map((word) => word.basis)).size > 1 ? 'several' : (words[0]?.basis ?? null);
  return { kind: 'in-country', country, confidence: fewest > 1 && isWhole ? 'high' : 'medium', basis, reasons };
}
