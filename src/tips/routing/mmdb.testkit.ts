/** A MaxMind file made here, for what the packages' data does not hold: states and cities. IPv4, records of 24 bits. */
export function writeMmdb(entries: readonly { readonly prefix: string; readonly data: Value }[]): Buffer {
  const nodes: [Slot, Slot][] = [[null, null]];
  for (const { prefix, data } of entries) {
    const [address = '', length = '32'] = prefix.split('/');
    const bits = address
      .split('.')
      .map((part) => Number(part).toString(2).padStart(8, '0'))
      .join('')
      .slice(0, Number(length));
    let node = 0;
    [...bits].forEach((bit, depth) => {
      const side = bit === '1' ? 1 : 0;
      const slots = nodes[node] as [Slot, Slot];
      if (depth === bits.length - 1) {
        slots[side] = { data };
        return;
      }
      if (typeof slots[side] !== 'number') slots[side] = nodes.push([null, null]) - 1;
      node = slots[side] as number;
    });
  }
  const parts: Buffer[] = [];
  let size = 0;
  const keep = (value: Value): number => {
    const at = size;
    const bytes = encode(value);
    parts.push(bytes);
    size += bytes.length;
    return at;
  };
  const tree = Buffer.alloc(nodes.length * 6);
  nodes.forEach((slots, at) => {
    slots.forEach((slot, side) => {
      const value =
        slot === null ? nodes.length : typeof slot === 'number' ? slot : nodes.length + 16 + keep(slot.data);
      tree.writeUIntBE(value, at * 6 + side * 3, 3);
    });
  });
  const metadata = encode({
    binary_format_major_version: 2,
    binary_format_minor_version: 0,
    build_epoch: 1_800_000_000,
    database_type: 'Test-City',
    description: { en: 'made for a test' },
    ip_version: 4,
    languages: ['en'],
    node_count: nodes.length,
    record_size: 24,
  });
  return Buffer.concat([tree, Buffer.alloc(16), ...parts, Buffer.from('\xab\xcd\xefMaxMind.com', 'latin1'), metadata]);
}

type Slot = null | number | { readonly data: Value };
type Value = string | number | readonly Value[] | { readonly [name: string]: Value };

function encode(value: Value): Buffer {
  if (typeof value === 'string') {
    const bytes = Buffer.from(value);
    return Buffer.concat([control(2, bytes.length), bytes]);
  }
  if (typeof value === 'number') {
    const bytes = Buffer.alloc(4);
    bytes.writeUInt32BE(value);
    return Buffer.concat([control(6, 4), bytes]);
  }
  if (Array.isArray(value)) {
    const items = value as readonly Value[];
    return Buffer.concat([Buffer.from([items.length, 11 - 7]), ...items.map(encode)]);
  }
  const pairs = Object.entries(value as Record<string, Value>);
  return Buffer.concat([control(7, pairs.length), ...pairs.flatMap(([name, one]) => [encode(name), encode(one)])]);
}

const control = (type: number, size: number): Buffer => Buffer.from([(type << 5) | size]);
