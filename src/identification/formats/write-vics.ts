import { vicsScheme } from './categories.ts';
import type { HashEntry, RawObject } from './entry.ts';
import { FLAGS } from './vics-names.ts';
import { OWN } from './vics-record.ts';

/** A Case with its records, or (null) the records of a flat list. Records come in pages. */
export interface VicsGroup {
  readonly fields: RawObject | null;
  readonly pages: AsyncIterable<readonly HashEntry[]>;
}

export interface VicsOptions {
  readonly version: '1.3' | '2.0';
  /** Whose category numbers are written, US, UK …; other countries' classifications go along as metadata. */
  readonly region: string;
  readonly shape: 'cases' | 'media';
}

/** VICS JSON, piece by piece. An entry without MD5 cannot be written, and is left out. */
export async function* writeVics(options: VicsOptions, groups: AsyncIterable<VicsGroup>): AsyncGenerator<string> {
  const { version, region, shape } = options;
  const set = shape === 'cases' ? 'Cases' : 'Media';
  const context =
    version === '2.0'
      ? ['@odata.context', `http://github.com/VICSDATAMODEL/ProjectVic/DataModels/2.0.xml/${region}/$metadata#${set}`]
      : ['odata.metadata', `http://github.com/ICMEC/ProjectVic/DataModels/1.3.xml#${set}`];
  const scheme = vicsScheme(region);
  yield `{\n ${JSON.stringify(context[0])}: ${JSON.stringify(context[1])},\n "value": [\n`;
  let number = 0;
  let isFirst = true;
  for await (const { fields, pages } of groups) {
    if (shape === 'cases') {
      const members = Object.entries(fields ?? {}).map(
        ([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value)},`,
      );
      yield `${isFirst ? '' : ',\n'}{${members.join('')}"Media":[\n`;
      isFirst = true;
    }
    for await (const page of pages) {
      let text = '';
      for (const entry of page) {
        if (entry.md5 === undefined) continue;
        text += `${isFirst ? '' : ',\n'}${JSON.stringify(vicsMedia(entry, ++number, scheme, version))}`;
        isFirst = false;
      }
      if (text !== '') yield text;
    }
    if (shape === 'cases') {
      yield '\n]}';
      isFirst = false;
    }
  }
  yield '\n]}\n';
}

/** A Media record: what we know under its field's name, what we do not as it came. */
function vicsMedia(entry: HashEntry, number: number, scheme: string, version: VicsOptions['version']): object {
  const raw = entry.raw?.vics ?? {};
  const { classification } = entry;
  const isPlain = raw.Category === undefined && classification?.scheme === scheme && /^\d+$/.test(classification.code);
  const md5 = entry.md5?.toUpperCase();
  const imageId = entry.raw?.icse?.['Image ID'];
  const out = new Map<string, unknown>([
    ['MediaID', typeof imageId === 'string' && /^\d{1,9}$/.test(imageId) ? Number(imageId) : number],
    ['Category', isPlain ? Number(classification?.code) : 0],
    ...Object.entries(raw),
    ['MD5', md5],
  ]);
  if (entry.sha1 !== undefined) out.set('SHA1', entry.sha1.toUpperCase());
  if (entry.series !== undefined && raw.Series === undefined) out.set('Series', entry.series);
  for (const [name, flag] of Object.entries(FLAGS)) {
    const value = entry.flags?.[flag];
    if (value !== undefined) out.set(name, value);
  }
  const hashes = (
    [
      ['PhotoDNA', entry.photodna],
      ['SHA256', entry.sha256?.toUpperCase()],
      ['PDQ', entry.pdq],
    ] as const
  ).flatMap(([name, value]) => (value === undefined ? [] : [{ MD5: md5, HashName: name, HashValue: value }]));
  const own = [
    ...(entry.quality === undefined ? [] : [[OWN.quality, String(entry.quality)] as const]),
    // VICS 1.3 does not say whose numbers they are.
    ...(classification === undefined || (isPlain && version !== '1.3')
      ? []
      : [[OWN.classification, `${classification.scheme}/${classification.code}/${classification.label}`] as const]),
  ].map(([name, value]) => ({ MD5: md5, PropertyName: name, PropertyValue: value }));
  for (const [name, more] of [
    ['AlternativeHashes', hashes],
    ['MediaMetadata', own],
  ] as const) {
    const held = out.get(name);
    if (more.length > 0) out.set(name, [...more, ...(Array.isArray(held) ? held : held === undefined ? [] : [held])]);
  }
  return Object.fromEntries(out);
}
