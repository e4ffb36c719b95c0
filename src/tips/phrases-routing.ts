import { type Phrase, p } from '../protocol/schema/phrase.ts';

const acts: Record<string, Phrase> = {
  'tip.rerouted': p('Report sent elsewhere', 'Signalement réacheminé', 'Informe reencaminado', 'أُعيد توجيه البلاغ'),
  'tip.closed': p(
    'Report closed by feedback',
    'Signalement clos par un retour',
    'Informe cerrado por respuesta',
    'أُغلق البلاغ بعد ورود الرد',
  ),
  'tip.ruled': p(
    'Ruling on a check for {country}: {reason}',
    'Décision sur une vérification pour {country} : {reason}',
    'Decisión sobre una comprobación para {country}: {reason}',
    'قرار بشأن فحص يخص {country}: {reason}',
  ),
  'tip.ruled-second': p(
    'Second person on a check for {country}: {reason}',
    'Deuxième personne sur une vérification pour {country} : {reason}',
    'Segunda persona sobre una comprobación para {country}: {reason}',
    'شخص ثانٍ بشأن فحص يخص {country}: {reason}',
  ),
  'tip.marked-sent': p(
    'Marked: {to} has it already',
    'Marqué : {to} l’a déjà',
    'Marcado: {to} ya lo tiene',
    'وُسم: {to} لديه البلاغ',
  ),
  'tip.routing-viewed': p('Routing looked at', 'Acheminement consulté', 'Encaminamiento consultado', 'عُرضت الإحالة'),
  'tip.referrals-listed': p(
    'List of referrals looked at',
    'Liste des envois consultée',
    'Lista de envíos consultada',
    'عُرضت قائمة الإحالات',
  ),
  'tip.referral-exported': p('Referral exported', 'Envoi exporté', 'Envío exportado', 'صُدّرت الإحالة'),
  'tip.referred': p('Report sent on', 'Signalement transmis', 'Informe enviado', 'أُرسل البلاغ'),
  'tip.referral-delivered': p('Delivered to {bureau}', 'Remis à {bureau}', 'Entregado a {bureau}', 'سُلّم إلى {bureau}'),
  'tip.feedback-received': p('Word from {from}', 'Retour de {from}', 'Respuesta de {from}', 'رد من {from}'),
  'tip.referral-closed': p('Referral closed', 'Envoi clos', 'Envío cerrado', 'أُغلقت الإحالة'),
  'tip.referral-refused': p(
    '{bureau} refused the report',
    '{bureau} a refusé le signalement',
    '{bureau} rechazó el informe',
    'رفض {bureau} البلاغ',
  ),
  'tip.referral-withdrawn': p(
    'Taken back from {to}: {reason}',
    'Retiré à {to} : {reason}',
    'Retirado a {to}: {reason}',
    'سُحب من {to}: {reason}',
  ),
  'tip.incoming-received': p(
    'Report received from {from}',
    'Signalement reçu de {from}',
    'Informe recibido de {from}',
    'ورد بلاغ من {from}',
  ),
  'tip.incoming-told': p('{to} told', '{to} informé', '{to} informado', 'أُبلغ {to}'),
  'tip.incoming-answered': p('{to} answered', 'Réponse à {to}', 'Respuesta a {to}', 'أُجيب {to}'),
  'tip.incoming-withdrawn': p(
    '{from} took the report back: {reason}',
    '{from} a retiré le signalement : {reason}',
    '{from} retiró el informe: {reason}',
    'سحب {from} البلاغ: {reason}',
  ),
  'tip-rules.drafted': p(
    'Rules drafted, set {version}',
    'Règles rédigées, jeu {version}',
    'Reglas redactadas, versión {version}',
    'صيغت القواعد، المجموعة {version}',
  ),
  'tip-rules.simulated': p(
    'Rules tried on {tried} reports, set {version}: {changed} differ',
    'Règles essayées sur {tried} signalements, jeu {version} : {changed} diffèrent',
    'Reglas probadas en {tried} informes, versión {version}: {changed} difieren',
    'جُرّبت القواعد على {tried} بلاغ، المجموعة {version}: يختلف {changed}',
  ),
  'tip-rules.switched-on': p(
    'Rules switched on, set {version}: {reason}',
    'Règles en vigueur, jeu {version} : {reason}',
    'Reglas en vigor, versión {version}: {reason}',
    'فُعّلت القواعد، المجموعة {version}: {reason}',
  ),
  'tip-rules.applied': p(
    'Sent by the rules, set {version}',
    'Envoyé par les règles, jeu {version}',
    'Enviado por las reglas, versión {version}',
    'أُرسل بالقواعد، المجموعة {version}',
  ),
  'tip-rules.dropped': p(
    'Rules dropped, set {version}: {reason}',
    'Règles abandonnées, jeu {version} : {reason}',
    'Reglas descartadas, versión {version}: {reason}',
    'تُركت القواعد، المجموعة {version}: {reason}',
  ),
  'tip-partner.bound': p(
    'A partner’s key speaks for {party}',
    'Une clé parle pour {party}',
    'Una clave habla por {party}',
    'مفتاح شريك يتحدث باسم {party}',
  ),
};

