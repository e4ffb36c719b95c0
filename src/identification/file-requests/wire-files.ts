import * as z from 'zod';
import { hexHash, urgency, utcMillis, uuid } from '../../protocol/schema/index.ts';
import { fileTerms, MAX_VIDEO_BYTES } from '../contract.ts';
import { PART_BYTES } from '../wire.ts';

/* What goes between the bureau that asks for a file and the one that owns it. Lyon has no part in it. */

const words = (max: number) => z.string().min(1).max(max);

/** Message `identification.file-request`. */
export const fileRequest = z.strictObject({
  id: uuid,
  /** Lyon's id of the picture. */
  media: uuid,
  purpose: words(300),
  urgency,
  dueAt: utcMillis,
});
/** Message `identification.file-answer`: with yes, which file and under which terms. */
export const fileAnswer = z.strictObject({
  id: uuid,
  answer: z.enum(['yes', 'no']),
  reason: words(500),
  file: z
    .strictObject({
      sha256: hexHash,
      size: z.int().min(1).max(MAX_VIDEO_BYTES),
      label: words(200),
      terms: fileTerms,
    })
    .nullable(),
});
/** Message `identification.file-received`: from then on no part is given any more. */
export const fileReceived = z.strictObject({ id: uuid });

/** Message `identification.file-lapsed`, of the owner: its yes was not used in its time. */
export const fileLapsed = z.strictObject({ id: uuid });

/** Signed request `identification/file-part`. */
export const filePart = z.strictObject({
  id: uuid,
  part: z
    .int()
    .min(0)
    .max(Math.ceil(MAX_VIDEO_BYTES / PART_BYTES)),
});
export const filePartAnswer = z.strictObject({
  data: z
    .base64()
    .min(4)
    .max((PART_BYTES / 3) * 4 + 4),
});

export type FileRequest = z.output<typeof fileRequest>;
export type FileAnswer = z.output<typeof fileAnswer>;
export type FilePart = z.output<typeof filePart>;
