import { createHash } from 'node:crypto';
import { invalid } from '../platform/index.ts';
import type { NoticeForm } from './contract.ts';

/**
 * A picture carried in a form is what it says: its bytes have the hash and begin like the type.
 * @throws AppError `invalid` `notice.photo-not-a-picture`
 */
export function checkPhotos(form: NoticeForm): void {
  for (const [i, photo] of (form.subject.photos ?? []).entries()) {
    if (photo.data === undefined) continue;
    const bytes = Buffer.from(photo.data, 'base64');
    const begins = photo.mediaType === 'image/jpeg' ? 'ffd8ff' : '89504e470d0a1a0a';
    const isType = bytes.subarray(0, begins.length / 2).toString('hex') === begins;
    if (!isType || createHash('sha256').update(bytes).digest('hex') !== photo.sha256) {
      throw invalid(`/body/form/subject/photos/${i}`, 'notice.photo-not-a-picture');
    }
  }
}
