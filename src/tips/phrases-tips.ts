import { type Phrase, p } from '../protocol/schema/phrase.ts';

const states: Record<string, Phrase> = {
  'tip.state.filling': p('Being filled', 'En cours de saisie', 'En preparación', 'قيد التعبئة'),
  'tip.state.open': p('To be decided', 'À traiter', 'Por decidir', 'بانتظار القرار'),
  'tip.state.routed': p('Routed', 'Acheminé', 'Encaminado', 'أُحيل'),
  'tip.state.merged': p('Merged', 'Fusionné', 'Fusionado', 'مُدمج'),
  'tip.state.refused': p('Refused', 'Refusé', 'Rechazado', 'مرفوض'),
  'tip.state.retracted': p('Taken back', 'Retiré', 'Retirado', 'سُحب'),
  'tip.state.expired': p('Never finished', 'Jamais terminé', 'Nunca terminado', 'لم يكتمل'),
  'tip.shape.ispws': p('From the provider', 'Du fournisseur', 'Del proveedor', 'من مزود الخدمة'),
  'tip.shape.le-json': p('From NCMEC', 'Du NCMEC', 'Del NCMEC', 'من NCMEC'),
  'tip.shape.referral': p('From another bureau', 'D’un autre bureau', 'De otra oficina', 'من مكتب آخر'),
  'tip-import.state.running': p('being brought in', 'en cours d’import', 'importándose', 'قيد الإدخال'),
  'tip-import.state.done': p('done', 'terminé', 'terminado', 'تم'),
  'tip-import.outcome.new': p('New report', 'Nouveau signalement', 'Informe nuevo', 'بلاغ جديد'),
  'tip-import.outcome.version': p('New version', 'Nouvelle version', 'Versión nueva', 'نسخة جديدة'),
  'tip-import.outcome.same': p('Already here', 'Déjà présent', 'Ya estaba', 'موجود مسبقًا'),
  'tip-import.outcome.refused': p('Refused', 'Refusé', 'Rechazado', 'مرفوض'),
  'tip-import.outcome.left-out': p('Left out', 'Laissé de côté', 'Omitido', 'تُرك'),
  'tip-provider.state.active': p('In force', 'En vigueur', 'En vigor', 'سارٍ'),
  'tip-provider.state.suspended': p('Suspended', 'Suspendu', 'Suspendido', 'موقوف'),
  'tip-provider.state.ended': p('Ended', 'Clos', 'Terminado', 'منتهٍ'),
};

const tasks: Record<string, Phrase> = {
  'task.tip.to-route': p(
    'Decide where this report goes',
    'Décider où va ce signalement',
    'Decidir adónde va este informe',
    'قرر إلى أين يُحال هذا البلاغ',
  ),
  'task.tip-import.to-finish': p(
    'Reports are being brought in',
    'Des signalements sont en cours d’import',
    'Se están importando informes',
    'يجري إدخال بلاغات',
  ),
};

