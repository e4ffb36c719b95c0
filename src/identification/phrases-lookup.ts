import { type Phrase, p } from '../protocol/schema/phrase.ts';

/** Look-ups in many, judging of matches, sources held back. */
export const lookupPhrases: Record<string, Phrase> = {
  'verdict.same': p('Same picture', 'Même image', 'Misma imagen', 'الصورة نفسها'),
  'verdict.not-same': p('Not the same picture', 'Pas la même image', 'No es la misma imagen', 'ليست الصورة نفسها'),
  'verdict.unsure': p('Not sure', 'Incertain', 'No es seguro', 'غير مؤكد'),
  'judgement.standing.said': p('Said by one person', 'Dit par une personne', 'Dicho por una persona', 'قاله شخص واحد'),
  'judgement.standing.confirmed': p(
    'Confirmed by a second person',
    'Confirmé par une deuxième personne',
    'Confirmado por una segunda persona',
    'أكده شخص ثانٍ',
  ),
  'judgement.standing.undone': p('Undone', 'Annulé', 'Anulado', 'أُلغي'),
  'ask.judgement': p(
    'Judgement of a match',
    'Avis sur une correspondance',
    'Juicio de una coincidencia',
    'حكم على تطابق',
  ),

  'match.judged': p(
    'Match judged: {verdict}. {reason}',
    'Correspondance jugée : {verdict}. {reason}',
    'Coincidencia juzgada: {verdict}. {reason}',
    'حُكم على التطابق: {verdict}. {reason}',
  ),
  'match.judgement-confirmed': p(
    'Judgement of a match confirmed by a second person: {verdict}. {reason}',
    'Avis confirmé par une deuxième personne : {verdict}. {reason}',
    'Juicio confirmado por una segunda persona: {verdict}. {reason}',
    'أكد شخص ثانٍ الحكم على التطابق: {verdict}. {reason}',
  ),
  'match.judgement-undone': p(
    'Judgement of a match undone: {verdict}. {reason}',
    'Avis sur une correspondance annulé : {verdict}. {reason}',
    'Juicio de una coincidencia anulado: {verdict}. {reason}',
    'أُلغي الحكم على التطابق: {verdict}. {reason}',
  ),
  'false-match.listed': p(
    'Judged matches listed',
    'Correspondances jugées consultées',
    'Coincidencias juzgadas consultadas',
    'عُرضت التطابقات المحكوم عليها',
  ),
  'icse.match-judged': p(
    '{bureau} says of a match: {verdict} ({standing})',
    '{bureau} dit d’une correspondance : {verdict} ({standing})',
    '{bureau} dice de una coincidencia: {verdict} ({standing})',
    'يقول {bureau} عن تطابق: {verdict} ({standing})',
  ),
  'icse.judgements-listed': p(
    'Judgements of all bureaus listed',
    'Avis de tous les bureaux consultés',
    'Juicios de todas las oficinas consultados',
    'عُرضت أحكام جميع المكاتب',
  ),
  'icse.source-held': p(
    '{bureau} held back: {sent} in a minute, {rate} allowed',
    '{bureau} retenu : {sent} en une minute, {rate} admis',
    '{bureau} retenida: {sent} en un minuto, {rate} permitidos',
    'أُوقف {bureau} مؤقتًا: {sent} في دقيقة، والمسموح {rate}',
  ),
  'icse.source-set': p(
    'Rates of {bureau}: {hashes} hashes and {contributions} contributions a minute',
    'Débits de {bureau} : {hashes} empreintes et {contributions} versements par minute',
    'Ritmos de {bureau}: {hashes} huellas y {contributions} aportaciones por minuto',
    'معدلات {bureau}: {hashes} بصمة و{contributions} مساهمة في الدقيقة',
  ),
  'icse.sources-listed': p(
    'Sources and their rates listed',
    'Sources et débits consultés',
    'Fuentes y ritmos consultados',
    'عُرضت المصادر ومعدلاتها',
  ),
  'icse-ask.waits': p(
    'Waits at Lyon’s wish: {code}',
    'En attente à la demande de Lyon : {code}',
    'En espera a petición de Lyon: {code}',
    'ينتظر بطلب من ليون: {code}',
  ),

  'icse.source-waits': p(
    'Lyon asks this bureau to wait: it sent more in a minute than its rate. It is asked again by itself.',
    'Lyon demande à ce bureau d’attendre : il a envoyé plus en une minute que son débit. La demande est refaite d’elle-même.',
    'Lyon pide a esta oficina que espere: envió en un minuto más que su ritmo. Se vuelve a pedir por sí solo.',
    'تطلب ليون من هذا المكتب الانتظار: أرسل في دقيقة أكثر من معدله. يُعاد الطلب تلقائيًا.',
  ),
  'lookup.too-many-hashes': p(
    'A look-up asks about at most {most} pictures, this one about {given}. Ask in several.',
    'Une recherche porte sur {most} images au plus, celle-ci sur {given}. Demander en plusieurs fois.',
    'Una consulta abarca como máximo {most} imágenes, esta {given}. Pídalo en varias.',
    'يشمل البحث {most} صورة على الأكثر، وهذا يشمل {given}. قسّمه إلى عدة طلبات.',
  ),
  'match.judged-already': p(
    'This match has been judged here. Undo that judgement first.',
    'Cette correspondance a déjà été jugée ici. Annuler d’abord cet avis.',
    'Esta coincidencia ya se juzgó aquí. Anule antes ese juicio.',
    'سبق الحكم على هذا التطابق هنا. ألغِ ذلك الحكم أولًا.',
  ),
  'judgement.same-file': p(
    'It is the very same file.',
    'C’est exactement le même fichier.',
    'Es exactamente el mismo archivo.',
    'إنه الملف نفسه تمامًا.',
  ),
  'judgement.own': p(
    'Another person confirms your judgement.',
    'Une autre personne confirme votre avis.',
    'Otra persona confirma su juicio.',
    'يؤكد حكمك شخص آخر.',
  ),
  'judgement.confirmed-already': p('Confirmed already.', 'Déjà confirmé.', 'Ya confirmado.', 'تم تأكيده سابقًا.'),
  'judgement.undone-already': p('Undone already.', 'Déjà annulé.', 'Ya anulado.', 'أُلغي سابقًا.'),
  'judgement.unknown': p(
    'Lyon knows no such match of yours.',
    'Lyon ne connaît pas de telle correspondance de votre part.',
    'Lyon no conoce tal coincidencia de su oficina.',
    'لا تعرف ليون تطابقًا كهذا لمكتبك.',
  ),
};
