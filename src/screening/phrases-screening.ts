import { type Phrase, p } from '../protocol/schema/phrase.ts';

const acts: Record<string, Phrase> = {
  'screening.person.searched': p('Person screened', 'Personne criblée', 'Persona consultada', 'فُحص شخص'),
  'screening.manifest.searched': p('Manifest screened', 'Manifeste criblé', 'Manifiesto consultado', 'فُحصت قائمة ركاب'),
  'screening.listed': p('Screenings listed', 'Criblages listés', 'Consultas listadas', 'عُرضت قائمة الفحوص'),
  'screening.viewed': p('Screening read', 'Criblage lu', 'Consulta leída', 'قُرئ فحص'),
  'screening.record.viewed': p(
    'Record behind a candidate opened',
    'Fiche d’un candidat ouverte',
    'Ficha de un candidato abierta',
    'فُتح سجل مرشح',
  ),
  'screening.opened': p(
    'Candidates wait for a decision',
    'Des candidats attendent une décision',
    'Hay candidatos pendientes de decisión',
    'مرشحون بانتظار قرار',
  ),
  'screening.settled': p(
    'All candidates decided',
    'Tous les candidats sont décidés',
    'Todos los candidatos decididos',
    'بُتّ في جميع المرشحين',
  ),
  'screening.judged': p('Candidate judged', 'Candidat apprécié', 'Candidato valorado', 'قُيّم مرشح'),
  'screening.match-confirmed': p(
    'Match confirmed',
    'Correspondance confirmée',
    'Coincidencia confirmada',
    'أُكدت المطابقة',
  ),
  'screening.action-recorded': p('Action recorded', 'Mesure consignée', 'Medida registrada', 'سُجل الإجراء'),
  'screening.false-match-undone': p(
    'False match undone',
    'Fausse correspondance annulée',
    'Falsa coincidencia anulada',
    'أُلغيت مطابقة كاذبة',
  ),
  'screening.false-matches.listed': p(
    'False matches listed',
    'Fausses correspondances listées',
    'Falsas coincidencias listadas',
    'عُرضت المطابقات الكاذبة',
  ),
};

const refusals: Record<string, Phrase> = {
  'screening.manifest.empty': p(
    'No traveller could be read from this file.',
    'Aucun voyageur n’a pu être lu dans ce fichier.',
    'No se pudo leer ningún viajero en este archivo.',
    'لم يُقرأ أي مسافر من هذا الملف.',
  ),
  'screening.manifest.columns': p(
    'No column says a name, a document or a machine readable zone. The first line must name the columns.',
    'Aucune colonne n’indique un nom, un document ou une zone de lecture optique. La première ligne doit nommer les colonnes.',
    'Ninguna columna indica un nombre, un documento o una zona de lectura mecánica. La primera línea debe nombrar las columnas.',
    'لا يوجد عمود لاسم أو وثيقة أو منطقة مقروءة آليًا. يجب أن يسمي السطر الأول الأعمدة.',
  ),
  'screening.manifest.too-long': p(
    'More than 50,000 travellers: split the file.',
    'Plus de 50 000 voyageurs : diviser le fichier.',
    'Más de 50 000 viajeros: divida el archivo.',
    'أكثر من 50000 مسافر: قسّم الملف.',
  ),
  'screening.record-gone': p(
    'The record is not in force any more.',
    'La fiche n’est plus en vigueur.',
    'La ficha ya no está en vigor.',
    'لم يعد السجل ساريًا.',
  ),
  'screening.record-ended': p(
    'The notice has ended: there is nothing to decide.',
    'La notice a pris fin : il n’y a rien à décider.',
    'La notificación ha terminado: no hay nada que decidir.',
    'انتهت النشرة: لا شيء يُبتّ فيه.',
  ),
  'screening.not-looked': p(
    'Open the record first: nobody says yes without having seen it.',
    'Ouvrez d’abord la fiche : nul ne confirme sans l’avoir vue.',
    'Abra primero la ficha: nadie confirma sin haberla visto.',
    'افتح السجل أولًا: لا أحد يؤكد دون أن يراه.',
  ),
  'screening.decided-already': p(
    'The match is confirmed already.',
    'La correspondance est déjà confirmée.',
    'La coincidencia ya está confirmada.',
    'المطابقة مؤكدة بالفعل.',
  ),
  'screening.place-needed': p(
    'Say where the person is: the notice’s owner is told.',
    'Indiquez où se trouve la personne : le propriétaire de la notice en est informé.',
    'Indique dónde está la persona: se informa al propietario de la notificación.',
    'اذكر مكان الشخص: سيُبلَّغ صاحب النشرة.',
  ),
  'screening.not-confirmed': p(
    'The match is not confirmed.',
    'La correspondance n’est pas confirmée.',
    'La coincidencia no está confirmada.',
    'المطابقة غير مؤكدة.',
  ),
  'screening.acted-already': p(
    'What was done is recorded already.',
    'La mesure est déjà consignée.',
    'La medida ya está registrada.',
    'سُجل الإجراء بالفعل.',
  ),
  'screening.false-match.undone-already': p(
    'It is undone already.',
    'Déjà annulée.',
    'Ya está anulada.',
    'أُلغيت بالفعل.',
  ),
};