const tasks: Record<string, Phrase> = {
  'task.tip.await-feedback': p(
    'Ask {to} what came of the report',
    'Demander à {to} la suite donnée',
    'Preguntar a {to} qué resultó',
    'اسأل {to} عما آل إليه البلاغ',
  ),
  'task.tip.answer-referral': p(
    'Tell {bureau} what came of its report',
    'Informer {bureau} de la suite donnée',
    'Decir a {bureau} qué resultó de su informe',
    'أبلغ {bureau} بما آل إليه بلاغه',
  ),
  'task.tip.second-ruling': p(
    'Second ruling before a report goes to {country}',
    'Deuxième décision avant envoi vers {country}',
    'Segunda decisión antes de enviar a {country}',
    'قرار ثانٍ قبل إرسال بلاغ إلى {country}',
  ),
  'task.tip-rules.to-switch-on': p(
    'Try routing rules {version} and switch them on, or drop them',
    'Essayer les règles {version} et les activer, ou les abandonner',
    'Probar las reglas {version} y activarlas, o descartarlas',
    'جرّب قواعد الإحالة {version} ثم فعّلها أو اتركها',
  ),
};

const states: Record<string, Phrase> = {
  'tip-referral.state.sent': p('Sent', 'Envoyé', 'Enviado', 'أُرسل'),
  'tip-referral.state.opened': p('Opened', 'Ouvert', 'Abierto', 'فُتح'),
  'tip-referral.state.useful': p('Useful', 'Utile', 'Útil', 'مفيد'),
  'tip-referral.state.closed': p('Closed', 'Clos', 'Cerrado', 'مغلق'),
  'tip-referral.state.refused': p('Refused', 'Refusé', 'Rechazado', 'مرفوض'),
  'tip-referral.state.withdrawn': p('Taken back', 'Retiré', 'Retirado', 'سُحب'),
  'tip-referral.outcome.newer-version': p(
    'A newer version was sent',
    'Version plus récente envoyée',
    'Se envió una versión nueva',
    'أُرسلت نسخة أحدث',
  ),
  'tip-rules.state.draft': p('Draft', 'Projet', 'Borrador', 'مسودة'),
  'tip-rules.state.in-force': p('In force', 'En vigueur', 'En vigor', 'سارية'),
  'tip-rules.state.replaced': p('Replaced', 'Remplacées', 'Sustituidas', 'استُبدلت'),
  'tip-rules.state.dropped': p('Dropped', 'Abandonnées', 'Descartadas', 'تُركت'),
  'tip.routed.by-rules': p('Sent by the rules', 'Envoyé par les règles', 'Enviado por las reglas', 'أُرسل بالقواعد'),
  'tip.routed.by-person': p('A person decided', 'Décision d’une personne', 'Decidió una persona', 'قرره شخص'),
  'tip.routed.has-it': p(
    'Everyone it points to has it already',
    'Tous les destinataires l’ont déjà',
    'Todos los destinatarios ya lo tienen',
    'كل من يخصه البلاغ لديه نسخة',
  ),
  'tip.fed-back.arrest': p('An arrest', 'Une arrestation', 'Una detención', 'توقيف'),
  'tip.fed-back.child-identified': p(
    'A child identified',
    'Un enfant identifié',
    'Un menor identificado',
    'حُددت هوية طفل',
  ),
  'tip.fed-back.nothing-found': p('Nothing found', 'Rien trouvé', 'Nada hallado', 'لم يُعثر على شيء'),
  'tip.fed-back.useful': p('Useful', 'Utile', 'Útil', 'مفيد'),
  'tip.fed-back.opened': p('Opened', 'Ouvert', 'Abierto', 'فُتح'),
};

