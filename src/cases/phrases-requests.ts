import { type Phrase, p } from '../protocol/schema/phrase.ts';

/** Requests for assistance: from arrival to the decision, and what the officer reads of them. */
export const requestPhrases: Record<string, Phrase> = {
  // Acts, as the timeline reads them aloud.
  'request.received': p(
    'Request {number} received from {agency}',
    'Demande {number} reçue de {agency}',
    'Solicitud {number} recibida de {agency}',
    'ورد الطلب {number} من {agency}',
  ),
  'request.officer-confirmed': p(
    'Officer confirmed by calling {dialled}',
    'Agent confirmé en appelant le {dialled}',
    'Agente confirmado llamando al {dialled}',
    'تم تأكيد هوية الضابط بالاتصال بالرقم {dialled}',
  ),
  'request.officer-not-confirmed': p(
    'Called {dialled}: officer not confirmed',
    'Appel au {dialled} : agent non confirmé',
    'Llamada al {dialled}: agente no confirmado',
    'تم الاتصال بالرقم {dialled}: لم تتأكد هوية الضابط',
  ),
  'request.returned': p(
    'Request {number} returned for information',
    'Demande {number} renvoyée pour complément',
    'Solicitud {number} devuelta para completar información',
    'أُعيد الطلب {number} لاستكمال المعلومات',
  ),
  'request.resubmitted': p(
    'Requester answered; {number} goes on',
    'Le demandeur a répondu ; {number} se poursuit',
    'El solicitante respondió; {number} continúa',
    'أجاب الطالب؛ يستمر النظر في {number}',
  ),
  'request.accepted': p(
    'Request {number} accepted as case {case}',
    'Demande {number} acceptée : dossier {case}',
    'Solicitud {number} aceptada como caso {case}',
    'قُبل الطلب {number} كقضية {case}',
  ),
  'request.declined': p(
    'Request {number} declined: {reason}',
    'Demande {number} refusée : {reason}',
    'Solicitud {number} denegada: {reason}',
    'رُفض الطلب {number}: {reason}',
  ),
  'request.viewed': p('Request viewed', 'Demande consultée', 'Solicitud consultada', 'تم الاطلاع على الطلب'),
  'request.listed': p(
    'Requests listed ({shown})',
    'Demandes listées ({shown})',
    'Solicitudes listadas ({shown})',
    'عُرضت قائمة الطلبات ({shown})',
  ),
  'request.status-viewed': p(
    'Status viewed by the agency',
    'État consulté par le service demandeur',
    'Estado consultado por la agencia',
    'اطلعت الجهة الطالبة على الحالة',
  ),

  // What is owed.
  'request.call-back': p(
    'Confirm the officer: call {agency}',
    'Confirmer l’agent : appeler {agency}',
    'Confirmar al agente: llamar a {agency}',
    'تأكيد هوية الضابط: الاتصال بـ {agency}',
  ),
  'request.intake': p(
    'Intake: answer the criteria',
    'Examen : répondre aux critères',
    'Admisión: responder a los criterios',
    'الفحص الأولي: الإجابة عن المعايير',
  ),
  'request.information': p(
    'Waiting for the requester’s information',
    'En attente du complément du demandeur',
    'En espera de información del solicitante',
    'بانتظار معلومات الطالب',
  ),

  // States.
  'request.state.received': p(
    'Received: officer to be confirmed',
    'Reçue : agent à confirmer',
    'Recibida: agente por confirmar',
    'وارد: بانتظار تأكيد الضابط',
  ),
  'request.state.confirmed': p(
    'Confirmed: in intake',
    'Confirmée : en examen',
    'Confirmada: en admisión',
    'مؤكد: قيد الفحص',
  ),
  'request.state.returned': p(
    'Returned for information',
    'Renvoyée pour complément',
    'Devuelta para completar',
    'معاد لاستكمال المعلومات',
  ),
  'request.state.accepted': p('Accepted', 'Acceptée', 'Aceptada', 'مقبول'),
  'request.state.declined': p('Declined', 'Refusée', 'Denegada', 'مرفوض'),

  // For the officer, in plain words.
  'status.received': p(
    'We have your request. Its number is {number}.',
    'Nous avons votre demande. Son numéro est {number}.',
    'Tenemos su solicitud. Su número es {number}.',
    'وصلنا طلبك، ورقمه {number}.',
  ),
  'status.confirmed': p(
    'We called your agency and confirmed that the request is yours.',
    'Nous avons appelé votre service et confirmé que la demande est de vous.',
    'Llamamos a su agencia y confirmamos que la solicitud es suya.',
    'اتصلنا بجهتك وتأكدنا من أن الطلب منك.',
  ),
  'status.needed': p(
    'We need something from you.',
    'Nous avons besoin d’un élément de votre part.',
    'Necesitamos algo de usted.',
    'نحتاج إلى شيء منك.',
  ),
  'status.answered': p('You answered.', 'Vous avez répondu.', 'Usted respondió.', 'وصلنا ردك.'),
  'status.accepted': p(
    'Your request is now case {case}. We are working on it.',
    'Votre demande est devenue le dossier {case}. Nous y travaillons.',
    'Su solicitud es ahora el caso {case}. Estamos trabajando en ello.',
    'أصبح طلبك القضية {case}، ونحن نعمل عليها.',
  ),
  'status.declined': p(
    'We cannot take the request: {reason}',
    'Nous ne pouvons pas donner suite : {reason}',
    'No podemos tramitar la solicitud: {reason}',
    'لا يمكننا قبول الطلب: {reason}',
  ),
  'status.outcome': p(
    '{outcome} in {country}, {date} ({number})',
    '{outcome}, {country}, {date} ({number})',
    '{outcome} en {country}, {date} ({number})',
    '{outcome} في {country}، {date} ({number})',
  ),
  'status.closed': p(
    'Case {case} is closed.',
    'Le dossier {case} est clos.',
    'El caso {case} está cerrado.',
    'أُغلقت القضية {case}.',
  ),

  // Words of forms and lists.
  'criterion.legitimate-agency': p(
    'Does it come from a legitimate law-enforcement agency or a member country?',
    'Provient-elle d’un service répressif légitime ou d’un pays membre ?',
    '¿Procede de un organismo policial legítimo o de un país miembro?',
    'هل الطلب صادر عن جهة إنفاذ قانون شرعية أو دولة عضو؟',
  ),
  'criterion.member-country': p(
    'Does it go to, or come from, a member country or an agency of this country?',
    'Est-elle adressée à, ou provient-elle d’un pays membre ou d’un service de ce pays ?',
    '¿Va dirigida a, o procede de, un país miembro o un organismo de este país?',
    'هل هو موجه إلى دولة عضو أو صادر عنها أو عن جهة في هذا البلد؟',
  ),
  'criterion.international': p(
    'Is the investigation international?',
    'L’enquête est-elle internationale ?',
    '¿Es internacional la investigación?',
    'هل التحقيق دولي؟',
  ),
  'criterion.dual-criminality': p(
    'Is the act a crime here and in the other country?',
    'Les faits sont-ils une infraction ici et dans l’autre pays ?',
    '¿Es delito aquí y en el otro país?',
    'هل الفعل جريمة هنا وفي البلد الآخر؟',
  ),
  'criterion.article-3': p(
    'Is it free of political, military, religious or racial character (Article 3)?',
    'Est-elle exempte de caractère politique, militaire, religieux ou racial (article 3) ?',
    '¿Carece de carácter político, militar, religioso o racial (artículo 3)?',
    'هل يخلو من أي طابع سياسي أو عسكري أو ديني أو عنصري (المادة 3)؟',
  ),
  'criterion.link-to-subject': p(
    'Is there a link between the crime and the subject?',
    'Existe-t-il un lien entre l’infraction et la personne ?',
    '¿Hay un vínculo entre el delito y la persona?',
    'هل توجد صلة بين الجريمة والشخص؟',
  ),
  'criterion.reason-and-identifiers': p(
    'Is the reason stated, with the fullest identifiers there are?',
    'Le motif est-il indiqué, avec les identifiants les plus complets ?',
    '¿Se indica el motivo, con los identificadores más completos?',
    'هل ذُكر السبب مع أكمل بيانات الهوية المتاحة؟',
  ),
  'decline.officer-not-confirmed': p(
    'The officer could not be confirmed',
    'L’agent n’a pas pu être confirmé',
    'No se pudo confirmar al agente',
    'تعذر تأكيد هوية الضابط',
  ),
  'decline.not-law-enforcement': p(
    'Not from a law-enforcement agency',
    'Ne provient pas d’un service répressif',
    'No procede de un organismo policial',
    'ليس صادراً عن جهة إنفاذ قانون',
  ),
  'decline.not-international': p('Not international', 'Pas internationale', 'No es internacional', 'ليس دولياً'),
  'decline.no-dual-criminality': p(
    'Not a crime in both countries',
    'Pas une infraction dans les deux pays',
    'No es delito en ambos países',
    'ليس جريمة في البلدين',
  ),
  'decline.article-3': p('Article 3', 'Article 3', 'Artículo 3', 'المادة 3'),
  'decline.no-link-to-subject': p(
    'No link between the crime and the subject',
    'Aucun lien entre l’infraction et la personne',
    'Sin vínculo entre el delito y la persona',
    'لا صلة بين الجريمة والشخص',
  ),
  'decline.insufficient-information': p(
    'Not enough information',
    'Informations insuffisantes',
    'Información insuficiente',
    'معلومات غير كافية',
  ),
  'decline.duplicate': p('A duplicate', 'Doublon', 'Duplicada', 'طلب مكرر'),
  'decline.other': p('Another reason', 'Autre motif', 'Otro motivo', 'سبب آخر'),

  // What the system says no with.
  'agency.unknown': p(
    'The directory has no agency {ori}',
    'L’annuaire n’a pas de service {ori}',
    'El directorio no tiene la agencia {ori}',
    'لا توجد في الدليل جهة {ori}',
  ),
  'agency.not-yours': p(
    '{ori} is not your agency',
    '{ori} n’est pas votre service',
    '{ori} no es su agencia',
    'الجهة {ori} ليست جهتك',
  ),
  'request.call-back.agency-unknown': p(
    'The directory has no number for {ori}',
    'L’annuaire n’a pas de numéro pour {ori}',
    'El directorio no tiene número para {ori}',
    'لا يوجد في الدليل رقم للجهة {ori}',
  ),
  'request.call-back.not-directory-number': p(
    'Only a call to the directory’s number counts: {directory}',
    'Seul un appel au numéro de l’annuaire compte : {directory}',
    'Solo cuenta una llamada al número del directorio: {directory}',
    'لا يُعتد إلا بالاتصال برقم الدليل: {directory}',
  ),
  'request.accept.officer-not-confirmed': p(
    'The officer has not been confirmed by call-back',
    'L’agent n’a pas été confirmé par rappel',
    'El agente no ha sido confirmado por llamada',
    'لم تُؤكد هوية الضابط بالاتصال',
  ),
  'request.accept.criterion-not-met': p(
    'Criterion not met: {criterion}',
    'Critère non rempli : {criterion}',
    'Criterio no cumplido: {criterion}',
    'معيار غير مستوفى: {criterion}',
  ),
  'request.criteria.missing': p(
    'Criterion not answered: {criterion}',
    'Critère sans réponse : {criterion}',
    'Criterio sin responder: {criterion}',
    'معيار بلا إجابة: {criterion}',
  ),
};