const work: Record<string, Phrase> = {
  'screening.decide': p(
    'Decide candidates of a screening',
    'Décider des candidats d’un criblage',
    'Decidir candidatos de una consulta',
    'البت في مرشحي فحص',
  ),
  'screening.second-word': p(
    'Second person: same person or not',
    'Deuxième personne : même personne ou non',
    'Segunda persona: misma persona o no',
    'شخص ثانٍ: الشخص نفسه أم لا',
  ),
  'screening.settle-dispute': p(
    'Two people disagree on a match',
    'Deux personnes sont en désaccord sur une correspondance',
    'Dos personas discrepan sobre una coincidencia',
    'شخصان مختلفان بشأن مطابقة',
  ),
  'screening.record-action': p(
    'Say what was done about the person found',
    'Indiquer ce qui a été fait au sujet de la personne trouvée',
    'Indicar qué se hizo con la persona hallada',
    'اذكر ما جرى بشأن الشخص الذي عُثر عليه',
  ),
};

const rows: Record<string, Phrase> = {
  'screening.row.nobody': p(
    'No name and no document: not compared',
    'Ni nom ni document : non comparé',
    'Sin nombre ni documento: no comparado',
    'لا اسم ولا وثيقة: لم يُقارن',
  ),
  'screening.row.not-json': p('Not a JSON object', 'Pas un objet JSON', 'No es un objeto JSON', 'ليس كائن JSON'),
  'screening.row.birth': p(
    'Birth date not understood: {value}',
    'Date de naissance non comprise : {value}',
    'Fecha de nacimiento no entendida: {value}',
    'تاريخ ميلاد غير مفهوم: {value}',
  ),
  'screening.row.birth-either': p(
    'Birth date may be either: {value}. Both were compared',
    'La date de naissance peut être l’une ou l’autre : {value}. Les deux ont été comparées',
    'La fecha de nacimiento puede ser una u otra: {value}. Se compararon ambas',
    'قد يكون تاريخ الميلاد أحدهما: {value}. قورن الاثنان',
  ),
  'screening.row.country': p(
    'No such country: {value}',
    'Pays inconnu : {value}',
    'País desconocido: {value}',
    'بلد غير معروف: {value}',
  ),
  'screening.row.sex': p(
    'Sex not understood: {value}',
    'Sexe non compris : {value}',
    'Sexo no entendido: {value}',
    'جنس غير مفهوم: {value}',
  ),
};

