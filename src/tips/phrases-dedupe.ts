import { type Phrase, p } from '../protocol/schema/phrase.ts';

const kinds: Record<string, Phrase> = {
  'tip.joint.kind.same-report': p(
    'The same report, sent twice',
    'Le même signalement, envoyé deux fois',
    'El mismo informe, enviado dos veces',
    'البلاغ نفسه أُرسل مرتين',
  ),
  'tip.joint.kind.named-report': p(
    'One names the other as an earlier report',
    'L’un cite l’autre comme signalement antérieur',
    'Uno nombra al otro como informe anterior',
    'أحدهما يذكر الآخر بلاغًا سابقًا',
  ),
  'tip.joint.kind.account': p('Same account', 'Même compte', 'Misma cuenta', 'الحساب نفسه'),
  'tip.joint.kind.email': p('Same e-mail', 'Même adresse e-mail', 'Mismo correo', 'البريد الإلكتروني نفسه'),
  'tip.joint.kind.phone': p('Same telephone', 'Même téléphone', 'Mismo teléfono', 'الهاتف نفسه'),
  'tip.joint.kind.screen-name': p(
    'Same screen name at one service',
    'Même pseudonyme sur un service',
    'Mismo alias en un servicio',
    'اسم المستخدم نفسه في خدمة واحدة',
  ),
  'tip.joint.kind.person': p(
    'Same name and date of birth',
    'Mêmes nom et date de naissance',
    'Mismo nombre y fecha de nacimiento',
    'الاسم وتاريخ الميلاد نفسهما',
  ),
  'tip.joint.kind.file': p('Same file', 'Même fichier', 'Mismo archivo', 'الملف نفسه'),
  'tip.joint.kind.ip': p(
    'Same address on the net at about the same time',
    'Même adresse réseau vers le même moment',
    'Misma dirección de red hacia el mismo momento',
    'عنوان الشبكة نفسه في وقت متقارب',
  ),
};

const standings: Record<string, Phrase> = {
  'tip.joint.standing.certain': p('certain', 'certain', 'cierto', 'مؤكد'),
  'tip.joint.standing.proposed': p('proposed', 'proposé', 'propuesto', 'مقترح'),
  'tip.joint.standing.accepted': p('accepted', 'accepté', 'aceptado', 'مقبول'),
  'tip.joint.standing.rejected': p('rejected', 'écarté', 'descartado', 'مستبعد'),
  'tip.joint.standing.common': p('too common', 'trop courant', 'demasiado común', 'شائع جدًا'),
};

const refusals: Record<string, Phrase> = {
  'tip.joint.common': p(
    'So many reports share this that it joins none',
    'Tant de signalements partagent cela que rien n’en est rapproché',
    'Tantos informes comparten esto que no une ninguno',
    'تشترك في هذا بلاغات كثيرة فلا يربط أيًا منها',
  ),
  'tip.joint.stands-so': p('It stands so already', 'C’est déjà le cas', 'Ya está así', 'هو كذلك بالفعل'),
  'tip.merge.into-itself': p(
    'A report cannot be merged into itself',
    'Un signalement ne peut être fusionné avec lui-même',
    'Un informe no puede fusionarse consigo mismo',
    'لا يمكن دمج بلاغ في نفسه',
  ),
  'tip.merge.into-settled': p(
    'The report that is to stand for the others must be open or routed',
    'Le signalement qui doit représenter les autres doit être à traiter ou acheminé',
    'El informe que ha de representar a los demás debe estar abierto o encaminado',
    'يجب أن يكون البلاغ الذي يمثل غيره مفتوحًا أو محالًا',
  ),
  'tip.merge.not-related': p(
    'Report {number} shares nothing with it',
    'Le signalement {number} ne partage rien avec lui',
    'El informe {number} no comparte nada con él',
    'البلاغ {number} لا يشترك معه في شيء',
  ),
  'tip.merge.urgent-leads': p(
    'Report {number} asks for priority: merge the others into it',
    'Le signalement {number} demande la priorité : fusionnez les autres avec lui',
    'El informe {number} pide prioridad: fusione los demás en él',
    'البلاغ {number} يطلب الأولوية: ادمج البقية فيه',
  ),
  'tip.merge.which': p(
    '{found} reports are called {given}: give the id',
    '{found} signalements portent {given} : indiquez l’identifiant',
    '{found} informes se llaman {given}: indique el identificador',
    'عدد البلاغات المسماة {given}: {found}، أدخل المعرف',
  ),
  'tip.merge.not-merged': p(
    'This report is not merged',
    'Ce signalement n’est pas fusionné',
    'Este informe no está fusionado',
    'هذا البلاغ غير مدمج',
  ),
  'tip.merged-into-another': p(
    'Merged into another report',
    'Fusionné avec un autre signalement',
    'Fusionado en otro informe',
    'دُمج في بلاغ آخر',
  ),
};

const acts: Record<string, Phrase> = {
  'tip.compared': p(
    '{reports} reports compared: {joined} joins, {common} details too common, {full} left out of full groups',
    '{reports} signalements comparés : {joined} rapprochements, {common} détails trop courants, {full} hors de groupes pleins',
    '{reports} informes comparados: {joined} uniones, {common} detalles demasiado comunes, {full} fuera de grupos llenos',
    'قورن {reports} من البلاغات: {joined} روابط، {common} تفاصيل شائعة، {full} خارج مجموعات ممتلئة',
  ),
  'tip.joint-accepted': p(
    'What {reports} reports share was accepted: {reason}',
    'Ce que partagent {reports} signalements a été accepté : {reason}',
    'Se aceptó lo que comparten {reports} informes: {reason}',
    'قُبل ما تشترك فيه {reports} من البلاغات: {reason}',
  ),
  'tip.joint-rejected': p(
    'What {reports} reports share was rejected: {reason}',
    'Ce que partagent {reports} signalements a été écarté : {reason}',
    'Se descartó lo que comparten {reports} informes: {reason}',
    'استُبعد ما تشترك فيه {reports} من البلاغات: {reason}',
  ),
  'tip.stands-for': p(
    'Other reports were merged into this one: {reason}',
    'D’autres signalements ont été fusionnés avec celui-ci : {reason}',
    'Otros informes se fusionaron en este: {reason}',
    'دُمجت بلاغات أخرى في هذا البلاغ: {reason}',
  ),
  'tip.related-viewed': p(
    'Related reports looked at',
    'Signalements liés consultés',
    'Informes relacionados consultados',
    'عُرضت البلاغات ذات الصلة',
  ),
  'tip.groups-listed': p(
    'Groups of reports looked at',
    'Groupes de signalements consultés',
    'Grupos de informes consultados',
    'عُرضت مجموعات البلاغات',
  ),
  'tip.group-viewed': p('Group of reports looked at', 'Groupe consulté', 'Grupo consultado', 'عُرضت مجموعة بلاغات'),
  'tip.joints-listed': p(
    'Shared details looked at',
    'Détails communs consultés',
    'Detalles comunes consultados',
    'عُرضت التفاصيل المشتركة',
  ),
};

/** What reports share, how it stands, and what is made of it. */
export const dedupePhrases: Record<string, Phrase> = { ...kinds, ...standings, ...refusals, ...acts };