const refusals: Record<string, Phrase> = {
  'tip.has-it': p('{party} has this report already', '{party} l’a déjà', '{party} ya lo tiene', '{party} لديه البلاغ'),
  'tip.no-such-receiver': p(
    'Nobody called {party} can be sent a report',
    'Aucun destinataire {party}',
    'No hay destinatario {party}',
    'لا يوجد مستلم باسم {party}',
  ),
  'tip.check-unsettled': p(
    'A check for {country} waits for a ruling: {check}',
    'Une vérification pour {country} attend une décision : {check}',
    'Una comprobación para {country} espera decisión: {check}',
    'فحص يخص {country} بانتظار قرار: {check}',
  ),
  'tip.reason-needed': p('Say why', 'Dites pourquoi', 'Diga por qué', 'اذكر السبب'),
  'tip.second-is-first': p(
    'The second ruling is another person’s',
    'La deuxième décision revient à une autre personne',
    'La segunda decisión es de otra persona',
    'القرار الثاني لشخص آخر',
  ),
  'tip.ruled-already': p('Ruled on already', 'Déjà décidé', 'Ya decidido', 'صدر القرار سابقًا'),
  'tip.referral-ended': p(
    'This referral has ended',
    'Cet envoi est terminé',
    'Este envío terminó',
    'انتهت هذه الإحالة',
  ),
  'tip.referral-not-ours': p(
    'Only what was sent from here can be taken back',
    'Seul ce qui est parti d’ici peut être retiré',
    'Solo se puede retirar lo enviado desde aquí',
    'لا يُسحب إلا ما أُرسل من هنا',
  ),
  'tip.no-such-referral': p('No such referral', 'Envoi inconnu', 'Envío desconocido', 'إحالة غير معروفة'),
  'tip.referral-unreadable': p(
    'The report cannot be read',
    'Signalement illisible',
    'El informe no se puede leer',
    'تتعذر قراءة البلاغ',
  ),
  'tip.referral-known': p('Received before', 'Déjà reçu', 'Ya recibido', 'ورد سابقًا'),
  'tip.too-long-to-send': p(
    'The report is too long for a message',
    'Le signalement est trop long',
    'El informe es demasiado largo',
    'البلاغ أطول من أن يُرسل',
  ),
  'tip.outcome-needs-date': p('Say when', 'Indiquez la date', 'Indique la fecha', 'اذكر التاريخ'),
  'tip.mark-in-future': p('Not in the future', 'Pas dans le futur', 'No en el futuro', 'ليس في المستقبل'),
  'tip.partner-unbound': p(
    'This key speaks for nobody yet',
    'Cette clé ne parle pour personne',
    'Esta clave aún no habla por nadie',
    'هذا المفتاح لا يتحدث باسم أحد بعد',
  ),
  'tip.partner-not-ncmec': p(
    'Only NCMEC’s key may say so',
    'Seule la clé du NCMEC le peut',
    'Solo la clave de NCMEC puede',
    'لا يجوز ذلك إلا لمفتاح NCMEC',
  ),
  'tip-rules.not-draft': p('Not a draft', 'Pas un projet', 'No es un borrador', 'ليست مسودة'),
  'tip-rules.own-draft': p(
    'Another supervisor switches on what you drafted',
    'Un autre superviseur active votre projet',
    'Otro supervisor activa su borrador',
    'يفعّل مشرف آخر ما صغته',
  ),
  'tip-rules.not-simulated': p(
    'Try it on past reports first',
    'Essayez d’abord sur des signalements passés',
    'Pruébelo antes con informes pasados',
    'جرّبها أولًا على بلاغات سابقة',
  ),
  'tip-rules.base-replaced': p(
    'Set {version} is in force by now: draft again from it',
    'Le jeu {version} est en vigueur : repartez de lui',
    'La versión {version} está en vigor: parta de ella',
    'المجموعة {version} سارية الآن: ابدأ منها',
  ),
};

/** What routing says and does. */
export const routingPhrases: Record<string, Phrase> = { ...acts, ...tasks, ...states, ...refusals };
