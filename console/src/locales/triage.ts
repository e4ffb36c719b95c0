import type { WordTable } from '../i18n/words.ts';

/** Which report first, and why. */
export const triage = {
  'triage.title': [
    'To be decided, heaviest first',
    'À traiter, les plus lourds d’abord',
    'Por decidir, primero los de más peso',
    'بانتظار القرار، الأثقل أولًا',
  ],
  'triage.hint': [
    'The weight is a sum of signs that you can read. It orders the queue and decides nothing.',
    'Le poids est une somme de signes lisibles. Il ordonne la file et ne décide de rien.',
    'El peso es una suma de señales que puede leer. Ordena la cola y no decide nada.',
    'الوزن مجموع علامات يمكنك قراءتها. يرتب الطابور ولا يقرر شيئًا.',
  ],
  'triage.weight': ['Weight', 'Poids', 'Peso', 'الوزن'],
  'triage.why': ['Why', 'Pourquoi', 'Por qué', 'السبب'],
  'triage.empty': [
    'No report waits for a decision.',
    'Aucun signalement en attente.',
    'Ningún informe espera decisión.',
    'لا بلاغ بانتظار القرار.',
  ],
  'triage.band': ['Band', 'Tranche', 'Franja', 'الفئة'],
  'triage.all-bands': ['All bands', 'Toutes les tranches', 'Todas las franjas', 'كل الفئات'],
  'triage.judged': [
    'Judged {at} by weights {n}',
    'Évalué le {at}, pondérations {n}',
    'Evaluado el {at} con los pesos {n}',
    'قُيِّم في {at} بالأوزان {n}',
  ],
  'triage.none': ['No sign weighs here.', 'Aucun signe ne pèse.', 'Ninguna señal pesa.', 'لا علامة ذات وزن.'],
  'triage.preserved': ['Preserved until', 'Conservé jusqu’au', 'Preservado hasta', 'محفوظ حتى'],
  'triage.weights': ['Weights', 'Pondérations', 'Pesos', 'الأوزان'],
  'triage.weights.hint': [
    'Try other weights on the reports that are open now before you set them.',
    'Essayez d’autres pondérations sur les signalements ouverts avant de les fixer.',
    'Pruebe otros pesos con los informes abiertos antes de fijarlos.',
    'جرّب أوزانًا أخرى على البلاغات المفتوحة قبل ضبطها.',
  ],
  'triage.sign': ['Sign', 'Signe', 'Señal', 'العلامة'],
  'triage.points': ['Points', 'Points', 'Puntos', 'النقاط'],
  'triage.try': ['Try', 'Essayer', 'Probar', 'تجربة'],
  'triage.set': ['Set for all', 'Fixer pour tous', 'Fijar para todos', 'ضبط للجميع'],
  'triage.trial': ['What would change', 'Ce qui changerait', 'Qué cambiaría', 'ما سيتغير'],
  'triage.trial.of': [
    '{reports} open reports compared',
    '{reports} signalements ouverts comparés',
    '{reports} informes abiertos comparados',
    'قورن {reports} من البلاغات المفتوحة',
  ],
  'triage.before': ['Now', 'Actuel', 'Ahora', 'الآن'],
  'triage.after': ['With these', 'Avec ceux-ci', 'Con estos', 'بهذه الأوزان'],
  'triage.place': [
    'Place {before} → {after}',
    'Place {before} → {after}',
    'Puesto {before} → {after}',
    'المرتبة {before} ← {after}',
  ],
  'triage.outcomes': ['How weights met outcomes', 'Poids et suites données', 'Pesos y resultados', 'الأوزان والنتائج'],
  'triage.outcomes.hint': [
    'If what weighs much is often refused, the weights are wrong.',
    'Si ce qui pèse lourd est souvent refusé, les pondérations sont fausses.',
    'Si lo que pesa mucho se rechaza a menudo, los pesos están mal.',
    'إذا كان الثقيل يُرفض كثيرًا فالأوزان خاطئة.',
  ],
  'triage.reports': ['Reports', 'Signalements', 'Informes', 'البلاغات'],
} as const satisfies WordTable;
