import { type Phrase, p } from '../protocol/schema/phrase.ts';

/** Words for formulating: duplicates, wording, laws. */
export const formulationPhrases: Record<string, Phrase> = {
  'notice.duplicates-searched': p(
    'Looked for notices about the same person',
    'Recherche de notices sur la même personne',
    'Búsqueda de notificaciones sobre la misma persona',
    'بُحث عن نشرات بشأن الشخص نفسه',
  ),
  'notice.withdrawn-unissued': p(
    'Withdrawn before it was issued',
    'Retirée avant publication',
    'Retirada antes de publicarse',
    'سُحبت قبل إصدارها',
  ),
  'notice.text-too-long': p(
    'The text is longer than {most} characters.',
    'Le texte dépasse {most} caractères.',
    'El texto supera {most} caracteres.',
    'النص أطول من {most} حرفًا.',
  ),
  'notice.duplicate.document.same': p(
    'Same document number',
    'Même numéro de document',
    'Mismo número de documento',
    'رقم الوثيقة نفسه',
  ),
  'notice.duplicate.document.differs': p('Other documents', 'Autres documents', 'Otros documentos', 'وثائق أخرى'),
  'notice.duplicate.name.same': p(
    'Name alike: {percent} %',
    'Nom semblable : {percent} %',
    'Nombre parecido: {percent} %',
    'تشابه الاسم: {percent}%',
  ),
  'notice.duplicate.name.differs': p(
    'Name little alike: {percent} %',
    'Nom peu semblable : {percent} %',
    'Nombre poco parecido: {percent} %',
    'تشابه ضعيف في الاسم: {percent}%',
  ),
  'notice.duplicate.birth.same': p(
    'Date of birth agrees',
    'Date de naissance concordante',
    'Fecha de nacimiento coincide',
    'تاريخ الميلاد متطابق',
  ),
  'notice.duplicate.birth.differs': p(
    'Date of birth differs',
    'Date de naissance différente',
    'Fecha de nacimiento distinta',
    'تاريخ الميلاد مختلف',
  ),
  'notice.duplicate.sex.same': p('Same sex', 'Même sexe', 'Mismo sexo', 'الجنس نفسه'),
  'notice.duplicate.sex.differs': p('Other sex', 'Autre sexe', 'Otro sexo', 'جنس آخر'),
  'notice.duplicate.nationality.same': p('Same nationality', 'Même nationalité', 'Misma nacionalidad', 'الجنسية نفسها'),
  'notice.duplicate.nationality.differs': p(
    'Other nationality',
    'Autre nationalité',
    'Otra nacionalidad',
    'جنسية أخرى',
  ),
  'notice.wording.original': p('As written', 'Texte d’origine', 'Texto original', 'النص الأصلي'),
  'notice.wording.standard': p('Standard phrases', 'Phrases types', 'Frases tipo', 'عبارات موحدة'),
  'notice.wording.translated': p(
    'Translated by a person',
    'Traduit par une personne',
    'Traducido por una persona',
    'ترجمه شخص',
  ),
  'notice.wording.missing': p('Translation missing', 'Traduction manquante', 'Falta la traducción', 'الترجمة ناقصة'),
  'notice.relation-to-child.mother': p('the mother', 'la mère', 'la madre', 'الأم'),
  'notice.relation-to-child.father': p('the father', 'le père', 'el padre', 'الأب'),
  'notice.relation-to-child.grandparent': p('a grandparent', 'un grand-parent', 'un abuelo o abuela', 'أحد الجدين'),
  'notice.relation-to-child.other-relative': p('a relative', 'un membre de la famille', 'un familiar', 'أحد الأقارب'),
};
