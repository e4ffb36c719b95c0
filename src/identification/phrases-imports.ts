import { type Phrase, p } from '../protocol/schema/phrase.ts';

const states: Record<string, Phrase> = {
  'import.state.uploading': p('on its way', 'en cours d’envoi', 'en camino', 'قيد الرفع'),
  'import.state.ready': p('waiting to be confirmed', 'à confirmer', 'por confirmar', 'بانتظار التأكيد'),
  'import.state.running': p('being imported', 'en cours d’import', 'importándose', 'قيد الاستيراد'),
  'import.state.done': p('imported', 'importé', 'importado', 'تم الاستيراد'),
  'import.state.undoing': p('being taken back', 'en cours d’annulation', 'deshaciéndose', 'قيد التراجع'),
  'import.state.undone': p('taken back', 'annulé', 'deshecho', 'تم التراجع عنه'),
  'import.state.discarded': p('not wanted', 'écarté', 'descartado', 'مستبعد'),
  'hash-list.state.active': p('in force', 'en vigueur', 'en vigor', 'سارية'),
  'hash-list.state.retired': p('retired', 'retirée', 'retirada', 'موقوفة'),
  'hash-list.kind.known': p('known material', 'contenus connus', 'material conocido', 'مواد معروفة'),
  'hash-list.kind.benign': p('harmless files', 'fichiers inoffensifs', 'archivos inofensivos', 'ملفات غير ضارة'),
  'hash-list.kind.mixed': p('mixed', 'mixte', 'mixta', 'مختلطة'),
  'list-format.vics-1.2': p('VICS 1.2', 'VICS 1.2', 'VICS 1.2', 'VICS 1.2'),
  'list-format.vics-1.3': p('VICS 1.3', 'VICS 1.3', 'VICS 1.3', 'VICS 1.3'),
  'list-format.vics-2.0': p('VICS 2.0', 'VICS 2.0', 'VICS 2.0', 'VICS 2.0'),
  'list-format.icse-csv': p('ICSE hash list (CSV)', 'liste ICSE (CSV)', 'lista ICSE (CSV)', 'قائمة ICSE ‏(CSV)'),
  'list-format.hash-csv': p(
    'CSV with a column of hashes',
    'CSV avec une colonne d’empreintes',
    'CSV con una columna de huellas',
    'ملف CSV فيه عمود بصمات',
  ),
  'list-format.hash-lines': p('one hash a line', 'une empreinte par ligne', 'una huella por línea', 'بصمة في كل سطر'),
};

const tasks: Record<string, Phrase> = {
  'task.import.to-finish': p(
    'Confirm the import, or discard it',
    'Confirmer l’import ou l’écarter',
    'Confirmar la importación o descartarla',
    'تأكيد الاستيراد أو استبعاده',
  ),
  'task.import.to-undo': p(
    'The import is being taken back',
    'L’import est en cours d’annulation',
    'La importación se está deshaciendo',
    'يجري التراجع عن الاستيراد',
  ),
};

