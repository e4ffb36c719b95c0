import { type Phrase, p } from '../protocol/schema/phrase.ts';

/** Why Lyon told a bureau of a series: what fills `Lyon told us: {because}`. */
export const alertPhrases: Record<string, Phrase> = {
  'series-alert.because.lookup': p(
    'a look-up found copies of one series at several bureaus',
    'une recherche a trouvé des copies d’une série dans plusieurs bureaux',
    'una consulta halló copias de una serie en varias oficinas',
    'عثر بحث على نسخ من سلسلة واحدة لدى عدة مكاتب',
  ),
  'series-alert.because.contribution': p(
    'several bureaus contributed to one series',
    'plusieurs bureaux ont versé à une même série',
    'varias oficinas aportaron a una serie',
    'أضافت عدة مكاتب إلى سلسلة واحدة',
  ),
  'series-alert.because.late': p(
    'a picture contributed later matches an earlier look-up',
    'une image versée plus tard répond à une recherche antérieure',
    'una imagen aportada después responde a una consulta anterior',
    'صورة أضيفت لاحقًا تجيب بحثًا سابقًا',
  ),
  'series-alert.because.reading': p(
    'a specialist read a clue',
    'un spécialiste a lu un indice',
    'un especialista leyó un indicio',
    'قرأ أخصائي أحد الأدلة',
  ),
  'series-alert.because.claim': p(
    'another bureau wants the same victim',
    'un autre bureau veut la même victime',
    'otra oficina reclama la misma víctima',
    'مكتب آخر يطالب بالضحية نفسها',
  ),
  'series-alert.because.stale-lead': p(
    'a lead has long lain still',
    'une piste est restée longtemps sans suite',
    'una pista lleva tiempo sin avances',
    'خيط تحقيق بلا تقدم منذ مدة',
  ),
  'series-alert.because.agreed': p(
    'the bench agreed on a category',
    'accord sur une catégorie',
    'acuerdo sobre una categoría',
    'اتُّفق على فئة',
  ),
  'series-alert.because.disagreed': p(
    'the bench did not agree on a category',
    'pas d’accord sur une catégorie',
    'sin acuerdo sobre una categoría',
    'لم يُتفق على فئة',
  ),
  'series-alert.because.merge': p(
    'a curator joined two series',
    'un conservateur a réuni deux séries',
    'un conservador unió dos series',
    'ضم أمين القاعدة سلسلتين',
  ),
  'series-alert.because.split': p(
    'a curator parted a series',
    'un conservateur a divisé une série',
    'un conservador dividió una serie',
    'فصل أمين القاعدة سلسلة',
  ),
  'series-alert.because.undone': p(
    'a curator undid a joining or parting',
    'un conservateur a annulé une réunion ou division',
    'un conservador deshizo una unión o división',
    'تراجع أمين القاعدة عن ضم أو فصل',
  ),
  'series-alert.because.conflict': p(
    'bureaus classify one picture differently',
    'des bureaux classent une image différemment',
    'las oficinas clasifican una imagen de forma distinta',
    'تصنف مكاتب صورة واحدة تصنيفًا مختلفًا',
  ),
  'series-alert.kind.conflict': p(
    'Another bureau classifies a picture of yours differently: it is on the bench',
    'Un autre bureau classe autrement une de vos images : elle est sur la table',
    'Otra oficina clasifica de otro modo una imagen suya: está en la mesa',
    'يصنف مكتب آخر صورة لكم تصنيفًا مختلفًا: هي على الطاولة',
  ),
  'task.identification.classification-conflict': p(
    'A picture of {label} is classified differently elsewhere',
    'Une image de {label} est classée autrement ailleurs',
    'Una imagen de {label} se clasifica de otro modo en otra parte',
    'صورة من {label} مصنفة تصنيفًا مختلفًا في مكان آخر',
  ),
};
