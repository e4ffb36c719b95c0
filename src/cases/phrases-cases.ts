import { type Phrase, p } from '../protocol/schema/phrase.ts';

/** Cases, their subjects and their tasks. */
export const casePhrases: Record<string, Phrase> = {
  // Acts, as the timeline reads them aloud.
  'case.opened': p('Case {number} opened', 'Dossier {number} ouvert', 'Caso {number} abierto', 'فُتحت القضية {number}'),
  'case.closed': p(
    'Case {number} closed: {outcomes}',
    'Dossier {number} clos : {outcomes}',
    'Caso {number} cerrado: {outcomes}',
    'أُغلقت القضية {number}: {outcomes}',
  ),
  'case.reviewed': p(
    'Case {number} reviewed',
    'Dossier {number} réexaminé',
    'Caso {number} revisado',
    'تمت مراجعة القضية {number}',
  ),
  'case.note-added': p('Note added', 'Note ajoutée', 'Nota añadida', 'أُضيفت ملاحظة'),
  'case.linked': p('Linked: {label}', 'Lié : {label}', 'Vinculado: {label}', 'تم الربط: {label}'),
  'case.viewed': p('Case viewed', 'Dossier consulté', 'Caso consultado', 'تم الاطلاع على القضية'),
  'case.listed': p(
    'Cases listed ({shown})',
    'Dossiers listés ({shown})',
    'Casos listados ({shown})',
    'عُرضت قائمة القضايا ({shown})',
  ),
  'case.timeline-viewed': p(
    'Timeline viewed',
    'Chronologie consultée',
    'Cronología consultada',
    'تم الاطلاع على التسلسل الزمني',
  ),
  'case.outcome-recorded': p(
    'Outcome: {outcome} in {country}, {date} ({number})',
    'Résultat : {outcome}, {country}, {date} ({number})',
    'Resultado: {outcome} en {country}, {date} ({number})',
    'النتيجة: {outcome} في {country}، {date} ({number})',
  ),
  'case.agency-tasked': p(
    'Agency {agency} tasked',
    'Service {agency} chargé d’une tâche',
    'Tarea encargada a la agencia {agency}',
    'كُلفت الجهة {agency} بمهمة',
  ),
  'case.agency-task-done': p(
    'Agency {agency}: done',
    'Service {agency} : fait',
    'Agencia {agency}: hecho',
    'الجهة {agency}: أُنجزت المهمة',
  ),
  'case.agency-task-not-possible': p(
    'Agency {agency}: not possible',
    'Service {agency} : impossible',
    'Agencia {agency}: no es posible',
    'الجهة {agency}: تعذر التنفيذ',
  ),
  'subject.added': p(
    'Subject added: {role}',
    'Personne ajoutée : {role}',
    'Persona añadida: {role}',
    'أُضيف شخص: {role}',
  ),
  'subject.changed': p(
    'Subject changed: {role}',
    'Personne modifiée : {role}',
    'Persona modificada: {role}',
    'عُدلت بيانات شخص: {role}',
  ),
  'subject.identity-viewed': p(
    'Sealed identity viewed',
    'Identité scellée consultée',
    'Identidad reservada consultada',
    'تم الاطلاع على هوية محجوبة',
  ),

  // What is owed.
  'case.progress': p(
    'Review the progress of {number}',
    'Réexaminer l’avancement de {number}',
    'Revisar el avance de {number}',
    'مراجعة تقدم القضية {number}',
  ),
  'case.agency-task': p(
    'Agency {agency}: answer awaited',
    'Service {agency} : réponse attendue',
    'Agencia {agency}: se espera respuesta',
    'الجهة {agency}: بانتظار الرد',
  ),

  // States.
  'case.state.open': p('Open', 'Ouvert', 'Abierto', 'مفتوحة'),
  'case.state.closed': p('Closed', 'Clos', 'Cerrado', 'مغلقة'),
  'task.state.open': p('Awaited', 'Attendue', 'En espera', 'منتظرة'),
  'task.state.done': p('Done', 'Faite', 'Hecha', 'منجزة'),
  'task.state.not-possible': p('Not possible', 'Impossible', 'No es posible', 'متعذرة'),

  // What the system says no with.
  'case.closed-already': p(
    'Case {number} is closed',
    'Le dossier {number} est clos',
    'El caso {number} está cerrado',
    'القضية {number} مغلقة',
  ),
  'case.close.no-outcome': p(
    'A case closes with at least one outcome',
    'Un dossier se clôt avec au moins un résultat',
    'Un caso se cierra con al menos un resultado',
    'لا تُغلق القضية دون نتيجة واحدة على الأقل',
  ),
  'case.close.answer-owed': p(
    '{bureau} is still owed an answer',
    'Une réponse est encore due à {bureau}',
    'Aún se debe una respuesta a {bureau}',
    'ما زال الرد مستحقاً لـ {bureau}',
  ),
  'case.close.ask-open': p(
    'The answer of {bureau} is still awaited ({state})',
    'La réponse de {bureau} est encore attendue ({state})',
    'Aún se espera la respuesta de {bureau} ({state})',
    'ما زال رد {bureau} منتظراً ({state})',
  ),
  'case.close.task-open': p(
    'The task of {agency} is still open',
    'La tâche de {agency} est encore ouverte',
    'La tarea de {agency} sigue abierta',
    'مهمة {agency} ما زالت مفتوحة',
  ),
  'case.close.linked-open': p(
    'Work is still owed on {label}',
    'Du travail reste dû sur {label}',
    'Aún hay trabajo pendiente en {label}',
    'ما زال هناك عمل مستحق على {label}',
  ),
  'case.unknown': p('Unknown case', 'Dossier inconnu', 'Caso desconocido', 'قضية غير معروفة'),
  'case.task.finished': p(
    'The task is finished ({state})',
    'La tâche est terminée ({state})',
    'La tarea está terminada ({state})',
    'انتهت المهمة ({state})',
  ),
  'subject.unknown': p(
    'Not a subject of this case',
    'Pas une personne de ce dossier',
    'No es persona de este caso',
    'ليس من أشخاص هذه القضية',
  ),
  'subject.identity.sealed': p(
    'The victim’s identity is sealed: the compartment is needed',
    'L’identité de la victime est scellée : le compartiment est requis',
    'La identidad de la víctima está reservada: se requiere el compartimento',
    'هوية الضحية محجوبة: يلزم إذن خاص',
  ),
};
