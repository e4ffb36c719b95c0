import { type Phrase, p } from '../protocol/schema/phrase.ts';

/** What is owed, in the words of the queue. */
export const taskPhrases: Record<string, Phrase> = {
  'task.identification.answer-awaited': p(
    'Waiting for Lyon’s answer',
    'Réponse de Lyon attendue',
    'En espera de respuesta de Lyon',
    'بانتظار رد ليون',
  ),
  'task.identification.lookup-awaited': p(
    'Look-up at Lyon: answer awaited',
    'Recherche à Lyon : réponse attendue',
    'Consulta en Lyon: respuesta pendiente',
    'بحث في ليون: بانتظار الرد',
  ),
  'task.identification.contact': p(
    'Pictures match: get in touch with {bureaus}',
    'Images concordantes : contacter {bureaus}',
    'Imágenes coincidentes: contactar con {bureaus}',
    'صور متطابقة: تواصلوا مع {bureaus}',
  ),
  'task.identification.reading': p(
    'A specialist read a clue: follow it',
    'Un indice a été lu : y donner suite',
    'Se leyó un indicio: seguirlo',
    'قُرئ أحد الأدلة: تابعوه',
  ),
  'task.identification.lead': p(
    'We lead on this series: identify the child',
    'Nous menons la piste : identifier l’enfant',
    'Llevamos la pista: identificar al menor',
    'نحن نقود هذا الخيط: حددوا هوية الطفل',
  ),
  'task.identification.protect': p(
    'The child is identified: report that it is protected',
    'Enfant identifié : confirmer sa protection',
    'Menor identificado: confirmar su protección',
    'حُددت هوية الطفل: أكدوا حمايته',
  ),
  'task.identification.appeal-consent': p(
    '{requester} asks to publish a crop: answer',
    '{requester} demande à publier un détail : répondre',
    '{requester} pide publicar un recorte: responder',
    'يطلب {requester} نشر جزء من صورة: أجيبوا',
  ),
  'task.identification.appeal-await': p(
    'Public appeal: other owners have yet to answer',
    'Appel public : d’autres propriétaires doivent répondre',
    'Llamamiento público: faltan respuestas',
    'نداء عام: ردود أخرى منتظرة',
  ),
  'task.identification.appeal-publish': p(
    'Public appeal cleared: publish it',
    'Appel public autorisé : le publier',
    'Llamamiento autorizado: publicarlo',
    'تمت الموافقة على النداء: انشروه',
  ),
  'task.icse.unidentified': p(
    'Unidentified series',
    'Série non identifiée',
    'Serie sin identificar',
    'سلسلة غير محددة الهوية',
  ),
  'task.icse.lead': p(
    'A bureau leads: follow up',
    'Un bureau mène la piste : suivre',
    'Una oficina lleva la pista: seguir',
    'مكتب يقود الخيط: تابعوا',
  ),
  'task.icse.protect': p(
    'Identified: protection not yet confirmed',
    'Identifiée : protection à confirmer',
    'Identificada: falta confirmar la protección',
    'محدد الهوية: لم تتأكد الحماية بعد',
  ),
  'task.icse.clue-unread': p(
    'Clue not yet read by a specialist',
    'Indice non lu par un spécialiste',
    'Indicio sin leer por un especialista',
    'دليل لم يقرأه أخصائي بعد',
  ),
  'task.icse.appeal-await': p(
    'Public appeal: owners have yet to answer',
    'Appel public : réponses attendues',
    'Llamamiento: respuestas pendientes',
    'نداء عام: ردود أصحاب الصور منتظرة',
  ),
};
