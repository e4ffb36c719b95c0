import { sniff } from '../../identification/index.ts';

/**
 * What a file is by its first bytes, whatever it is called: a file that is several things at once is what it begins as. Null:
 * nothing that is known here, and nothing that is ever decoded.
 */
export function sniffType(bytes: Uint8Array): string | null {
  const media = sniff(bytes);
  if (media !== null) return media;
  const start = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 8)).toString('latin1');
  if (start.startsWith('%PDF-')) return 'application/pdf';
  return start.startsWith('PK\x03\x04') ? 'application/zip' : null;
}
