import { type Phrase, p } from './phrase.ts';

/** Files of removals: their states, tasks, rows, and what is refused. */
export const removalPhrases: Record<string, Phrase> = {
  'removal.batch': p('Removals', 'Éloignements', 'Expulsiones', 'إبعادات'),
  'removal-batch.state.ready': p('To be confirmed', 'À confirmer', 'Por confirmar', 'بانتظار التأكيد'),
  'removal-batch.state.running': p('Under way', 'En cours', 'En curso', 'جارٍ'),
  'removal-batch.state.done': p('Done', 'Terminé', 'Terminado', 'تم'),
  'removal-batch.state.undone': p('Taken back', 'Annulé', 'Deshecho', 'تم التراجع'),
  'removal-batch.state.discarded': p('Discarded', 'Abandonné', 'Descartado', 'أُهمل'),
  'removal.task.draft': p('Drafting notices', 'Rédaction des notices', 'Redacción de notificaciones', 'صياغة النشرات'),
  'removal.task.mend': p(
    'Drafting mended rows',
    'Rédaction des lignes corrigées',
    'Redacción de filas corregidas',
    'صياغة الصفوف المصححة',
  ),
  'removal.task.assess': p(
    'Recording assessments',
    'Enregistrement des évaluations',
    'Registro de evaluaciones',
    'تسجيل التقييمات',
  ),
  'removal.task.submit': p('Submitting', 'Soumission', 'Presentación', 'التقديم'),
  'removal.task.undo': p('Taking back', 'Annulation', 'Deshaciendo', 'التراجع'),
  'removal-row.state.drafted': p(
    'Drafted, may be submitted',
    'Rédigée, peut être soumise',
    'Redactada, se puede presentar',
    'صيغت ويمكن تقديمها',
  ),
  'removal-row.state.held': p('Drafted, held back', 'Rédigée, retenue', 'Redactada, retenida', 'صيغت وهي محتجزة'),
  'removal-row.state.refused': p('Refused', 'Refusée', 'Rechazada', 'رُفض'),
  'removal-row.state.merged': p('Drafted already', 'Déjà rédigée', 'Ya redactada', 'صيغت سابقًا'),
  'removal-row.state.submitted': p('Submitted', 'Soumise', 'Presentada', 'قُدِّمت'),
  'removal-row.state.undone': p('Taken back', 'Annulée', 'Deshecha', 'تم التراجع عنها'),
  'removal-row.state.kept': p('Kept', 'Conservée', 'Conservada', 'أُبقيت'),

  'removal.to-confirm': p(
    'Removals {number}: look at the preview, confirm or discard',
    'Éloignements {number} : vérifier l’aperçu, confirmer ou abandonner',
    'Expulsiones {number}: revisar la vista previa, confirmar o descartar',
    'الإبعادات {number}: راجع المعاينة ثم أكِّد أو أهمل',
  ),
  'removal.to-finish': p(
    'Removals {number}: {task}',
    'Éloignements {number} : {task}',
    'Expulsiones {number}: {task}',
    'الإبعادات {number}: {task}',
  ),

  'removal.opened': p(
    'File of removals brought in',
    'Fichier d’éloignements importé',
    'Archivo de expulsiones importado',
    'استُورد ملف إبعادات',
  ),
  'removal.task-asked': p(
    'Task on removals begun',
    'Tâche sur les éloignements lancée',
    'Tarea sobre expulsiones iniciada',
    'بدأت مهمة على الإبعادات',
  ),
  'removal.task-done': p(
    'Task on removals done',
    'Tâche sur les éloignements terminée',
    'Tarea sobre expulsiones terminada',
    'انتهت مهمة على الإبعادات',
  ),
  'removal.undone': p(
    'File of removals taken back',
    'Fichier d’éloignements annulé',
    'Archivo de expulsiones deshecho',
    'تم التراجع عن ملف الإبعادات',
  ),
  'removal.discarded': p(
    'File of removals discarded',
    'Fichier d’éloignements abandonné',
    'Archivo de expulsiones descartado',
    'أُهمل ملف الإبعادات',
  ),
  'removal.undo-time-set': p(
    'Time for taking back set',
    'Délai d’annulation fixé',
    'Plazo para deshacer fijado',
    'ضُبطت مهلة التراجع',
  ),
  'removal.viewed': p('Removals viewed', 'Éloignements consultés', 'Expulsiones consultadas', 'عُرضت الإبعادات'),
  'removal.exported': p(
    'Refused rows downloaded',
    'Lignes refusées téléchargées',
    'Filas rechazadas descargadas',
    'نُزِّلت الصفوف المرفوضة',
  ),

  'removal.wrong-state': p(
    'Not possible while it is: {state}',
    'Impossible dans l’état : {state}',
    'No es posible en el estado: {state}',
    'غير ممكن في الحالة: {state}',
  ),
  'removal.too-late': p('The time for it is over', 'Le délai est passé', 'El plazo ha pasado', 'انقضت المهلة'),
  'removal.own-work': p(
    'Whoever brought the file does not submit it: another supervisor does',
    'Qui a importé le fichier ne le soumet pas : un autre superviseur le fait',
    'Quien trajo el archivo no lo presenta: lo hace otro supervisor',
    'من أحضر الملف لا يقدّمه، بل مشرف آخر',
  ),
  'removal.nothing-to-do': p(
    'There is no row to do it with',
    'Aucune ligne à traiter',
    'No hay filas para ello',
    'لا صف لتنفيذ ذلك عليه',
  ),
  'removal.assessed-later': p(
    'The assessment is dated in the future',
    'L’évaluation est datée du futur',
    'La evaluación tiene fecha futura',
    'تاريخ التقييم في المستقبل',
  ),
  'removal.no-name': p(
    'The record has no name',
    'L’enregistrement n’a pas de nom',
    'El registro no tiene nombre',
    'لا اسم في السجل',
  ),
  'removal.drafted-already': p(
    'A notice about this person is drafted already',
    'Une notice sur cette personne est déjà rédigée',
    'Ya hay una notificación redactada sobre esta persona',
    'صيغت نشرة عن هذا الشخص سابقًا',
  ),
  'removal.kept': p(
    'Changed or submitted since: it stays',
    'Modifiée ou soumise depuis : conservée',
    'Cambiada o presentada desde entonces: se conserva',
    'عُدِّلت أو قُدِّمت منذ ذلك الحين فبقيت',
  ),
};
