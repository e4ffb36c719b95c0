import type { WordTable } from '../i18n/words.ts';

/** What hash lists at Lyon know of pictures asked about. */
export const listed = {
  'lookup.listed': [
    'On hash lists at Lyon',
    'Sur des listes d’empreintes à Lyon',
    'En listas de huellas en Lyon',
    'على قوائم البصمات في ليون',
  ],
  'lookup.listed.hint': [
    'No bureau contributed these: a list from outside knows them. Lyon tells of them as lists come in, also after the answer.',
    'Aucun bureau ne les a versées : une liste extérieure les connaît. Lyon le signale à l’arrivée des listes, même après la réponse.',
    'Ninguna oficina las aportó: las conoce una lista externa. Lyon avisa cuando llegan listas, también después de la respuesta.',
    'لم يضفها أي مكتب: تعرفها قائمة خارجية. تبلغ ليون بها حين تصل القوائم، حتى بعد الرد.',
  ],
  'lookup.listed.item': ['Asked about', 'Recherché', 'Consultado', 'المسؤول عنه'],
  'lookup.listed.near': ['How near', 'Proximité', 'Cercanía', 'مدى القرب'],
  'lookup.listed.list': ['List', 'Liste', 'Lista', 'القائمة'],
  'lookup.listed.says': ['What it says', 'Ce qu’elle dit', 'Lo que dice', 'ما تقوله'],
  'lookup.listed.nothing': ['No category', 'Sans catégorie', 'Sin categoría', 'بلا فئة'],
  'lookup.listed.at': ['Told', 'Signalé', 'Avisado', 'أُبلغ'],
} as const satisfies WordTable;
