import ipaddr from 'ipaddr.js';
import type { AddressEvidence } from './contract.ts';
import data from './data/registries.json' with { type: 'json' };

type Registry = NonNullable<AddressEvidence['registry']>;
type Code = Registry['code'];

const CODES: readonly Code[] = ['afrinic', 'apnic', 'arin', 'lacnic', 'ripencc'];
const byOctet = new Map(CODES.flatMap((code) => numbers(data.v4[code]).map((octet) => [octet, code] as const)));
const legacy = new Set(numbers(data.v4Legacy));
const blocks = CODES.flatMap((code) =>
  data.v6[code].map((block) => {
    const [net, bits] = ipaddr.IPv6.parseCIDR(block);
    return { code, block, net, bits };
  }),
);

/**
 * Which regional registry administers the block an address is in: who can be asked whose it is. It says nothing of a country.
 * Null where none does.
 */
export function registryOf(address: string): Registry | null {
  const parsed = ipaddr.parse(address);
  const { snapshot } = data;
  if (parsed instanceof ipaddr.IPv4) {
    const octet = parsed.octets[0] ?? 0;
    const code = byOctet.get(octet);
    return code
      ? { code, name: data.names[code], block: `${octet}.0.0.0/8`, legacy: legacy.has(octet), snapshot }
      : null;
  }
  const found = blocks.find(({ net, bits }) => parsed.match(net, bits));
  return found ? { code: found.code, name: data.names[found.code], block: found.block, legacy: false, snapshot } : null;
}

/** `1-3,7` */
function numbers(list: string): number[] {
  return list.split(',').flatMap((part) => {
    const [first = 0, last = first] = part.split('-').map(Number);
    return Array.from({ length: last - first + 1 }, (_, n) => first + n);
  });
}