const acts: Record<string, Phrase> = {
  'tip.received': p('Report received', 'Signalement reçu', 'Informe recibido', 'ورد بلاغ'),
  'tip.version-received': p(
    'A new version of the report received',
    'Nouvelle version du signalement reçue',
    'Recibida una versión nueva del informe',
    'وردت نسخة جديدة من البلاغ',
  ),
  'tip.completed': p('Report complete', 'Signalement complet', 'Informe completo', 'اكتمل البلاغ'),
  'tip.file-added': p(
    'File added and sealed',
    'Fichier ajouté et scellé',
    'Archivo añadido y sellado',
    'أُضيف ملف وخُتم',
  ),
  'tip.file-described': p(
    'The provider described a file',
    'Le fournisseur a décrit un fichier',
    'El proveedor describió un archivo',
    'وصف مزود الخدمة ملفًا',
  ),
  'tip.files-looked-up': p(
    'Files looked up by their hashes: {known} of {files} known here',
    'Fichiers recherchés par empreintes : {known} sur {files} connus ici',
    'Archivos buscados por sus huellas: {known} de {files} conocidos aquí',
    'بُحث عن الملفات ببصماتها: {known} من {files} معروفة هنا',
  ),
  'tip.file-decoded': p(
    'File decoded and looked up by what it shows',
    'Fichier décodé et recherché par son contenu',
    'Archivo decodificado y buscado por su contenido',
    'فُك ترميز الملف وبُحث عنه بمحتواه',
  ),
  'tip.retracted': p(
    'Taken back by the provider before it was finished; deleted',
    'Retiré par le fournisseur avant d’être terminé ; supprimé',
    'Retirado por el proveedor antes de terminarlo; eliminado',
    'سحبه مزود الخدمة قبل اكتماله وحُذف',
  ),
  'tip.expired': p(
    'Not finished in time; deleted',
    'Non terminé à temps ; supprimé',
    'No terminado a tiempo; eliminado',
    'لم يكتمل في وقته وحُذف',
  ),
  'tip.routed': p('Report routed', 'Signalement acheminé', 'Informe encaminado', 'أُحيل البلاغ'),
  'tip.merged': p(
    'Report merged with another',
    'Signalement fusionné',
    'Informe fusionado con otro',
    'دُمج البلاغ بآخر',
  ),
  'tip.refused': p('Report refused', 'Signalement refusé', 'Informe rechazado', 'رُفض البلاغ'),
  'tip.reopened': p('Report opened again', 'Signalement rouvert', 'Informe reabierto', 'أُعيد فتح البلاغ'),
  'tip.read': p('Report read', 'Signalement consulté', 'Informe consultado', 'تم الاطلاع على البلاغ'),
  'tip.timeline-viewed': p('History viewed', 'Historique consulté', 'Historial consultado', 'تم الاطلاع على السجل'),
  'tip.raw-exported': p(
    'The report as it came was taken out',
    'Signalement d’origine exporté',
    'Informe original exportado',
    'صُدّر البلاغ كما ورد',
  ),
  'tip.document-exported': p(
    'A document of the report was taken out',
    'Document du signalement exporté',
    'Documento del informe exportado',
    'صُدّرت وثيقة من البلاغ',
  ),
  'tip.file-opened': p('File opened', 'Fichier ouvert', 'Archivo abierto', 'فُتح ملف'),
  'tip.authority-recorded': p(
    'Legal authority recorded: {reference}',
    'Base légale enregistrée : {reference}',
    'Autoridad legal registrada: {reference}',
    'سُجل السند القانوني: {reference}',
  ),
  'tip.authority-withdrawn': p(
    'Legal authority withdrawn',
    'Base légale retirée',
    'Autoridad legal retirada',
    'سُحب السند القانوني',
  ),
  'tip-import.opened': p(
    'Reports are being brought in',
    'Import de signalements commencé',
    'Importación de informes iniciada',
    'بدأ إدخال بلاغات',
  ),
  'tip-import.finished': p(
    'Reports brought in: {taken} new, {versions} versions, {same} here before, {refused} refused',
    'Signalements importés : {taken} nouveaux, {versions} versions, {same} déjà présents, {refused} refusés',
    'Informes importados: {taken} nuevos, {versions} versiones, {same} ya presentes, {refused} rechazados',
    'أُدخلت البلاغات: {taken} جديدة و{versions} نسخ و{same} موجودة مسبقًا و{refused} مرفوضة',
  ),
  'tip-provider.created': p(
    'Provider’s account made',
    'Compte de fournisseur créé',
    'Cuenta de proveedor creada',
    'أُنشئ حساب مزود خدمة',
  ),
  'tip-provider.changed': p(
    'Provider’s account changed',
    'Compte de fournisseur modifié',
    'Cuenta de proveedor modificada',
    'عُدّل حساب مزود خدمة',
  ),
  'tip-provider.password-renewed': p(
    'Provider’s password renewed',
    'Mot de passe du fournisseur renouvelé',
    'Contraseña del proveedor renovada',
    'جُددت كلمة مرور مزود الخدمة',
  ),
  'tip-provider.refused': p(
    'A sign-in to the reporting interface was refused',
    'Connexion à l’interface de signalement refusée',
    'Se rechazó un acceso a la interfaz de informes',
    'رُفض دخول إلى واجهة البلاغات',
  ),
};

const refusals: Record<string, Phrase> = {
  'tip.not-open': p(
    'This report is not waiting for a decision',
    'Ce signalement n’attend pas de décision',
    'Este informe no espera una decisión',
    'هذا البلاغ لا ينتظر قرارًا',
  ),
  'tip.not-settled': p(
    'There is no decision to take back',
    'Aucune décision à annuler',
    'No hay decisión que deshacer',
    'لا قرار يمكن التراجع عنه',
  ),
  'tip.refused-by-person': p(
    'Refused with a reason by a person',
    'Refusé avec motif par une personne',
    'Rechazado con motivo por una persona',
    'رفضه شخص مع بيان السبب',
  ),
};

export const tipPhrases: Record<string, Phrase> = { ...states, ...tasks, ...acts, ...refusals };
