export const DOCUMENT_TYPES = [
  'application/pdf',
  'text/plain',
  'text/csv',
  'application/json',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
] as const;

export interface DescribedFile {
  readonly name: string;
  readonly mediaType: string;
  readonly size: number;
  readonly sha256: string;
}

/** Name, size and SHA-256 of a document; null when its kind is not taken. The file itself is not sent. */
export async function describeFile(file: File): Promise<DescribedFile | null> {
  const mediaType = file.type.split(';')[0]?.trim() ?? '';
  if (!(DOCUMENT_TYPES as readonly string[]).includes(mediaType) || file.size === 0) return null;
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', await file.arrayBuffer()));
  const sha256 = Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return { name: file.name.slice(0, 200), mediaType, size: file.size, sha256 };
}
