import { type Phrase, p } from '../protocol/schema/phrase.ts';

/** What is asked of other bureaus, and what is told to them. */
export const askPhrases: Record<string, Phrase> = {
  // Acts, as the timeline reads them aloud.
  'case.answered': p(
    'Answer sent to {bureau}',
    'Réponse envoyée à {bureau}',
    'Respuesta enviada a {bureau}',
    'أُرسل الرد إلى {bureau}',
  ),
  'case.outcome-reported': p(
    'Outcome told to {bureau}: {outcome} in {country}, {date}',
    'Résultat communiqué à {bureau} : {outcome}, {country}, {date}',
    'Resultado comunicado a {bureau}: {outcome} en {country}, {date}',
    'أُبلغ {bureau} بالنتيجة: {outcome} في {country}، {date}',
  ),
  'case.outcome-reported-to-us': p(
    '{bureau} reports: {outcome} in {country}, {date} ({number})',
    '{bureau} signale : {outcome}, {country}, {date} ({number})',
    '{bureau} informa: {outcome} en {country}, {date} ({number})',
    'أفاد {bureau}: {outcome} في {country}، {date} ({number})',
  ),
  'case.message-undelivered': p(
    'Message to {bureau} not delivered: {reason}',
    'Message à {bureau} non remis : {reason}',
    'Mensaje a {bureau} no entregado: {reason}',
    'لم تُسلَّم الرسالة إلى {bureau}: {reason}',
  ),
  'case.asked': p(
    'Asked {bureau} for assistance',
    'Assistance demandée à {bureau}',
    'Asistencia solicitada a {bureau}',
    'طُلبت المساعدة من {bureau}',
  ),
  'case.ask-accepted': p(
    '{bureau} accepted our request',
    '{bureau} a accepté notre demande',
    '{bureau} aceptó nuestra solicitud',
    'قبل {bureau} طلبنا',
  ),
  'case.ask-returned': p(
    '{bureau} returned our request for information',
    '{bureau} a renvoyé notre demande pour complément',
    '{bureau} devolvió nuestra solicitud para completarla',
    'أعاد {bureau} طلبنا لاستكمال المعلومات',
  ),
  'case.ask-supplemented': p(
    'Information sent to {bureau}',
    'Complément envoyé à {bureau}',
    'Información enviada a {bureau}',
    'أُرسلت المعلومات إلى {bureau}',
  ),
  'case.ask-late-answer': p(
    '{bureau} answered after we stopped waiting ({stage})',
    '{bureau} a répondu après la fin de l’attente ({stage})',
    '{bureau} respondió cuando ya no se esperaba ({stage})',
    'أجاب {bureau} بعد انتهاء الانتظار ({stage})',
  ),
  'case.ask-answered': p(
    '{bureau} answered our request',
    '{bureau} a répondu à notre demande',
    '{bureau} respondió a nuestra solicitud',
    'أجاب {bureau} عن طلبنا',
  ),
  'case.ask-refused': p(
    '{bureau} refused our request: {reason}',
    '{bureau} a refusé notre demande : {reason}',
    '{bureau} denegó nuestra solicitud: {reason}',
    'رفض {bureau} طلبنا: {reason}',
  ),
  'case.ask-withdrawn': p(
    'Request to {bureau} no longer awaited',
    'Demande à {bureau} plus attendue',
    'Ya no se espera respuesta de {bureau}',
    'لم يعد الرد من {bureau} منتظراً',
  ),

  // What is owed.
  'case.answer': p('Answer {bureau}', 'Répondre à {bureau}', 'Responder a {bureau}', 'الرد على {bureau}'),
  'case.answer-await': p(
    'Answer awaited from {bureau}',
    'Réponse attendue de {bureau}',
    'Se espera respuesta de {bureau}',
    'بانتظار الرد من {bureau}',
  ),
  'case.ask-information': p(
    '{bureau} needs more information',
    '{bureau} demande un complément',
    '{bureau} necesita más información',
    'يطلب {bureau} معلومات إضافية',
  ),
  'case.report-undelivered': p(
    'Report to {bureau} not delivered: {reason}',
    'Compte rendu à {bureau} non remis : {reason}',
    'Informe a {bureau} no entregado: {reason}',
    'لم يُسلَّم البلاغ إلى {bureau}: {reason}',
  ),
  'case.ask-undelivered': p(
    'Request to {bureau} not delivered: {reason}',
    'Demande à {bureau} non remise : {reason}',
    'Solicitud a {bureau} no entregada: {reason}',
    'لم يُسلَّم الطلب إلى {bureau}: {reason}',
  ),

  // States.
  'ask.state.sent': p('Sent', 'Envoyée', 'Enviada', 'مرسل'),
  'ask.state.accepted': p('Accepted there', 'Acceptée là-bas', 'Aceptada allí', 'مقبول لديهم'),
  'ask.state.returned': p(
    'Returned for information',
    'Renvoyée pour complément',
    'Devuelta para completar',
    'معاد لاستكمال المعلومات',
  ),
  'ask.state.refused': p('Refused', 'Refusée', 'Denegada', 'مرفوض'),
  'ask.state.answered': p('Answered', 'Répondue', 'Respondida', 'مُجاب'),
  'ask.state.undelivered': p('Not delivered', 'Non remise', 'No entregada', 'لم يُسلَّم'),
  'ask.state.withdrawn': p('No longer awaited', 'Plus attendue', 'Ya no se espera', 'لم يعد منتظراً'),

  // What the system says no with.
  'bureau.unknown': p(
    'No such bureau: {bureau}',
    'Bureau inconnu : {bureau}',
    'Oficina desconocida: {bureau}',
    'مكتب غير معروف: {bureau}',
  ),
  'bureau.own': p(
    '{bureau} is this bureau',
    '{bureau} est ce bureau',
    '{bureau} es esta oficina',
    '{bureau} هو هذا المكتب',
  ),
  'case.answer.nobody-asked': p(
    'No bureau asked for case {number}',
    'Aucun bureau n’a demandé le dossier {number}',
    'Ninguna oficina pidió el caso {number}',
    'لم يطلب أي مكتب القضية {number}',
  ),
  'case.ask.not-returned': p(
    'The request was not returned ({state})',
    'La demande n’a pas été renvoyée ({state})',
    'La solicitud no fue devuelta ({state})',
    'لم يُعَد الطلب ({state})',
  ),
  'case.ask.not-open': p(
    'Nothing is awaited any more ({state})',
    'Plus rien n’est attendu ({state})',
    'Ya no se espera nada ({state})',
    'لا شيء منتظر بعد الآن ({state})',
  ),
  'case.ask.unknown': p('Unknown request', 'Demande inconnue', 'Solicitud desconocida', 'طلب غير معروف'),
  'case.ask.not-yours': p(
    'Names another bureau’s case',
    'Désigne le dossier d’un autre bureau',
    'Nombra el caso de otra oficina',
    'يشير إلى قضية مكتب آخر',
  ),
  'case.request.not-yours': p(
    'Names another bureau’s case',
    'Désigne le dossier d’un autre bureau',
    'Nombra el caso de otra oficina',
    'يشير إلى قضية مكتب آخر',
  ),
  'case.request.unknown': p('Unknown request', 'Demande inconnue', 'Solicitud desconocida', 'طلب غير معروف'),
  'case.request.not-returned': p(
    'The request was not returned ({state})',
    'La demande n’a pas été renvoyée ({state})',
    'La solicitud no fue devuelta ({state})',
    'لم يُعَد الطلب ({state})',
  ),
  'case.ref-of-another-bureau': p(
    'The case reference is not one of {bureau}',
    'La référence n’est pas de {bureau}',
    'La referencia no es de {bureau}',
    'مرجع القضية ليس لـ {bureau}',
  ),
};
