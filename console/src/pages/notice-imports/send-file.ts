import { NOTICE_IMPORT_PART_BYTES, type NoticeImportView } from '../../../../src/notices/contract.ts';
import { call, newKey } from '../../api/client.ts';

export interface FileTerms {
  readonly source: string;
  readonly colour: 'red' | 'yellow' | 'un' | null;
  readonly complete: boolean;
}

/** Takes a file to the bureau in parts and asks for its preview; `onSent` is told the bytes that are there. */
export async function sendFile(
  file: File,
  terms: FileTerms,
  onSent: (bytes: number) => void,
): Promise<NoticeImportView> {
  const opened = await call<NoticeImportView>('POST', '/api/notice-imports', {
    body: { fileName: file.name, size: file.size, ...terms },
    key: newKey(),
  });
  for (let number = 0; number * NOTICE_IMPORT_PART_BYTES < file.size; number++) {
    const end = Math.min((number + 1) * NOTICE_IMPORT_PART_BYTES, file.size);
    const part = file.slice(number * NOTICE_IMPORT_PART_BYTES, end, 'application/octet-stream');
    await call('PUT', `/api/notice-imports/${opened.id}/parts/${number}`, { body: part, key: newKey() });
    onSent(end);
  }
  return call('POST', `/api/notice-imports/${opened.id}/preview`, { body: { version: opened.version }, key: newKey() });
}
