import { type Phrase, p } from '../protocol/schema/phrase.ts';

/** The notice as a document. */
export const documentPhrases: Record<string, Phrase> = {
  'notice.exported': p(
    'Took the notice out as a document',
    'A sorti la notice sous forme de document',
    'Sacó la notificación como documento',
    'أخرج النشرة في شكل مستند',
  ),
  'notice.document-gone': p(
    'This notice was purged: there is no document of it any more.',
    'Cette notice a été purgée : il n’en existe plus de document.',
    'Esta notificación se eliminó: ya no hay documento de ella.',
    'حُذفت هذه النشرة ولم يعد لها مستند.',
  ),
  'notice.document-busy': p(
    'Too many documents are being made; try again in a moment.',
    'Trop de documents sont en cours ; réessayez dans un instant.',
    'Se están generando demasiados documentos; inténtelo en un momento.',
    'يجري إعداد مستندات كثيرة؛ حاول بعد قليل.',
  ),
};
