import { type Phrase, p } from '../protocol/schema/phrase.ts';

/** What hash lists at Lyon know of pictures that were asked about. */
export const listedPhrases: Record<string, Phrase> = {
  'series-alert.kind.listed': p(
    'A hash list at Lyon knows a picture you asked about: {list}',
    'Une liste d’empreintes à Lyon connaît une image recherchée : {list}',
    'Una lista de huellas en Lyon conoce una imagen consultada: {list}',
    'قائمة بصمات في ليون تعرف صورة سألتم عنها: {list}',
  ),
  'series-alert.because.listed': p(
    'a hash list knows a picture that was asked about',
    'une liste d’empreintes connaît une image recherchée',
    'una lista de huellas conoce una imagen consultada',
    'قائمة بصمات تعرف صورة سُئل عنها',
  ),
  'task.identification.listed': p(
    'A hash list at Lyon knows a picture you asked about: {label}',
    'Une liste d’empreintes à Lyon connaît une image recherchée : {label}',
    'Una lista de huellas en Lyon conoce una imagen consultada: {label}',
    'قائمة بصمات في ليون تعرف صورة سألتم عنها: {label}',
  ),
  'lookup.list-match': p(
    'A hash list at Lyon knows what was asked about: {list}',
    'Une liste d’empreintes à Lyon connaît ce qui a été recherché : {list}',
    'Una lista de huellas en Lyon conoce lo consultado: {list}',
    'قائمة بصمات في ليون تعرف ما سُئل عنه: {list}',
  ),
  'icse.listed-told': p(
    '{bureau} told what a hash list knows of its look-up ({matches})',
    '{bureau} informé de ce qu’une liste d’empreintes sait de sa recherche ({matches})',
    '{bureau} informada de lo que una lista de huellas sabe de su consulta ({matches})',
    'أُبلغ {bureau} بما تعرفه قائمة بصمات عن بحثه ({matches})',
  ),
};
