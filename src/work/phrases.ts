import type { Phrase } from '../protocol/schema/phrase.ts';
import { queuePhrases } from './phrases-queue.ts';

/** The room's codes in the four languages; `{name}` stands for a parameter. */
export const phrases: Record<string, Phrase> = {
  ...queuePhrases,
  'work.opened': {
    en: 'Work opened: {task}',
    fr: 'Tâche ouverte : {task}',
    es: 'Tarea abierta: {task}',
    ar: 'فُتحت مهمة: {task}',
  },
  'work.closed': {
    en: 'Work closed: {task}',
    fr: 'Tâche close : {task}',
    es: 'Tarea cerrada: {task}',
    ar: 'أُغلقت المهمة: {task}',
  },
  'work.claimed': { en: 'Work claimed', fr: 'Tâche prise en charge', es: 'Tarea asumida', ar: 'تم تولي المهمة' },
  'work.released': {
    en: 'Work given back',
    fr: 'Tâche rendue',
    es: 'Tarea devuelta',
    ar: 'أُعيدت المهمة',
  },
  'work.viewed': { en: 'Queue viewed', fr: 'File consultée', es: 'Cola consultada', ar: 'تم الاطلاع على قائمة المهام' },
  routine: { en: 'Routine', fr: 'Ordinaire', es: 'Ordinaria', ar: 'عادي' },
  urgent: { en: 'Urgent', fr: 'Urgent', es: 'Urgente', ar: 'عاجل' },
  'life-at-risk': { en: 'Life at risk', fr: 'Vie en danger', es: 'Vida en peligro', ar: 'حياة في خطر' },
  'work.claimed-by-other': {
    en: 'Someone else is working on this',
    fr: 'Quelqu’un d’autre s’en occupe',
    es: 'Otra persona se ocupa de esto',
    ar: 'شخص آخر يعمل على هذا',
  },
  'input.cursor': {
    en: 'This page of the list is not there; start again from its beginning',
    fr: 'Cette page de la liste n’existe pas ; reprenez du début',
    es: 'Esta página de la lista no existe; empiece desde el principio',
    ar: 'هذه الصفحة من القائمة غير موجودة؛ ابدأ من أولها',
  },
  'bureau.restoring': {
    en: 'This bureau was restored from a backup and is carrying out the purges since; please try again in a moment',
    fr: 'Ce bureau a été restauré depuis une sauvegarde et exécute les purges ordonnées depuis ; veuillez réessayer dans un instant',
    es: 'Esta oficina se restauró desde una copia y está ejecutando las eliminaciones ordenadas desde entonces; vuelva a intentarlo en un momento',
    ar: 'استُعيد هذا المكتب من نسخة احتياطية ويجري تنفيذ عمليات الحذف التي أُمر بها منذ ذلك الحين؛ يرجى المحاولة بعد لحظة',
  },
  'version.stale': {
    en: 'Someone changed this meanwhile; look at the current version',
    fr: 'Modifié entre-temps par quelqu’un d’autre ; voyez la version actuelle',
    es: 'Otra persona lo cambió entretanto; vea la versión actual',
    ar: 'غيّره شخص آخر في هذه الأثناء؛ راجع النسخة الحالية',
  },
};
