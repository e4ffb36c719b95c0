import { type Phrase, p } from '../protocol/schema/phrase.ts';

/** What is wrong with a machine readable zone, and the names of its fields. */
export const phrases: Record<string, Phrase> = {
  'mrz.not-a-zone': p(
    'Not a machine readable zone: two lines of 44 or 36, or three of 30 characters',
    'Pas une zone de lecture optique : deux lignes de 44 ou 36, ou trois de 30 caractères',
    'No es una zona de lectura mecánica: dos líneas de 44 o 36, o tres de 30 caracteres',
    'ليست منطقة مقروءة آليًا: سطران من 44 أو 36، أو ثلاثة من 30 حرفًا',
  ),
  'mrz.check-digit': p(
    '{field}: check digit {found}, expected {expected}',
    '{field} : chiffre de contrôle {found}, attendu {expected}',
    '{field}: dígito de control {found}, se esperaba {expected}',
    '{field}: رقم التحقق {found}، والمتوقع {expected}',
  ),
  'mrz.composite': p(
    'Check digit over all fields: {found}, expected {expected}',
    'Chiffre de contrôle global : {found}, attendu {expected}',
    'Dígito de control global: {found}, se esperaba {expected}',
    'رقم التحقق العام: {found}، والمتوقع {expected}',
  ),
  'mrz.line-length': p(
    'Line {line} has {found} characters instead of {expected}',
    'La ligne {line} a {found} caractères au lieu de {expected}',
    'La línea {line} tiene {found} caracteres en vez de {expected}',
    'في السطر {line} {found} حرفًا بدل {expected}',
  ),
  'mrz.character': p(
    'Line {line}, place {column}: “{character}” cannot stand there',
    'Ligne {line}, position {column} : « {character} » n’y a pas sa place',
    'Línea {line}, posición {column}: «{character}» no puede estar ahí',
    'السطر {line}، الموضع {column}: لا يجوز "{character}"',
  ),
  'mrz.document-code': p(
    'Document code {found} does not fit {format}',
    'Le code de document {found} ne convient pas à {format}',
    'El código de documento {found} no corresponde a {format}',
    'رمز الوثيقة {found} لا يناسب {format}',
  ),
  'mrz.date': p(
    '{field}: {found} is no date',
    '{field} : {found} n’est pas une date',
    '{field}: {found} no es una fecha',
    '{field}: {found} ليس تاريخًا',
  ),
  'mrz.state': p(
    '{field}: no state has the code {found}',
    '{field} : aucun État n’a le code {found}',
    '{field}: ningún Estado tiene el código {found}',
    '{field}: لا دولة رمزها {found}',
  ),
  'mrz.names': p(
    'A digit stands in the name',
    'Un chiffre figure dans le nom',
    'Hay una cifra en el nombre',
    'في الاسم رقم',
  ),
  'mrz.names-empty': p('There is no name', 'Il n’y a pas de nom', 'No hay nombre', 'لا يوجد اسم'),
  'mrz.sex': p(
    'Sex {found} is not F, M, X or <',
    'Le sexe {found} n’est pas F, M, X ou <',
    'El sexo {found} no es F, M, X o <',
    'الجنس {found} ليس F أو M أو X أو <',
  ),
  'mrz.truncated': p(
    'The name fills its field: it may go on',
    'Le nom remplit son champ : il peut être incomplet',
    'El nombre llena su campo: puede estar incompleto',
    'يملأ الاسم حقله: قد يكون ناقصًا',
  ),
  'mrz.perhaps': p(
    '{field}: perhaps {instead} instead of {raw}',
    '{field} : peut-être {instead} au lieu de {raw}',
    '{field}: quizá {instead} en vez de {raw}',
    '{field}: ربما {instead} بدل {raw}',
  ),
  'mrz.field.documentCode': p('Document code', 'Code du document', 'Código del documento', 'رمز الوثيقة'),
  'mrz.field.issuingState': p('Issuing state', 'État émetteur', 'Estado emisor', 'دولة الإصدار'),
  'mrz.field.names': p('Names', 'Noms', 'Nombres', 'الأسماء'),
  'mrz.field.documentNumber': p('Document number', 'Numéro du document', 'Número del documento', 'رقم الوثيقة'),
  'mrz.field.nationality': p('Nationality', 'Nationalité', 'Nacionalidad', 'الجنسية'),
  'mrz.field.birthDate': p('Birth date', 'Date de naissance', 'Fecha de nacimiento', 'تاريخ الميلاد'),
  'mrz.field.sex': p('Sex', 'Sexe', 'Sexo', 'الجنس'),
  'mrz.field.expiryDate': p('Expiry date', 'Date d’expiration', 'Fecha de caducidad', 'تاريخ الانتهاء'),
  'mrz.field.optional': p('Optional data', 'Données facultatives', 'Datos opcionales', 'بيانات اختيارية'),
  'mrz.field.optional2': p('Optional data', 'Données facultatives', 'Datos opcionales', 'بيانات اختيارية'),
  'mrz.field.composite': p('All fields', 'Tous les champs', 'Todos los campos', 'جميع الحقول'),
};