const acts: Record<string, Phrase> = {
  'import.opened': p(
    'File to import announced',
    'Fichier à importer annoncé',
    'Archivo por importar anunciado',
    'أُعلن عن ملف للاستيراد',
  ),
  'import.confirmed': p('Import confirmed', 'Import confirmé', 'Importación confirmada', 'تأكد الاستيراد'),
  'import.finished': p('Import finished', 'Import terminé', 'Importación terminada', 'انتهى الاستيراد'),
  'import.discarded': p('Import discarded', 'Import écarté', 'Importación descartada', 'استُبعد الاستيراد'),
  'import.undo-asked': p(
    'Taking the import back was asked for',
    'Annulation de l’import demandée',
    'Se pidió deshacer la importación',
    'طُلب التراجع عن الاستيراد',
  ),
  'import.undone': p('Import taken back', 'Import annulé', 'Importación deshecha', 'تم التراجع عن الاستيراد'),
  'hash-list.opened': p(
    'Hash list opened',
    'Liste d’empreintes ouverte',
    'Lista de huellas abierta',
    'فُتحت قائمة بصمات',
  ),
  'hash-list.changed': p(
    'Hash list changed',
    'Liste d’empreintes modifiée',
    'Lista de huellas cambiada',
    'تغيرت قائمة البصمات',
  ),
  'hash-list.searched': p(
    'Hash looked for in the lists',
    'Empreinte cherchée dans les listes',
    'Huella buscada en las listas',
    'بُحث عن بصمة في القوائم',
  ),
  'hash-list.exported': p(
    'Hash list exported',
    'Liste d’empreintes exportée',
    'Lista de huellas exportada',
    'صُدرت قائمة البصمات',
  ),
  'case-media.exported': p(
    'Hashes of the case’s pictures exported',
    'Empreintes des images du dossier exportées',
    'Huellas de las imágenes del caso exportadas',
    'صُدرت بصمات صور القضية',
  ),
  'media.found-on-list': p(
    'Picture found on a hash list',
    'Image trouvée sur une liste',
    'Imagen encontrada en una lista',
    'وُجدت الصورة في قائمة بصمات',
  ),
};

const refusals: Record<string, Phrase> = {
  'hash-list.name-taken': p(
    'There is a list of that name already: {name}',
    'Une liste porte déjà ce nom : {name}',
    'Ya hay una lista con ese nombre: {name}',
    'توجد قائمة بهذا الاسم: {name}',
  ),
  'hash-list.unknown': p(
    'There is no such list.',
    'Cette liste n’existe pas.',
    'Esa lista no existe.',
    'لا توجد هذه القائمة.',
  ),
  'hash.unknown-kind': p(
    'This is not an MD5, SHA-1, SHA-256, PDQ or PhotoDNA value.',
    'Ce n’est ni un MD5, SHA-1, SHA-256, PDQ ni un PhotoDNA.',
    'No es un valor MD5, SHA-1, SHA-256, PDQ ni PhotoDNA.',
    'ليست قيمة MD5 أو SHA-1 أو SHA-256 أو PDQ أو PhotoDNA.',
  ),
  'import.part-too-large': p(
    'A part may hold {limit} bytes.',
    'Une partie peut contenir {limit} octets.',
    'Una parte puede tener {limit} bytes.',
    'لا يتجاوز الجزء {limit} بايت.',
  ),
  'import.more-than-said': p(
    'More came than the {size} bytes announced.',
    'Il est venu plus que les {size} octets annoncés.',
    'Llegó más que los {size} bytes anunciados.',
    'وصل أكثر من {size} بايت المعلن عنها.',
  ),
  'import.incomplete': p(
    'Parts are missing: {bytes} of {size} bytes are here.',
    'Il manque des parties : {bytes} octets sur {size}.',
    'Faltan partes: hay {bytes} de {size} bytes.',
    'أجزاء ناقصة: وصل {bytes} من {size} بايت.',
  ),
  'import.not-a-list': p(
    'No hash could be read from this file (line {line}: {problem}).',
    'Aucune empreinte lisible dans ce fichier (ligne {line} : {problem}).',
    'No se pudo leer ninguna huella del archivo (línea {line}: {problem}).',
    'تعذرت قراءة أي بصمة من هذا الملف (السطر {line}: {problem}).',
  ),
  'import.empty': p('The file is empty.', 'Le fichier est vide.', 'El archivo está vacío.', 'الملف فارغ.'),
  'import.not-open': p(
    'The import is no longer open to this ({state}).',
    'L’import n’est plus ouvert à cela ({state}).',
    'La importación ya no admite esto ({state}).',
    'لم يعد الاستيراد يقبل ذلك ({state}).',
  ),
  'import.list-busy': p(
    'Another import into {list} is running: wait for it, or take it back.',
    'Un autre import vers {list} est en cours : attendez-le ou annulez-le.',
    'Otra importación a {list} está en curso: espérela o deshágala.',
    'يجري استيراد آخر إلى {list}: انتظره أو تراجع عنه.',
  ),
  'import.runs-elsewhere': p(
    'Another process goes on with this import.',
    'Un autre processus poursuit cet import.',
    'Otro proceso continúa esta importación.',
    'تتابع عملية أخرى هذا الاستيراد.',
  ),
  'import.not-done': p(
    'There is nothing to take back ({state}).',
    'Il n’y a rien à annuler ({state}).',
    'No hay nada que deshacer ({state}).',
    'لا شيء للتراجع عنه ({state}).',
  ),
  'import.undo.too-late': p(
    'The time to take it back has passed.',
    'Le délai d’annulation est passé.',
    'Pasó el plazo para deshacerla.',
    'انقضت مهلة التراجع.',
  ),
  'import.undo.later-import': p(
    'A later import into this list comes first.',
    'Un import ultérieur vers cette liste passe d’abord.',
    'Primero una importación posterior a esta lista.',
    'يجب البدء باستيراد لاحق إلى هذه القائمة.',
  ),
};

