import type { ModelFile, TipModel } from '../contract-model.ts';
import { readTime, readTri, said } from '../model/values.ts';
import { addDevice, addIp, noteNewValue } from './normalise-report.ts';
import type { ReadXml, XmlTree } from './read-report-xml.ts';

/** What a `<fileDetails>` says: the file, and what of it belongs to the report's lists (`of` names no file yet: `file:0`). */
export interface FileWords {
  readonly reportNumber: string;
  readonly fileKey: string;
  readonly file: ModelFile;
  readonly more: Pick<TipModel, 'ips' | 'urls' | 'devices' | 'unknown'>;
}

/** Of a validated `<fileDetails>`. */
export function normaliseFile({ tree, unknown }: ReadXml): FileWords {
  const textOf = (name: string): string | null => said(tree.children.find((one) => one.name === name)?.text);
  const all = (name: string): XmlTree[] => tree.children.filter((one) => one.name === name);
  const more: FileWords['more'] = { ips: [], urls: [], devices: [], unknown: [...unknown] };
  for (const capture of all('ipCaptureEvent')) addIp(more, capture, 'file:0');
  for (const device of all('deviceId')) addDevice(more, device, 'file:0');
  const location = textOf('locationOfFile');
  if (location) more.urls.push({ url: location, kind: 'file', of: 'file:0' });
  const annotations = all('fileAnnotations').flatMap((one) => one.children.map((flag) => flag.name));
  if (all('potentialMeme').length > 0) annotations.push('potentialMeme');
  const classification = textOf('industryClassification');
  if (classification)
    noteNewValue(more, 'industryClassification', '/fileDetails/industryClassification', classification);
  const relevance = textOf('fileRelevance');
  if (relevance) noteNewValue(more, 'fileRelevance', '/fileDetails/fileRelevance', relevance);
  const fileKey = textOf('fileId') ?? '';
  return {
    reportNumber: textOf('reportId') ?? '',
    fileKey,
    file: {
      key: fileKey,
      name: textOf('fileName'),
      originalName: textOf('originalFileName'),
      viewed: readTri(textOf('fileViewedByEsp')),
      exifViewed: readTri(textOf('exifViewedByEsp')),
      publiclyAvailable: readTri(textOf('publiclyAvailable')),
      relevance,
      classification,
      annotations,
      hashes: all('originalFileHash').flatMap((hash) => readHash(hash.attributes.hashType, hash.text) ?? []),
      uploaded: readTime(textOf('uploadedToEspTimestamp')),
      tags: [],
      details: all('details').flatMap((details) =>
        details.children.map((pair) => ({
          name: pair.children.find((one) => one.name === 'name')?.text ?? '',
          value: pair.children.find((one) => one.name === 'value')?.text ?? '',
        })),
      ),
      notes: all('additionalInfo').flatMap((one) => said(one.text) ?? []),
    },
    more,
  };
}

const HEX = /^[0-9a-f]+$/i;
const KINDS: Readonly<Record<number, string>> = { 32: 'md5', 40: 'sha1' };

/** A stated hash: kind in lower case without dashes; of hex alone the digits too. A kind that is not said is told by its length. */
export function readHash(kind: string | undefined, value: string | null): { kind: string; value: string } | null {
  const text = said(value);
  if (text === null) return null;
  const named = said(kind)?.toLowerCase().replaceAll(/[-_ ]/g, '') ?? '';
  const isHex = HEX.test(text);
  return {
    kind: named || (isHex ? KINDS[text.length] : undefined) || 'unknown',
    value: isHex ? text.toLowerCase() : text,
  };
}
