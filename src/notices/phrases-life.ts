/** Words for the distribution and the life of a notice, for diffusions and for national systems. */

interface Phrase {
  readonly en: string;
  readonly fr: string;
  readonly es: string;
  readonly ar: string;
}
const p = (en: string, fr: string, es: string, ar: string): Phrase => ({ en, fr, es, ar });

export const lifePhrases: Record<string, Phrase> = {
  'notice.channel.notice': p('Notice', 'Notice', 'Notificación', 'نشرة'),
  'notice.channel.diffusion': p('Diffusion', 'Diffusion', 'Difusión', 'تعميم'),

  'notice.holder.read': p('Read', 'Lue', 'Leída', 'قُرئت'),
  'notice.holder.acting': p('Acting on it', 'Suite donnée', 'En curso de acción', 'يجري العمل بها'),
  'notice.holder.hit': p('Hit there', 'Correspondance sur place', 'Coincidencia allí', 'تطابق هناك'),
  'notice.holder.refused': p('Not accepted', 'Non acceptée', 'No aceptada', 'لم تُقبل'),

  'notice.suspension-end.resume': p('Back in force', 'Remise en vigueur', 'Vuelve a estar vigente', 'تعود سارية'),
  'notice.suspension-end.cancel': p('Ends', 'Prend fin', 'Termina', 'تنتهي'),
  'notice.suspension-end.ask': p('A supervisor decides', 'Un superviseur décide', 'Decide un supervisor', 'يقرر مشرف'),

  'notice.difference.addendum': p('Addendum', 'Additif', 'Adición', 'إضافة'),
  'notice.difference.amendment': p('Amendment', 'Modification', 'Modificación', 'تعديل'),
  'notice.change.added': p('Added', 'Ajouté', 'Añadido', 'أُضيف'),
  'notice.change.removed': p('Removed', 'Supprimé', 'Suprimido', 'حُذف'),
  'notice.change.changed': p('Changed', 'Modifié', 'Cambiado', 'عُدِّل'),

  // Acts
  'notice.distribution-asked': p(
    'Wider distribution asked for',
    'Diffusion plus large demandée',
    'Solicitada una distribución más amplia',
    'طُلب توزيع أوسع',
  ),
  'notice.distribution-widened': p(
    'Distribution widened',
    'Distribution élargie',
    'Distribución ampliada',
    'وُسِّع التوزيع',
  ),
  'notice.distributed': p(
    'Sent to more bureaus',
    'Envoyée à d’autres bureaux',
    'Enviada a más oficinas',
    'أُرسلت إلى مكاتب أخرى',
  ),
  'notice.taken-up': p('Taken up here', 'Suite donnée ici', 'Se actúa aquí', 'بوشر العمل بها هنا'),
  'notice.diffused': p('Diffusion sent', 'Diffusion envoyée', 'Difusión enviada', 'أُرسل التعميم'),
  'notice.diffusion-received': p('Diffusion received', 'Diffusion reçue', 'Difusión recibida', 'استُلم التعميم'),
  'notice.diffusion-examined': p(
    'Diffusion checked: {decision}',
    'Diffusion contrôlée : {decision}',
    'Difusión comprobada: {decision}',
    'فُحص التعميم: {decision}',
  ),
  'notice.diffusion-withdrawal-ordered': p(
    'Withdrawal of the diffusion ordered',
    'Retrait de la diffusion ordonné',
    'Ordenada la retirada de la difusión',
    'أُمر بسحب التعميم',
  ),
  'notice.extension-asked': p('Extension asked for', 'Prolongation demandée', 'Prórroga solicitada', 'طُلب التمديد'),
  'notice.extension-issued': p('Extended', 'Prolongée', 'Prorrogada', 'مُدِّدت'),
  'notice.extended': p('Extended', 'Prolongée', 'Prorrogada', 'مُدِّدت'),
  'notice.copy-extended': p('Copy extended', 'Copie prolongée', 'Copia prorrogada', 'مُدِّدت النسخة'),
  'notice.end-warned': p(
    'Warned that its time runs out',
    'Averti de la fin prochaine',
    'Avisado de que termina su plazo',
    'نُبِّه إلى قرب انتهاء المدة',
  ),
  'notice.expired': p('Expired', 'Expirée', 'Expirada', 'انتهت مدتها'),
  'notice.warrant-reconfirmed': p(
    'Warrant confirmed again',
    'Mandat confirmé de nouveau',
    'Orden confirmada de nuevo',
    'أُكِّدت مذكرة التوقيف من جديد',
  ),
  'notice.reconfirm-escalated': p(
    'Warrant not confirmed in time',
    'Mandat non confirmé à temps',
    'Orden no confirmada a tiempo',
    'لم تُؤكَّد المذكرة في موعدها',
  ),
  'notice.suspension-undecided': p(
    'Suspension over, nothing decided',
    'Suspension échue sans décision',
    'Suspensión vencida sin decisión',
    'انتهى التعليق دون قرار',
  ),
  'notice.suspension-over': p(
    'The suspension is over.',
    'La suspension est échue.',
    'La suspensión ha terminado.',
    'انتهى التعليق.',
  ),
  'notice.dismissal-reported': p(
    'Dismissal reported: {ground}',
    'Abandon signalé : {ground}',
    'Sobreseimiento comunicado: {ground}',
    'أُبلغ عن إسقاط: {ground}',
  ),
  'notice.dismissal-taken-back': p(
    'Report of dismissal taken back',
    'Signalement d’abandon retiré',
    'Comunicación de sobreseimiento retirada',
    'سُحب الإبلاغ عن الإسقاط',
  ),
  'notice.purge-reminded': p(
    'Holders reminded to purge',
    'Rappel de purge aux détenteurs',
    'Recordatorio de eliminación a los tenedores',
    'ذُكِّر الحائزون بالحذف',
  ),
  'notice.refused-content-removed': p(
    'Content of the refused notice removed',
    'Contenu de la notice refusée supprimé',
    'Contenido de la notificación denegada eliminado',
    'حُذف مضمون النشرة المرفوضة',
  ),
  'hit.papers-reminded': p(
    'Reminder: extradition papers are due',
    'Rappel : pièces d’extradition attendues',
    'Recordatorio: vencen los documentos de extradición',
    'تذكير: موعد وثائق التسليم قريب',
  ),
  'hit.papers-overdue': p(
    'Extradition papers are late',
    'Pièces d’extradition en retard',
    'Documentos de extradición con retraso',
    'تأخرت وثائق التسليم',
  ),
  'papers-days.listed': p(
    'Days for papers looked at',
    'Délais des pièces consultés',
    'Plazos de documentos consultados',
    'عُرضت مهل الوثائق',
  ),
  'papers-days.set': p(
    'Days for papers set',
    'Délai des pièces fixé',
    'Plazo de documentos fijado',
    'حُددت مهلة الوثائق',
  ),
  // Work
  'notice.five-year-review': p(
    'Review it: its five years end soon',
    'La réexaminer : ses cinq ans s’achèvent',
    'Revisarla: sus cinco años terminan pronto',
    'راجعها: سنواتها الخمس توشك أن تنتهي',
  ),
  'notice.expiry-unanswered': p(
    'Its end is near and its owner has not answered',
    'La fin approche sans réponse du demandeur',
    'Se acerca su fin y el propietario no ha respondido',
    'اقترب انتهاؤها ولم يُجب صاحبها',
  ),
  'notice.reconfirm-overdue': p(
    'See that the warrant is confirmed',
    'Faire confirmer le mandat',
    'Hacer que se confirme la orden',
    'اعمل على تأكيد المذكرة',
  ),
  'notice.dismissal-doubted': p(
    'A reported dismissal was taken back: decide',
    'Abandon signalé puis retiré : décider',
    'Sobreseimiento retirado: decidir',
    'سُحب بلاغ الإسقاط: قرِّر',
  ),
  'notice.end-dismissed': p(
    'End it: the warrant is not live',
    'Y mettre fin : mandat non valable',
    'Terminarla: la orden no está vigente',
    'أنهِها: المذكرة غير سارية',
  ),
  'notice.add-addendum': p(
    'Add an addendum: extradition was refused',
    'Ajouter un additif : extradition refusée',
    'Añadir una adición: extradición denegada',
    'أضف ملحقاً: رُفض التسليم',
  ),
  'notice.purge-escalated': p(
    'Call those who have not confirmed the purge',
    'Appeler ceux qui n’ont pas confirmé la purge',
    'Llamar a quienes no han confirmado la eliminación',
    'اتصل بمن لم يؤكد الحذف',
  ),
  'notice.removal-late': p(
    'Get the removal from the national system',
    'Obtenir le retrait du système national',
    'Obtener la retirada del sistema nacional',
    'اعمل على الحذف من النظام الوطني',
  ),
  'diffusion.check': p('Look at the diffusion', 'Contrôler la diffusion', 'Comprobar la difusión', 'افحص التعميم'),
  'hit.papers-soon': p(
    'Papers are due soon',
    'Pièces attendues bientôt',
    'Los documentos vencen pronto',
    'موعد الوثائق قريب',
  ),
  'hit.papers-late': p(
    'Papers are late: call the prosecutor',
    'Pièces en retard : appeler le procureur',
    'Documentos con retraso: llamar al fiscal',
    'تأخرت الوثائق: اتصل بالمدعي العام',
  ),
  'hit.decide-release': p(
    'No papers in time: can the person still be held?',
    'Pas de pièces à temps : la détention peut-elle durer ?',
    'Sin documentos a tiempo: ¿puede seguir detenido?',
    'لم تصل الوثائق في الموعد: هل يجوز إبقاء الشخص موقوفاً؟',
  ),
  // Refusals
  'notice.cancel.evidence-needed': p(
    'Say who saw it, where and when.',
    'Dites qui l’a constaté, où et quand.',
    'Diga quién lo comprobó, dónde y cuándo.',
    'اذكر من عاين ذلك وأين ومتى.',
  ),
  'notice.cancel.not-at-review': p(
    'It is not at its review: that opens six months before it ends by itself.',
    'Elle n’est pas en réexamen : celui-ci s’ouvre six mois avant l’échéance.',
    'No está en revisión: se abre seis meses antes de su fin.',
    'ليست قيد المراجعة الدورية: تُفتح قبل ستة أشهر من انتهائها.',
  ),
  'notice.wrong-channel': p(
    'A notice and a diffusion go different ways: this is not possible here.',
    'Notice et diffusion suivent des voies différentes : impossible ici.',
    'Notificación y difusión siguen vías distintas: aquí no es posible.',
    'للنشرة والتعميم مساران مختلفان: لا يمكن ذلك هنا.',
  ),
  'notice.distribute-nobody': p(
    'All of these bureaus have it already.',
    'Tous ces bureaux l’ont déjà.',
    'Todas esas oficinas ya la tienen.',
    'جميع هذه المكاتب لديها النشرة.',
  ),
  'notice.diffusion.choose': p(
    'A diffusion goes to chosen bureaus: name at least one that is on the network.',
    'Une diffusion va à des bureaux choisis : nommez-en au moins un relié au réseau.',
    'Una difusión va a oficinas elegidas: nombre al menos una conectada.',
    'يُرسل التعميم إلى مكاتب مختارة: سمِّ مكتباً واحداً متصلاً على الأقل.',
  ),
  'notice.diffusion.refused-before': p(
    'The Secretariat refused a Red Notice for this person. It cannot go out as a diffusion.',
    'Le Secrétariat a refusé une notice rouge pour cette personne. Elle ne peut pas être diffusée.',
    'La Secretaría denegó una notificación roja para esta persona. No puede enviarse como difusión.',
    'رفضت الأمانة العامة نشرة حمراء بحق هذا الشخص. لا يجوز إرسالها كتعميم.',
  ),
  'notice.diffusion.recall': p(
    'A diffusion is recalled, not cancelled.',
    'Une diffusion se rappelle, elle ne s’annule pas.',
    'Una difusión se revoca, no se cancela.',
    'يُسترجع التعميم ولا يُلغى.',
  ),
  'notice.extend.not-later': p(
    'The new end must be later than the one it has.',
    'La nouvelle échéance doit être postérieure à l’actuelle.',
    'El nuevo fin debe ser posterior al actual.',
    'يجب أن تكون النهاية الجديدة بعد الحالية.',
  ),
  'notice.extend.too-far': p(
    'A notice is extended by five years at most.',
    'Une notice est prolongée de cinq ans au plus.',
    'Una notificación se prorroga cinco años como máximo.',
    'تُمدَّد النشرة خمس سنوات على الأكثر.',
  ),
  'notice.reconfirm.red-only': p(
    'Only a Red Notice rests on a warrant.',
    'Seule une notice rouge repose sur un mandat.',
    'Solo una notificación roja se basa en una orden.',
    'النشرة الحمراء وحدها تستند إلى مذكرة توقيف.',
  ),
};
