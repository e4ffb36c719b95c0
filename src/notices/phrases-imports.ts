import { type Phrase, p } from '../protocol/schema/phrase.ts';

/** Notices brought in from files. */
export const importPhrases: Record<string, Phrase> = {
  'notice.imported-read-only': p(
    'This is an imported copy: it is read only, and nobody is asked about it through it.',
    'Ceci est une copie importée : en lecture seule, elle ne permet d’interroger personne.',
    'Es una copia importada: es de solo lectura y no sirve para consultar a nadie.',
    'هذه نسخة مستوردة للقراءة فقط، ولا يُخاطَب أحد من خلالها.',
  ),
  'notice.copy-imported': p(
    'A file brought this copy',
    'Un fichier a apporté cette copie',
    'Un archivo trajo esta copia',
    'جلب ملف هذه النسخة',
  ),
  'notice.import-taken-back': p(
    'The import was taken back: the copy before it stands again',
    'Importation annulée : la copie précédente est rétablie',
    'Importación deshecha: vuelve la copia anterior',
    'أُلغي الاستيراد وعادت النسخة السابقة',
  ),
  'notice.import-removed': p(
    'The imported copy was removed',
    'La copie importée a été supprimée',
    'La copia importada se eliminó',
    'حُذفت النسخة المستوردة',
  ),
  'notice-import.opened': p(
    'Sent a file of notices',
    'A envoyé un fichier de notices',
    'Envió un archivo de notificaciones',
    'أرسل ملف نشرات',
  ),
  'notice-import.started': p(
    'Started an import of notices',
    'A lancé une importation de notices',
    'Inició una importación de notificaciones',
    'بدأ استيراد نشرات',
  ),
  'notice-import.done': p('Notices imported', 'Notices importées', 'Notificaciones importadas', 'استُوردت النشرات'),
  'notice-import.discarded': p(
    'Discarded a file of notices',
    'A écarté un fichier de notices',
    'Descartó un archivo de notificaciones',
    'استبعد ملف نشرات',
  ),
  'notice-import.undoing': p(
    'Asked to take an import back',
    'A demandé l’annulation d’une importation',
    'Pidió deshacer una importación',
    'طلب إلغاء استيراد',
  ),
  'notice-import.undone': p('Import taken back', 'Importation annulée', 'Importación deshecha', 'أُلغي الاستيراد'),
  'notice-import.viewed': p(
    'Looked at the preview of an import',
    'A consulté l’aperçu d’une importation',
    'Consultó la vista previa de una importación',
    'اطّلع على معاينة استيراد',
  ),

  'notice-import.state.uploading': p('Being sent', 'En cours d’envoi', 'Enviándose', 'قيد الإرسال'),
  'notice-import.state.ready': p('To be confirmed', 'À confirmer', 'Por confirmar', 'بانتظار التأكيد'),
  'notice-import.state.running': p('Running', 'En cours', 'En curso', 'جارٍ'),
  'notice-import.state.done': p('Done', 'Terminée', 'Terminada', 'اكتمل'),
  'notice-import.state.undoing': p('Being taken back', 'Annulation en cours', 'Deshaciéndose', 'قيد الإلغاء'),
  'notice-import.state.undone': p('Taken back', 'Annulée', 'Deshecha', 'أُلغي'),
  'notice-import.state.discarded': p('Discarded', 'Écartée', 'Descartada', 'استُبعد'),

  'notice-import.wrong-state': p(
    'The import is no longer in a state for this ({state}).',
    'L’importation n’est plus dans un état qui le permet ({state}).',
    'La importación ya no está en un estado que lo permita ({state}).',
    'لم يعد الاستيراد في حالة تسمح بذلك ({state}).',
  ),
  'notice-import.runs-elsewhere': p(
    'Another process goes on with this import.',
    'Un autre processus poursuit cette importation.',
    'Otro proceso continúa esta importación.',
    'تتولى عملية أخرى هذا الاستيراد.',
  ),
  'notice-import.parts-missing': p(
    'Parts of the file are missing: {held} of {size} bytes are here.',
    'Des parties du fichier manquent : {held} octets sur {size}.',
    'Faltan partes del archivo: hay {held} de {size} bytes.',
    'تنقص أجزاء من الملف: وصل {held} من {size} بايت.',
  ),
  'notice-import.too-large': p('Too large.', 'Trop volumineux.', 'Demasiado grande.', 'كبير جدًا.'),
  'notice-import.broken-off': p(
    'The file breaks off here.',
    'Le fichier s’interrompt ici.',
    'El archivo se interrumpe aquí.',
    'ينقطع الملف هنا.',
  ),
  'notice-import.not-json': p('This is not JSON.', 'Ceci n’est pas du JSON.', 'Esto no es JSON.', 'هذا ليس JSON.'),
  'notice-import.not-a-notice': p(
    'This is not a notice.',
    'Ceci n’est pas une notice.',
    'Esto no es una notificación.',
    'هذه ليست نشرة.',
  ),
  'notice-import.draft': p(
    'A draft is not imported.',
    'Un projet n’est pas importé.',
    'Un borrador no se importa.',
    'لا تُستورد المسودات.',
  ),
  'notice-import.colour-unknown': p(
    'It does not say which colour it is; say it for the whole file.',
    'La couleur n’est pas indiquée ; indiquez-la pour tout le fichier.',
    'No dice de qué color es; indíquelo para todo el archivo.',
    'لا يذكر لونها؛ حدده للملف كله.',
  ),
  'notice-import.does-not-fit': p(
    'This value does not fit: {expected}',
    'Cette valeur ne convient pas : {expected}',
    'Este valor no encaja: {expected}',
    'هذه القيمة غير ملائمة: {expected}',
  ),
  'notice-import.not-understood': p(
    'Not understood and left out: {value}',
    'Non compris et omis : {value}',
    'No se entendió y se omitió: {value}',
    'غير مفهوم وأُهمل: {value}',
  ),
};
