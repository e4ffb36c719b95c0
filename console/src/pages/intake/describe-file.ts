import { heldFiles } from '../../uploads/held-files.ts';
import { hashOfFile } from '../../uploads/send-file.ts';

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

/** Name, size and SHA-256 of a document; null when its kind is not taken. It is held until it is sent with the request. */
export async function describeFile(file: File): Promise<DescribedFile | null> {
  const mediaType = file.type.split(';')[0]?.trim() ?? '';
  if (!(DOCUMENT_TYPES as readonly string[]).includes(mediaType) || file.size === 0) return null;
  const sha256 = await hashOfFile(file);
  heldFiles.set(sha256, file);
  return { name: file.name.slice(0, 200), mediaType, size: file.size, sha256 };
}
