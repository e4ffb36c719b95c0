import type { Phrase } from './phrases.ts';

const p = (en: string, fr: string, es: string, ar: string): Phrase => ({ en, fr, es, ar });

/** Words for testing notices again: after a change of the rules, or a court's ruling. */
export const retestPhrases: Record<string, Phrase> = {
  'notice.answer-retest': p(
    'Answer: the notice no longer passes the rules',
    'Répondre : la notice ne satisfait plus aux règles',
    'Responder: la notificación ya no cumple las reglas',
    'الرد: النشرة لم تعد مستوفية للقواعد',
  ),
  'notice.retest-started': p(
    'Re-test of notices in force started',
    'Nouveau contrôle des notices en vigueur lancé',
    'Nueva comprobación de las notificaciones vigentes iniciada',
    'بدأ إعادة فحص النشرات السارية',
  ),
  'notice.retest-done': p(
    'Re-test done: {tested} tested, {failing} no longer pass',
    'Contrôle terminé : {tested} contrôlées, {failing} non conformes',
    'Comprobación terminada: {tested} comprobadas, {failing} no conformes',
    'انتهى إعادة الفحص: فُحص {tested}، ولم يعد مستوفيًا {failing}',
  ),
  'notice.retest-failed': p(
    'No longer passes: {rules}',
    'Ne satisfait plus : {rules}',
    'Ya no cumple: {rules}',
    'لم تعد مستوفية: {rules}',
  ),
  'notice.retest-passed': p(
    'Tested again: it still passes',
    'Contrôlée à nouveau : toujours conforme',
    'Comprobada de nuevo: sigue cumpliendo',
    'أعيد فحصها: ما زالت مستوفية',
  ),
  'notice.retest-kept': p(
    'Kept although it no longer passes',
    'Maintenue bien que non conforme',
    'Mantenida aunque ya no cumple',
    'أُبقيت رغم عدم استيفائها',
  ),
  'notice.retest-mended': p('Passes again', 'De nouveau conforme', 'Vuelve a cumplir', 'عادت مستوفية'),
  'notice.retests-viewed': p(
    'Re-tests viewed',
    'Nouveaux contrôles consultés',
    'Comprobaciones consultadas',
    'عُرضت عمليات إعادة الفحص',
  ),
  'notice.ruling-recorded': p(
    'A court’s ruling recorded',
    'Décision de justice enregistrée',
    'Resolución judicial registrada',
    'سُجِّل حكم قضائي',
  ),
  'notice.ruling.not-parental': p(
    'Rulings are recorded on Red and Yellow Notices.',
    'Les décisions s’enregistrent sur les notices rouges et jaunes.',
    'Las resoluciones se registran en notificaciones rojas y amarillas.',
    'تُسجَّل الأحكام على النشرات الحمراء والصفراء.',
  ),
  'notice.retest.nothing-open': p(
    'No re-test of this notice awaits an answer.',
    'Aucun contrôle de cette notice n’attend de réponse.',
    'Ninguna comprobación de esta notificación espera respuesta.',
    'لا توجد إعادة فحص لهذه النشرة تنتظر ردًا.',
  ),
  'notice.retest.standing.open': p('Awaits an answer', 'En attente de réponse', 'Espera respuesta', 'بانتظار الرد'),
  'notice.retest.standing.kept': p(
    'Kept, with a reason',
    'Maintenue, motif donné',
    'Mantenida, con motivo',
    'أُبقيت مع ذكر السبب',
  ),
  'notice.retest.standing.mended': p('Passes again', 'De nouveau conforme', 'Vuelve a cumplir', 'عادت مستوفية'),
  'notice.retest.standing.ended': p('Notice ended', 'Notice close', 'Notificación terminada', 'أُنهيت النشرة'),
  'notice.retest.standing.superseded': p(
    'Tested again since',
    'Contrôlée à nouveau depuis',
    'Comprobada después',
    'أعيد فحصها لاحقًا',
  ),
  'notice.retest.cause.rules': p(
    'Change of the rules',
    'Changement des règles',
    'Cambio de las reglas',
    'تغيير القواعد',
  ),
  'notice.retest.cause.ruling': p('A court’s ruling', 'Décision de justice', 'Resolución judicial', 'حكم قضائي'),
  'notice.retest.state.running': p('Running', 'En cours', 'En curso', 'جارٍ'),
  'notice.retest.state.done': p('Done', 'Terminé', 'Terminada', 'انتهى'),
  'notice.hague.not-partner': p(
    'Not a Convention partner',
    'Pays non partenaire',
    'País no vinculado por el Convenio',
    'ليست طرفًا متعاونًا في الاتفاقية',
  ),
  'notice.hague.not-applied': p('No application', 'Aucune demande', 'Sin solicitud', 'لا طلب'),
  'notice.hague.applied': p('Application made', 'Demande déposée', 'Solicitud presentada', 'قُدِّم الطلب'),
  'notice.hague.running': p('Proceedings running', 'Procédure en cours', 'Proceso en curso', 'الإجراءات جارية'),
  'notice.hague.return-ordered': p('Return ordered', 'Retour ordonné', 'Restitución ordenada', 'أُمر بالإعادة'),
  'notice.hague.return-refused': p('Return refused', 'Retour refusé', 'Restitución denegada', 'رُفضت الإعادة'),
  'notice.hague.closed': p('Closed', 'Clos', 'Cerrado', 'أُغلقت'),
};
