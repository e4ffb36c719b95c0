import { type Phrase, p } from '../protocol/schema/phrase.ts';

/** What is wrong with a file, or with a row of it. */
export const rowPhrases: Record<string, Phrase> = {
  'rows.unreadable': p(
    'This is no CSV with named columns, no JSON array and no JSON lines',
    'Ni CSV à colonnes nommées, ni tableau JSON, ni lignes JSON',
    'No es un CSV con columnas, ni una lista JSON, ni líneas JSON',
    'ليس ملف CSV ذا أعمدة مسماة ولا مصفوفة JSON ولا أسطر JSON',
  ),
  'rows.too-many': p(
    'More than {limit} records in one file',
    'Plus de {limit} enregistrements dans un fichier',
    'Más de {limit} registros en un archivo',
    'أكثر من {limit} سجل في ملف واحد',
  ),
  'row.more-cells': p(
    'The row has more cells than the file has columns',
    'La ligne a plus de cellules que le fichier de colonnes',
    'La fila tiene más celdas que columnas el archivo',
    'في الصف خلايا أكثر من أعمدة الملف',
  ),
  'row.no-object': p(
    'The record is no object',
    'L’enregistrement n’est pas un objet',
    'El registro no es un objeto',
    'السجل ليس كائنًا',
  ),
  'row.no-json': p('The line is no JSON', 'La ligne n’est pas du JSON', 'La línea no es JSON', 'السطر ليس JSON'),
  'row.value': p(
    '{field}: not a value that fits there',
    '{field} : valeur non admise',
    '{field}: valor no admitido',
    '{field}: قيمة غير مقبولة',
  ),
  'travel.outcome-of-row.sent': p('Sent', 'Envoyée', 'Enviada', 'أُرسل'),
  'travel.outcome-of-row.changed': p('Change sent', 'Modification envoyée', 'Cambio enviado', 'أُرسل التغيير'),
  'travel.outcome-of-row.unchanged': p(
    'Filed already, nothing differs',
    'Déjà établie, rien ne diffère',
    'Ya presentada, sin cambios',
    'مقدَّم سابقًا ولا فرق',
  ),
  'travel.outcome-of-row.duplicate': p(
    'The trip is notified already',
    'Voyage déjà notifié',
    'Viaje ya notificado',
    'السفر مُخطَر به بالفعل',
  ),
  'travel.outcome-of-row.refused': p('Refused', 'Refusée', 'Rechazada', 'مرفوض'),
};
