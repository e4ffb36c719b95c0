/** Words for national systems and what they hold of incoming notices. */

interface Phrase {
  readonly en: string;
  readonly fr: string;
  readonly es: string;
  readonly ar: string;
}
const p = (en: string, fr: string, es: string, ar: string): Phrase => ({ en, fr, es, ar });

export const partnerPhrases: Record<string, Phrase> = {
  'system.listed': p(
    'National systems looked at',
    'Systèmes nationaux consultés',
    'Sistemas nacionales consultados',
    'عُرضت الأنظمة الوطنية',
  ),
  'system.set-up': p(
    'National system set up',
    'Système national créé',
    'Sistema nacional creado',
    'أُنشئ النظام الوطني',
  ),
  'entry.offered': p('Offered to {system}', 'Proposée à {system}', 'Ofrecida a {system}', 'عُرضت على {system}'),
  'entry.sent': p('Sent to {system}', 'Envoyée à {system}', 'Enviada a {system}', 'أُرسلت إلى {system}'),
  'entry.entered': p('Entered in {system}', 'Inscrite dans {system}', 'Inscrita en {system}', 'أُدخلت في {system}'),
  'entry.declined': p('Declined by {system}', 'Refusée par {system}', 'Rechazada por {system}', 'رفضها {system}'),
  'entry.validated': p(
    'Entry in {system} validated',
    'Inscription dans {system} validée',
    'Inscripción en {system} validada',
    'صُودق على القيد في {system}',
  ),
  'entry.removal-owed': p(
    'Removal owed by {system}',
    'Retrait attendu de {system}',
    'Retirada pendiente en {system}',
    'يُنتظر الحذف من {system}',
  ),
  'entry.removed': p('Removed from {system}', 'Retirée de {system}', 'Retirada de {system}', 'حُذفت من {system}'),
  'entry.listed': p('Entries looked at', 'Inscriptions consultées', 'Inscripciones consultadas', 'عُرضت القيود'),
  'entries.exported': p(
    'Records given to the system',
    'Fiches remises au système',
    'Registros entregados al sistema',
    'سُلِّمت السجلات إلى النظام',
  ),
  'entries.confirmed': p(
    'Answers of the system taken in',
    'Réponses du système enregistrées',
    'Respuestas del sistema recibidas',
    'استُلمت ردود النظام',
  ),

  'entry.enter': p('Offer it to {system}', 'La proposer à {system}', 'Ofrecerla a {system}', 'اعرضها على {system}'),
  'entry.change': p(
    'Change the entry in {system}',
    'Modifier l’inscription dans {system}',
    'Cambiar la inscripción en {system}',
    'عدّل القيد في {system}',
  ),
  'entry.remove': p(
    'Get it removed from {system}',
    'La faire retirer de {system}',
    'Hacer que se retire de {system}',
    'اعمل على حذفها من {system}',
  ),
  'entry.validate': p(
    'Validate the entry in {system}',
    'Valider l’inscription dans {system}',
    'Validar la inscripción en {system}',
    'صادق على القيد في {system}',
  ),
  'entry.removal-declined': p(
    '{system} would not remove it: call them',
    '{system} refuse le retrait : les appeler',
    '{system} no quiere retirarla: llamar',
    'رفض {system} حذفها: اتصل بهم',
  ),

  'system.kind.fugitive-file': p(
    'Foreign fugitive file',
    'Fichier des fugitifs étrangers',
    'Archivo de fugitivos extranjeros',
    'سجل الفارين الأجانب',
  ),
  'system.kind.border-lookout': p('Border lookout', 'Signalement aux frontières', 'Alerta fronteriza', 'تنبيه الحدود'),
  'entry.state.offered': p('Offered', 'Proposée', 'Ofrecida', 'معروضة'),
  'entry.state.entered': p('Entered', 'Inscrite', 'Inscrita', 'مُدخلة'),
  'entry.state.change-owed': p('Change owed', 'Modification attendue', 'Cambio pendiente', 'تعديل منتظر'),
  'entry.state.declined': p('Declined', 'Refusée', 'Rechazada', 'مرفوضة'),
  'entry.state.removal-owed': p('Removal owed', 'Retrait attendu', 'Retirada pendiente', 'حذف منتظر'),
  'entry.state.removed': p('Removed', 'Retirée', 'Retirada', 'محذوفة'),
  'entry.caution.no-arrest-alone': p(
    'No arrest on this notice alone; call the watch.',
    'Pas d’arrestation sur cette seule notice ; appeler la permanence.',
    'No detener solo por esta notificación; llame a la guardia.',
    'لا توقيف بناءً على هذه النشرة وحدها؛ اتصل بالمناوبة.',
  ),
  'entry.caution.blue': p(
    'Locate and report; do not arrest.',
    'Localiser et signaler ; ne pas arrêter.',
    'Localizar e informar; no detener.',
    'حدد المكان وأبلغ؛ لا توقيف.',
  ),
  'entry.caution.green': p(
    'Warning: may offend again; watch and report.',
    'Avertissement : risque de récidive ; surveiller et signaler.',
    'Advertencia: puede reincidir; vigilar e informar.',
    'تحذير: قد يعاود الجرم؛ راقب وأبلغ.',
  ),
  'entry.caution.yellow': p(
    'Missing: protect first, then report.',
    'Disparu : protéger d’abord, puis signaler.',
    'Desaparecido: proteger primero e informar.',
    'مفقود: الحماية أولاً ثم الإبلاغ.',
  ),
  'entry.caution.black': p(
    'Report what identifies the dead person.',
    'Signaler ce qui identifie la personne décédée.',
    'Informar de lo que identifique al fallecido.',
    'أبلغ بما يعرّف بالمتوفى.',
  ),
  'entry.caution.orange': p(
    'Imminent danger: keep away and report.',
    'Danger imminent : se tenir à distance et signaler.',
    'Peligro inminente: mantenerse lejos e informar.',
    'خطر وشيك: ابتعد وأبلغ.',
  ),
  'entry.caution.purple': p(
    'Know the method; report what fits.',
    'Connaître le mode opératoire ; signaler.',
    'Conocer el método; informar.',
    'اعرف الأسلوب وأبلغ بما يطابقه.',
  ),
  'entry.caution.silver': p(
    'Report assets; seize nothing on this alone.',
    'Signaler les avoirs ; ne rien saisir sur cette seule base.',
    'Informar de bienes; no incautar solo por esto.',
    'أبلغ عن الأصول؛ لا تحجز بناءً على هذا وحده.',
  ),
  'entry.caution.un': p(
    'Sanctions apply; ask before acting.',
    'Sanctions applicables ; demander avant d’agir.',
    'Hay sanciones; consultar antes de actuar.',
    'عقوبات سارية؛ اسأل قبل التصرف.',
  ),
  'entry.action.add': p('Add', 'Ajouter', 'Añadir', 'إضافة'),
  'entry.action.change': p('Change', 'Modifier', 'Cambiar', 'تعديل'),
  'entry.action.remove': p('Remove', 'Retirer', 'Retirar', 'حذف'),

  'system.known': p(
    'A national system with this code or access key is set up already.',
    'Un système national avec ce code ou cette clé existe déjà.',
    'Ya existe un sistema nacional con ese código o clave.',
    'يوجد نظام وطني بهذا الرمز أو المفتاح.',
  ),
  'system.not-active': p(
    'This national system is not in use.',
    'Ce système national n’est pas en service.',
    'Este sistema nacional no está en uso.',
    'هذا النظام الوطني غير مستخدم.',
  ),
  'entry.unknown': p(
    'No such entry.',
    'Aucune inscription de ce nom.',
    'No hay tal inscripción.',
    'لا يوجد هذا القيد.',
  ),
  'entry.wrong-state': p(
    'That does not follow from the entry’s state.',
    'Cela ne suit pas de l’état de l’inscription.',
    'No corresponde al estado de la inscripción.',
    'لا يتفق ذلك مع حالة القيد.',
  ),
  'entry.version-never-sent': p(
    'This version was never sent.',
    'Cette version n’a jamais été envoyée.',
    'Esa versión nunca se envió.',
    'لم تُرسل هذه النسخة قط.',
  ),
  'entry.number-missing': p(
    'The system’s own number is missing.',
    'Le numéro du système manque.',
    'Falta el número del sistema.',
    'رقم النظام غير مذكور.',
  ),
  'entry.removal-needs-name': p(
    'Who confirms the removal is missing.',
    'Il manque le nom de qui confirme le retrait.',
    'Falta quién confirma la retirada.',
    'لم يُذكر من يؤكد الحذف.',
  ),
  'entry.row-does-not-fit': p(
    'The row is not as it must be.',
    'La ligne n’a pas la forme voulue.',
    'La fila no tiene la forma debida.',
    'السطر ليس بالشكل المطلوب.',
  ),
  'entry.file-empty': p('The file is empty.', 'Le fichier est vide.', 'El archivo está vacío.', 'الملف فارغ.'),
  'entry.file-too-long': p(
    'A file holds {most} rows at most.',
    'Un fichier contient au plus {most} lignes.',
    'Un archivo contiene como máximo {most} filas.',
    'يحتوي الملف على {most} سطر على الأكثر.',
  ),
  'entry.file-unreadable': p(
    'This is no file of confirmations.',
    'Ce n’est pas un fichier de confirmations.',
    'No es un archivo de confirmaciones.',
    'ليس هذا ملف تأكيدات.',
  ),
};
