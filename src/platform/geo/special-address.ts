import ipaddr from 'ipaddr.js';

/** Why an address is on no public host. Such an answer is evidence; it is never contacted, as nothing here is. */
export type SpecialUse =
  | 'loopback'
  | 'private'
  | 'link-local'
  | 'metadata'
  | 'carrier-nat'
  | 'multicast'
  | 'unspecified'
  | 'broadcast'
  | 'documentation'
  | 'reserved';

export interface ReadAddress {
  /** In its shortest form; an IPv4 address in IPv6 clothes is the IPv4 address. */
  readonly address: string;
  readonly family: 4 | 6;
  /** IPv6 form in which an IPv4 address came: mapped, NAT64, 6to4, Teredo. */
  readonly wrapped: 'mapped' | 'nat64' | '6to4' | 'teredo' | null;
  readonly special: SpecialUse | null;
}

/** Where clouds answer questions about a machine to that machine alone. */
const METADATA = new Set(['169.254.169.254', '169.254.170.2', '100.100.100.200', 'fd00:ec2::254', '192.0.0.192']);

/** ipaddr.js's names for ranges of RFC 6890 and its successors. */
const RANGES: Readonly<Record<string, SpecialUse | null>> = {
  unicast: null,
  loopback: 'loopback',
  private: 'private',
  uniqueLocal: 'private',
  linkLocal: 'link-local',
  carrierGradeNat: 'carrier-nat',
  multicast: 'multicast',
  unspecified: 'unspecified',
  broadcast: 'broadcast',
  reserved: 'reserved',
};

/** TEST-NET-1 to 3 and 2001:db8::/32: addresses for documentation, on no public host. */
const DOCUMENTATION = ['192.0.2.0/24', '198.51.100.0/24', '203.0.113.0/24', '2001:db8::/32', '3fff::/20'].map((cidr) =>
  ipaddr.parseCIDR(cidr),
);

/** Reads an address as a resolver gave it. Null: it is none. */
export function readAddress(text: string): ReadAddress | null {
  if (!ipaddr.isValid(text)) return null;
  const parsed = ipaddr.parse(text);
  const { inner, wrapped } = unwrap(parsed);
  const address = inner.toString();
  return { address, family: inner.kind() === 'ipv4' ? 4 : 6, wrapped, special: specialUse(inner, address) };
}

function specialUse(address: ipaddr.IPv4 | ipaddr.IPv6, text: string): SpecialUse | null {
  if (METADATA.has(text)) return 'metadata';
  for (const [network, bits] of DOCUMENTATION) {
    if (network.kind() === address.kind() && address.match(network as never, bits)) return 'documentation';
  }
  const range = address.range();
  return range in RANGES ? (RANGES[range] ?? null) : 'reserved';
}

/** An address that hides an IPv4 address leads where that one leads. */
function unwrap(address: ipaddr.IPv4 | ipaddr.IPv6): {
  inner: ipaddr.IPv4 | ipaddr.IPv6;
  wrapped: ReadAddress['wrapped'];
} {
  if (!(address instanceof ipaddr.IPv6)) return { inner: address, wrapped: null };
  if (address.isIPv4MappedAddress()) return { inner: address.toIPv4Address(), wrapped: 'mapped' };
  const bytes = address.toByteArray();
  const v4 = (at: number, flip = 0): ipaddr.IPv4 => new ipaddr.IPv4(bytes.slice(at, at + 4).map((byte) => byte ^ flip));
  // The deprecated form ::a.b.c.d; :: and ::1 are themselves.
  const isCompatible = bytes.slice(0, 12).every((byte) => byte === 0) && bytes.slice(12, 15).some((byte) => byte !== 0);
  if (isCompatible) return { inner: v4(12), wrapped: 'mapped' };
  const range = address.range();
  if (range === 'rfc6052') return { inner: v4(12), wrapped: 'nat64' };
  if (range === '6to4') return { inner: v4(2), wrapped: '6to4' };
  if (range === 'teredo') return { inner: v4(12, 0xff), wrapped: 'teredo' };
  return { inner: address, wrapped: null };
}
