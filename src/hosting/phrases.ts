import { type Phrase, p } from '../protocol/schema/phrase.ts';
import { evidencePhrases } from './phrases-evidence.ts';
import { partnerPhrases } from './phrases-partner.ts';
import { refusalPhrases } from './phrases-refusals.ts';
import { verdictPhrases } from './phrases-verdicts.ts';

/** This room's codes, acts and states in the four languages; `{name}` is filled from their parameters. */
export const phrases: Record<string, Phrase> = {
  ...verdictPhrases,
  ...refusalPhrases,
  ...evidencePhrases,
  ...partnerPhrases,

  // Things and states
  'hosting-list': p('Hosting list', 'Liste d’hébergement', 'Lista de alojamiento', 'قائمة الاستضافة'),
  'hosting-url': p('Address', 'Adresse', 'Dirección', 'عنوان'),
  'hosting-referral': p('Referral', 'Signalement', 'Remisión', 'إحالة'),
  'hosting-incoming': p('Referral received', 'Signalement reçu', 'Remisión recibida', 'إحالة واردة'),
  'hosting-list.state.checking': p('Being looked up', 'En cours d’examen', 'En consulta', 'قيد البحث'),
  'hosting-list.state.to-confirm': p('To be confirmed', 'À confirmer', 'Por confirmar', 'بانتظار التأكيد'),
  'hosting-list.state.closed': p('Closed', 'Close', 'Cerrada', 'مغلقة'),
  'hosting-url.state.waiting': p('Waiting', 'En attente', 'En espera', 'بالانتظار'),
  'hosting-url.state.checked': p('Looked up', 'Examinée', 'Consultada', 'بُحثت'),
  'hosting-url.state.confirmed': p('Confirmed', 'Confirmée', 'Confirmada', 'مؤكدة'),
  'hosting-referral.state.sent': p('Sent', 'Envoyé', 'Enviada', 'أُرسلت'),
  'hosting-referral.state.taken': p('Taken up', 'Pris en charge', 'Asumida', 'قُبلت'),
  'hosting-referral.state.refused': p('Refused', 'Refusé', 'Rechazada', 'رُفضت'),
  'hosting-referral.state.decided': p('Decided', 'Décidé', 'Decidida', 'تقرر'),
  'hosting-referral.state.closed': p('Closed', 'Clos', 'Cerrada', 'مغلقة'),
  'hosting-incoming.state.sent': p('To be answered', 'À traiter', 'Por responder', 'بانتظار الرد'),
  'hosting-incoming.state.taken': p('Taken up', 'Pris en charge', 'Asumida', 'قُبلت'),
  'hosting-incoming.state.refused': p('Refused', 'Refusé', 'Rechazada', 'رُفضت'),
  'hosting-incoming.state.closed': p('Closed', 'Clos', 'Cerrada', 'مغلقة'),
  'hosting.decision.hold': p('Hold', 'Ne rien faire', 'Retener', 'تعليق'),
  'hosting.decision.preserve': p('Preserve', 'Conserver', 'Preservar', 'حفظ'),
  'hosting.decision.notify': p('Notify the provider', 'Avertir l’hébergeur', 'Notificar al proveedor', 'إخطار المزود'),
  'hosting.report.gone': p('Gone', 'Retirée', 'Retirada', 'أُزيل'),
  'hosting.report.still-there': p('Still there', 'Toujours présente', 'Sigue ahí', 'ما زال موجودًا'),
  'hosting.reporter.authority': p('The authority', 'L’autorité', 'La autoridad', 'السلطة'),
  'hosting.reporter.provider': p('The provider', 'L’hébergeur', 'El proveedor', 'المزود'),
  'hosting.reporter.hotline': p('A hotline', 'Une ligne d’alerte', 'Una línea de denuncia', 'خط ساخن'),
  'hosting.reporter.bureau': p('A bureau', 'Un bureau', 'Una oficina', 'مكتب'),
  'hosting.reporter.police': p('Police', 'La police', 'La policía', 'الشرطة'),
  'hosting.source.paste': p('Pasted', 'Collée', 'Pegada', 'ملصقة'),
  'hosting.source.csv': p('CSV file', 'Fichier CSV', 'Archivo CSV', 'ملف CSV'),
  'hosting.source.api': p('By the API', 'Par l’API', 'Por la API', 'عبر الواجهة البرمجية'),
  'hosting.source.tip': p('From a tip', 'D’un signalement', 'De un aviso', 'من بلاغ'),

  // Duties
  'hosting.confirm': p(
    'Confirm where {urls} address(es) of {number} are hosted',
    'Confirmer l’hébergement de {urls} adresse(s) de {number}',
    'Confirmar dónde se alojan {urls} dirección(es) de {number}',
    'تأكيد مكان استضافة {urls} من عناوين {number}',
  ),
  'hosting.await-authority': p(
    '{to} decides on {urls} address(es)',
    '{to} décide de {urls} adresse(s)',
    '{to} decide sobre {urls} dirección(es)',
    '{to} تقرر بشأن {urls} من العناوين',
  ),
  'hosting.await-bureau': p(
    'Answer of {to} on {urls} address(es)',
    'Réponse de {to} sur {urls} adresse(s)',
    'Respuesta de {to} sobre {urls} dirección(es)',
    'رد {to} بشأن {urls} من العناوين',
  ),
  'hosting.answer': p(
    'Answer {bureau}: {urls} address(es) hosted here',
    'Répondre à {bureau} : {urls} adresse(s) hébergée(s) ici',
    'Responder a {bureau}: {urls} dirección(es) alojada(s) aquí',
    'الرد على {bureau}: {urls} من العناوين المستضافة هنا',
  ),

  // Acts
  'hosting.list-submitted': p(
    'List {number} taken in: {urls} address(es)',
    'Liste {number} reçue : {urls} adresse(s)',
    'Lista {number} recibida: {urls} dirección(es)',
    'استُلمت القائمة {number}: {urls} عنوان',
  ),
  'hosting.list-checked': p(
    'All addresses looked up',
    'Toutes les adresses examinées',
    'Todas las direcciones consultadas',
    'بُحثت كل العناوين',
  ),
  'hosting.list-closed': p(
    'List closed: every address confirmed',
    'Liste close : toutes confirmées',
    'Lista cerrada: todas confirmadas',
    'أُغلقت القائمة: كل العناوين مؤكدة',
  ),
  'hosting.list-left': p(
    'List left, {left} address(es) unconfirmed',
    'Liste abandonnée, {left} non confirmée(s)',
    'Lista abandonada, {left} sin confirmar',
    'تُركت القائمة، {left} غير مؤكدة',
  ),
  'hosting.checked': p(
    '{urls} address(es) looked up',
    '{urls} adresse(s) examinée(s)',
    '{urls} dirección(es) consultada(s)',
    'بُحث {urls} من العناوين',
  ),
  'hosting.moved': p(
    'Leads elsewhere than before',
    'Mène ailleurs qu’avant',
    'Lleva a otro lugar que antes',
    'يؤدي إلى مكان غير السابق',
  ),
  'hosting.recheck-asked': p(
    'Another look asked for',
    'Nouvel examen demandé',
    'Nueva consulta pedida',
    'طُلب بحث جديد',
  ),
  'hosting.confirmed': p('Hosting confirmed', 'Hébergement confirmé', 'Alojamiento confirmado', 'تأكدت الاستضافة'),
  'hosting.reported': p('Reported by {name}', 'Rapporté par {name}', 'Informado por {name}', 'أفاد به {name}'),
  'hosting.referred': p(
    '{urls} address(es) referred to {to}',
    '{urls} adresse(s) signalée(s) à {to}',
    '{urls} dirección(es) remitida(s) a {to}',
    'أُحيل {urls} من العناوين إلى {to}',
  ),
  'hosting.referral-delivered': p('Referral delivered', 'Signalement remis', 'Remisión entregada', 'سُلمت الإحالة'),
  'hosting.referral-not-delivered': p(
    'Referral not delivered',
    'Signalement non remis',
    'Remisión no entregada',
    'لم تُسلم الإحالة',
  ),
  'hosting.referral-decided': p('The authority decided', 'L’autorité a décidé', 'La autoridad decidió', 'قررت السلطة'),
  'hosting.referral-taken': p('Taken up there', 'Pris en charge là-bas', 'Asumida allí', 'قُبلت هناك'),
  'hosting.referral-refused': p('Refused there', 'Refusé là-bas', 'Rechazada allí', 'رُفضت هناك'),
  'hosting.referral-closed': p('Referral closed', 'Signalement clos', 'Remisión cerrada', 'أُغلقت الإحالة'),
  'hosting.incoming-received': p(
    'Referral from {from}: {urls} address(es)',
    'Signalement de {from} : {urls} adresse(s)',
    'Remisión de {from}: {urls} dirección(es)',
    'إحالة من {from}: {urls} عنوان',
  ),
  'hosting.incoming-taken': p('Taken up here', 'Pris en charge ici', 'Asumida aquí', 'قُبلت هنا'),
  'hosting.incoming-refused': p('Refused here', 'Refusé ici', 'Rechazada aquí', 'رُفضت هنا'),
  'hosting.incoming-closed': p('Answered as done', 'Répondu : terminé', 'Respondida: hecho', 'أُجيب بأنها أُنجزت'),
  'hosting.listed': p('Hosting lists looked at', 'Listes consultées', 'Listas consultadas', 'عُرضت القوائم'),
  'hosting.viewed': p('Hosting looked at', 'Hébergement consulté', 'Alojamiento consultado', 'عُرضت الاستضافة'),
  'hosting.evidence-exported': p('Evidence taken out', 'Preuve extraite', 'Prueba extraída', 'أُخرج الدليل'),
};
