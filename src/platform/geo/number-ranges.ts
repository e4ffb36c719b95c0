import { readFileSync } from 'node:fs';

/** The network that announces an address to the rest. */
export interface OriginAs {
  readonly asn: number;
  readonly name: string;
}

/** Address ranges that do not overlap, in order, each with the network that announces it. */
export class NumberRanges {
  readonly #starts: BigUint64Array;
  readonly #ends: BigUint64Array;
  readonly #asns: Uint32Array;
  readonly #names = new Map<number, string>();

  /**
   * Reads lines `first,last,asn,name` with decimal addresses (the npm package `@ip-location-db/asn`, `*-num.csv`). Of IPv6 the
   * upper 64 bits count: no range of the global table is smaller than a /64.
   * @param shift 0 for IPv4, 64 for IPv6
   * @throws Error naming the line that does not fit
   */
  constructor(path: string, shift: 0 | 64) {
    const text = readFileSync(path, 'latin1');
    let lines = 0;
    for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) lines++;
    if (!text.endsWith('\n')) lines++;
    const [starts, ends, asns] = [new BigUint64Array(lines), new BigUint64Array(lines), new Uint32Array(lines)];
    const read = (part: string): bigint => BigInt(part) >> BigInt(shift);
    let count = 0;
    for (let from = 0; from < text.length; ) {
      const end = text.indexOf('\n', from) === -1 ? text.length : text.indexOf('\n', from);
      const line = text.slice(from, end).trimEnd();
      from = end + 1;
      if (line === '') continue;
      const [first = '', last = '', asn = ''] = line.split(',', 3);
      if (!/^\d+$/.test(first) || !/^\d+$/.test(last) || !/^\d+$/.test(asn)) {
        throw new Error(`${path}, line ${count + 1}: expected first,last,asn,name`);
      }
      starts[count] = shift === 0 ? BigInt(first) : read(first);
      ends[count] = shift === 0 ? BigInt(last) : read(last);
      asns[count] = Number(asn);
      if (!this.#names.has(Number(asn))) {
        const name = line.slice(first.length + last.length + asn.length + 3).replace(/^"(.*)"$/, '$1');
        this.#names.set(Number(asn), Buffer.from(name.replaceAll('""', '"'), 'latin1').toString('utf8'));
      }
      count++;
    }
    this.#starts = starts.subarray(0, count);
    this.#ends = ends.subarray(0, count);
    this.#asns = asns.subarray(0, count);
  }

  /** @param address as a number; of IPv6 its upper 64 bits */
  find(address: bigint): OriginAs | null {
    let low = 0;
    let high = this.#starts.length - 1;
    while (low <= high) {
      const middle = (low + high) >> 1;
      if ((this.#starts[middle] ?? 0n) > address) high = middle - 1;
      else low = middle + 1;
    }
    if (high < 0 || (this.#ends[high] ?? 0n) < address) return null;
    const asn = this.#asns[high] ?? 0;
    return { asn, name: this.#names.get(asn) ?? '' };
  }
}