const problems: Record<string, Phrase> = {
  'import.md5-malformed': p(
    'Not an MD5: {value}',
    'Ce n’est pas un MD5 : {value}',
    'No es un MD5: {value}',
    'ليست قيمة MD5: {value}',
  ),
  'import.no-hash': p('No hash in the record', 'Aucune empreinte', 'Registro sin huella', 'سجل بلا بصمة'),
  'import.value-unread': p(
    '{field} not understood, kept as it is: {value}',
    '{field} non compris, conservé tel quel : {value}',
    '{field} no se entiende, se guarda tal cual: {value}',
    'لم يُفهم {field} وحُفظ كما هو: {value}',
  ),
  'import.category-differs': p(
    'Category was {was} and is {is} now',
    'La catégorie était {was}, elle est {is}',
    'La categoría era {was} y ahora es {is}',
    'كانت الفئة {was} وهي الآن {is}',
  ),
  'import.record-not-json': p(
    'The record is not JSON',
    'L’enregistrement n’est pas du JSON',
    'El registro no es JSON',
    'السجل ليس JSON',
  ),
  'import.record-not-object': p(
    'The record is not an object',
    'L’enregistrement n’est pas un objet',
    'El registro no es un objeto',
    'السجل ليس كائنًا',
  ),
  'import.record-not-utf8': p(
    'The record is not UTF-8',
    'L’enregistrement n’est pas en UTF-8',
    'El registro no es UTF-8',
    'السجل ليس UTF-8',
  ),
  'import.record-too-large': p(
    'The record is too large',
    'L’enregistrement est trop grand',
    'El registro es demasiado grande',
    'السجل أكبر من الحد',
  ),
  'import.record-too-deep': p(
    'The record is nested too deep',
    'L’enregistrement est trop imbriqué',
    'El registro está demasiado anidado',
    'السجل متداخل أكثر من الحد',
  ),
  'import.not-json': p(
    'The file is not JSON',
    'Le fichier n’est pas du JSON',
    'El archivo no es JSON',
    'الملف ليس JSON',
  ),
  'import.json-broken': p(
    'The JSON is broken here: nothing after it was read',
    'Le JSON est rompu ici : la suite n’a pas été lue',
    'El JSON está roto aquí: no se leyó lo que sigue',
    'انقطع JSON هنا: لم يُقرأ ما بعده',
  ),
  'import.csv-broken': p(
    'The CSV is broken here: nothing after it was read',
    'Le CSV est rompu ici : la suite n’a pas été lue',
    'El CSV está roto aquí: no se leyó lo que sigue',
    'انقطع CSV هنا: لم يُقرأ ما بعده',
  ),
  'import.truncated': p(
    'The file ends before its end',
    'Le fichier s’arrête avant sa fin',
    'El archivo termina antes de su fin',
    'ينتهي الملف قبل نهايته',
  ),
  'list.not-a-hash': p('Not a hash', 'Ce n’est pas une empreinte', 'No es una huella', 'ليست بصمة'),
};

export const importPhrases: Record<string, Phrase> = { ...states, ...tasks, ...acts, ...refusals, ...problems };