const states: Record<string, Phrase> = {
  'screening.kind.person': p('One person', 'Une personne', 'Una persona', 'شخص واحد'),
  'screening.kind.manifest': p('Manifest', 'Manifeste', 'Manifiesto', 'قائمة ركاب'),
  'screening.state.running': p('Being compared', 'Comparaison en cours', 'En comparación', 'قيد المقارنة'),
  'screening.state.open': p('To be decided', 'À décider', 'Por decidir', 'بانتظار البت'),
  'screening.state.done': p('Done', 'Terminé', 'Terminada', 'منتهٍ'),
  'screening.direction.entry': p('Entering', 'Entrée', 'Entrada', 'دخول'),
  'screening.direction.exit': p('Leaving', 'Sortie', 'Salida', 'خروج'),
  'screening.source.notice': p('Notices in force', 'Notices en vigueur', 'Notificaciones en vigor', 'النشرات السارية'),
  'screening.source.subject': p(
    'Subjects of our cases',
    'Personnes de nos affaires',
    'Personas de nuestros casos',
    'أشخاص قضايانا',
  ),
  'screening.source.traveller': p('Announced travel', 'Voyages annoncés', 'Viajes anunciados', 'أسفار معلنة'),
  'screening.source.document': p(
    'Stolen and lost documents',
    'Documents volés et perdus',
    'Documentos robados y perdidos',
    'وثائق مسروقة ومفقودة',
  ),
  'screening.candidate.open': p('Not decided', 'Non décidé', 'Sin decidir', 'لم يُبتّ'),
  'screening.candidate.known': p('Told apart earlier', 'Distingué auparavant', 'Distinguido antes', 'مُيّز سابقًا'),
  'screening.candidate.unsure': p('Unsure', 'Incertain', 'Dudoso', 'غير متأكد'),
  'screening.candidate.same-once': p(
    'Same person, says one: a second must say so',
    'Même personne selon un agent : un deuxième doit le dire',
    'La misma persona según uno: debe decirlo otro',
    'الشخص نفسه برأي واحد: يلزم رأي ثانٍ',
  ),
  'screening.candidate.disputed': p('Two disagree', 'Désaccord', 'Desacuerdo', 'رأيان مختلفان'),
  'screening.candidate.not': p('Not the person', 'Pas la personne', 'No es la persona', 'ليس الشخص'),
  'screening.candidate.same': p('Same person', 'Même personne', 'La misma persona', 'الشخص نفسه'),
  'screening.candidate.ended': p('Record ended', 'Fiche terminée', 'Ficha terminada', 'انتهى السجل'),
  'screening.verdict.same': p('Same person', 'Même personne', 'La misma persona', 'الشخص نفسه'),
  'screening.verdict.not': p('Not the person', 'Pas la personne', 'No es la persona', 'ليس الشخص'),
  'screening.verdict.unsure': p('Unsure', 'Incertain', 'Dudoso', 'غير متأكد'),
  'screening.purpose.identify-traveller': p(
    'Identify a traveller',
    'Identifier un voyageur',
    'Identificar a un viajero',
    'التعرف على مسافر',
  ),
  'screening.purpose.decide-match': p(
    'Decide a match',
    'Décider d’une correspondance',
    'Decidir una coincidencia',
    'البت في مطابقة',
  ),
  'screening.purpose.investigation': p('Investigation', 'Enquête', 'Investigación', 'تحقيق'),
  'screening.purpose.child-protection': p('Protect a child', 'Protéger un enfant', 'Proteger a un menor', 'حماية طفل'),
  'screening.purpose.audit': p('Audit', 'Audit', 'Auditoría', 'تدقيق'),
  'screening.action.admitted': p('Admitted', 'Admis', 'Admitido', 'سُمح بالدخول'),
  'screening.action.departed': p('Departed', 'Parti', 'Salió', 'غادر'),
  'screening.action.secondary-inspection': p(
    'Sent to secondary inspection',
    'Dirigé vers le contrôle approfondi',
    'Enviado a inspección secundaria',
    'أُحيل إلى فحص إضافي',
  ),
  'screening.action.entry-refused': p('Entry refused', 'Entrée refusée', 'Entrada denegada', 'رُفض الدخول'),
  'screening.action.held-under-national-law': p(
    'Held under national law',
    'Retenu selon le droit national',
    'Retenido según la ley nacional',
    'احتُجز بموجب القانون الوطني',
  ),
  'screening.action.referred-to-agency': p(
    'Referred to an agency',
    'Transmis à un service',
    'Remitido a un organismo',
    'أُحيل إلى جهة',
  ),
  'screening.action.left-before': p(
    'Left before anything was done',
    'Parti avant toute mesure',
    'Se fue antes de cualquier medida',
    'غادر قبل أي إجراء',
  ),
  'screening.action.none': p('Nothing was done', 'Aucune mesure', 'Ninguna medida', 'لم يُتخذ إجراء'),
};

export const screeningPhrases: Record<string, Phrase> = { ...acts, ...refusals, ...work, ...rows, ...states };
