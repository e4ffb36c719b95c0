import { handlingPhrases } from './phrases-handling.ts';
import { standardPhrases } from './phrases-standard.ts';

interface Phrase {
  readonly en: string;
  readonly fr: string;
  readonly es: string;
  readonly ar: string;
}

const p = (en: string, fr: string, es: string, ar: string): Phrase => ({ en, fr, es, ar });

/** The room's codes in the four languages; `{name}` stands for a parameter. */
export const phrases: Record<string, Phrase> = {
  'message.sent': p('Message sent to {to}', 'Message envoyé à {to}', 'Mensaje enviado a {to}', 'أُرسلت رسالة إلى {to}'),
  'message.received': p(
    'Message received from {from}',
    'Message reçu de {from}',
    'Mensaje recibido de {from}',
    'وردت رسالة من {from}',
  ),
  'message.delivered': p(
    'Message delivered to {bureau}',
    'Message remis à {bureau}',
    'Mensaje entregado a {bureau}',
    'سُلمت الرسالة إلى {bureau}',
  ),
  'message.not-delivered': p(
    'Message not delivered to {bureau}: {reason}',
    'Message non remis à {bureau} : {reason}',
    'Mensaje no entregado a {bureau}: {reason}',
    'لم تُسلَّم الرسالة إلى {bureau}: {reason}',
  ),
  'message.read': p(
    'Messages read here ({messages})',
    'Messages lus ici ({messages})',
    'Mensajes leídos aquí ({messages})',
    'قُرئت رسائل هنا ({messages})',
  ),
  'message.read-there': p(
    'Messages read at {bureau} ({messages})',
    'Messages lus à {bureau} ({messages})',
    'Mensajes leídos en {bureau} ({messages})',
    'قُرئت رسائل لدى {bureau} ({messages})',
  ),
  'thread-request.owed': p(
    '{bureau} asks for an answer',
    '{bureau} demande une réponse',
    '{bureau} pide respuesta',
    'يطلب {bureau} رداً',
  ),
  'thread-request.awaited': p(
    'Answer awaited from {bureau}',
    'Réponse attendue de {bureau}',
    'Se espera respuesta de {bureau}',
    'بانتظار الرد من {bureau}',
  ),
  'thread-request.undelivered': p(
    '{bureau} did not take the message: {reason}',
    '{bureau} n’a pas accepté le message : {reason}',
    '{bureau} no aceptó el mensaje: {reason}',
    'لم يقبل {bureau} الرسالة: {reason}',
  ),
  'thread-request.answered': p(
    'Answered ({bureau})',
    'Répondu ({bureau})',
    'Respondido ({bureau})',
    'تم الرد ({bureau})',
  ),
  'thread-request.settled': p(
    'Ended without an answer ({bureau})',
    'Clos sans réponse ({bureau})',
    'Cerrado sin respuesta ({bureau})',
    'انتهى دون رد ({bureau})',
  ),
  'thread-request.reminded': p(
    'Deadline is near ({bureau})',
    'Échéance proche ({bureau})',
    'Plazo próximo ({bureau})',
    'اقترب الموعد ({bureau})',
  ),
  'thread-request.escalated': p(
    'Deadline passed ({bureau}): escalated to the watch',
    'Échéance dépassée ({bureau}) : signalée à la permanence',
    'Plazo vencido ({bureau}): elevado a la guardia',
    'انقضى الموعد ({bureau}): رُفع إلى المناوبة',
  ),
  'thread.viewed': p('Conversation viewed', 'Échange consulté', 'Conversación consultada', 'تم الاطلاع على المراسلة'),
  'thread.listed': p(
    'Conversations listed ({shown})',
    'Échanges listés ({shown})',
    'Conversaciones listadas ({shown})',
    'عُرضت قائمة المراسلات ({shown})',
  ),

  'message.answer': p('Answer {bureau}', 'Répondre à {bureau}', 'Responder a {bureau}', 'الرد على {bureau}'),
  'message.await': p(
    'Answer awaited from {bureau}',
    'Réponse attendue de {bureau}',
    'Se espera respuesta de {bureau}',
    'بانتظار الرد من {bureau}',
  ),
  'message.undelivered': p(
    'Message to {bureau} not delivered: {reason}',
    'Message à {bureau} non remis : {reason}',
    'Mensaje a {bureau} no entregado: {reason}',
    'لم تُسلَّم الرسالة إلى {bureau}: {reason}',
  ),
  'message.overdue': p('Overdue: {bureau}', 'En retard : {bureau}', 'Vencido: {bureau}', 'متأخر: {bureau}'),

  'recipient.state.queued': p('Queued', 'En file', 'En cola', 'في الانتظار'),
  'recipient.state.delivered': p('Delivered', 'Remis', 'Entregado', 'سُلمت'),
  'recipient.state.read': p('Read', 'Lu', 'Leído', 'قُرئت'),
  'recipient.state.answered': p('Answered', 'Répondu', 'Respondido', 'تم الرد'),
  'recipient.state.refused': p('Refused', 'Refusé', 'Rechazado', 'مرفوضة'),
  'recipient.state.failing': p('Not reached yet', 'Pas encore joint', 'Aún no alcanzado', 'لم يتم الوصول بعد'),
  'thread-request.state.open': p('Open', 'Ouvert', 'Abierto', 'مفتوح'),
  'thread-request.state.answered': p('Answered', 'Répondu', 'Respondido', 'تم الرد'),
  'thread-request.state.settled': p('Settled', 'Réglé', 'Resuelto', 'تمت التسوية'),

  'message.type.request-for-information': p(
    'Request for information',
    'Demande de renseignements',
    'Solicitud de información',
    'طلب معلومات',
  ),
  'message.type.reply': p('Reply', 'Réponse', 'Respuesta', 'رد'),
  'message.type.alert': p('Alert', 'Alerte', 'Alerta', 'تنبيه'),
  'message.type.consultation': p('Consultation', 'Consultation', 'Consulta', 'تشاور'),
  'message.type.traveller-notification': p(
    'Traveller notification',
    'Notification de voyage',
    'Notificación de viaje',
    'إخطار بسفر',
  ),
  'message.type.tip-referral': p('Tip referral', 'Transmission de signalement', 'Remisión de aviso', 'إحالة بلاغ'),
  'message.type.hit': p('Hit', 'Correspondance', 'Coincidencia', 'تطابق'),
  'message.type.acknowledgment': p('Acknowledgment', 'Accusé de réception', 'Acuse de recibo', 'إشعار استلام'),
  'onward.no': p('Not to be passed on', 'Ne pas transmettre', 'No transmitir', 'يُحظر تمريرها'),
  'onward.with-consent': p(
    'Pass on with the owner’s consent only',
    'Transmission avec l’accord du propriétaire',
    'Transmitir solo con consentimiento del titular',
    'التمرير بموافقة المالك فقط',
  ),
  'onward.yes': p('May be passed on', 'Transmission permise', 'Se puede transmitir', 'يُسمح بتمريرها'),

  'thread.unknown': p('Unknown conversation', 'Échange inconnu', 'Conversación desconocida', 'مراسلة غير معروفة'),
  'thread.not-a-participant': p(
    '{bureau} is not part of the conversation',
    '{bureau} ne fait pas partie de l’échange',
    '{bureau} no participa en la conversación',
    '{bureau} ليس طرفاً في المراسلة',
  ),
  'thread.no-such-message': p(
    'No such message in the conversation',
    'Aucun message de ce genre dans l’échange',
    'No hay tal mensaje en la conversación',
    'لا توجد هذه الرسالة في المراسلة',
  ),
  'thread.answer-goes-to-asker': p(
    'An answer goes to the bureau that asked: {bureau}',
    'Une réponse va au bureau qui a demandé : {bureau}',
    'La respuesta va a la oficina que preguntó: {bureau}',
    'يوجه الرد إلى المكتب السائل: {bureau}',
  ),
  'thread.linked-already': p(
    'The conversation is linked to another case',
    'L’échange est lié à un autre dossier',
    'La conversación está vinculada a otro caso',
    'المراسلة مرتبطة بقضية أخرى',
  ),
  'thread-request.ended': p(
    'Nothing is owed any more ({state})',
    'Plus rien n’est dû ({state})',
    'Ya no se debe nada ({state})',
    'لم يعد هناك شيء مستحق ({state})',
  ),
  'case.close.message-owed': p(
    '{bureau} still waits for an answer: {subject}',
    '{bureau} attend encore une réponse : {subject}',
    '{bureau} aún espera respuesta: {subject}',
    'ما زال {bureau} ينتظر رداً: {subject}',
  ),
  'case.close.message-awaited': p(
    'The answer of {bureau} is still awaited: {subject}',
    'La réponse de {bureau} est encore attendue : {subject}',
    'Aún se espera la respuesta de {bureau}: {subject}',
    'ما زال رد {bureau} منتظراً: {subject}',
  ),
  'case.close.message-undelivered': p(
    'A message to {bureau} did not arrive: {subject}',
    'Un message à {bureau} n’est pas arrivé : {subject}',
    'Un mensaje a {bureau} no llegó: {subject}',
    'لم تصل رسالة إلى {bureau}: {subject}',
  ),
  'message.empty': p('Write something', 'Écrivez quelque chose', 'Escriba algo', 'اكتب شيئاً'),
  'message.phrase-unknown': p(
    'No such phrase: {code}',
    'Phrase inconnue : {code}',
    'Frase desconocida: {code}',
    'عبارة غير معروفة: {code}',
  ),
  ...handlingPhrases,
  ...standardPhrases,
};
