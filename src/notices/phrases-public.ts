import { type Phrase, p } from '../protocol/schema/phrase.ts';

/** The public extract. */
export const publicPhrases: Record<string, Phrase> = {
  'notice.consent-recorded': p(
    'Wrote a consent down',
    'A consigné un consentement',
    'Anotó un consentimiento',
    'دوّن موافقة',
  ),
  'notice.consent-withdrawn': p('Consent taken back', 'Consentement retiré', 'Consentimiento retirado', 'سُحبت موافقة'),
  'notice.made-public': p(
    'Put into the public extract',
    'Versée à l’extrait public',
    'Incluida en el extracto público',
    'أُدرجت في المستخرج العام',
  ),
  'notice.made-private': p(
    'Taken out of the public extract',
    'Retirée de l’extrait public',
    'Retirada del extracto público',
    'أُزيلت من المستخرج العام',
  ),
  'public-extract.changed': p(
    'Changed the public extract’s settings',
    'A modifié les réglages de l’extrait public',
    'Cambió los ajustes del extracto público',
    'غيّر إعدادات المستخرج العام',
  ),

  'notice.consent.guardian': p('Guardian', 'Tuteur', 'Tutor', 'ولي الأمر'),
  'notice.consent.prosecutor': p('Prosecutor', 'Procureur', 'Fiscal', 'المدعي العام'),
  'notice.consent.bureau': p('This bureau', 'Ce bureau', 'Esta oficina', 'هذا المكتب'),

  'notice.public.colour': p(
    'Only a Red or a Yellow Notice can be public.',
    'Seule une notice rouge ou jaune peut être publique.',
    'Solo una notificación roja o amarilla puede ser pública.',
    'لا تكون علنية إلا النشرة الحمراء أو الصفراء.',
  ),
  'notice.public.abuse-victim': p(
    'A notice about somebody who was abused is never public.',
    'Une notice concernant une victime d’abus n’est jamais publique.',
    'Una notificación sobre una víctima de abusos nunca es pública.',
    'لا تُنشر أبدًا نشرة عن ضحية اعتداء.',
  ),
  'notice.public.not-in-force': p(
    'Only a notice in force can be public.',
    'Seule une notice en vigueur peut être publique.',
    'Solo una notificación vigente puede ser pública.',
    'لا تُنشر إلا نشرة سارية.',
  ),
  'notice.public.no-consent': p(
    'No guardian or prosecutor has agreed.',
    'Ni tuteur ni procureur n’a consenti.',
    'Ni tutor ni fiscal ha consentido.',
    'لم يوافق ولي أمر ولا مدعٍ عام.',
  ),
  'public.pattern': p(
    'This is no pattern that can be looked for (at most {most} characters).',
    'Ce motif ne peut être recherché ({most} caractères au plus).',
    'Este patrón no se puede buscar ({most} caracteres como máximo).',
    'لا يمكن البحث بهذا النمط ({most} حرف على الأكثر).',
  ),
  'public.host': p(
    'The host is not a host name.',
    'L’hôte n’est pas un nom d’hôte.',
    'El host no es un nombre de host.',
    'اسم المضيف غير صالح.',
  ),
  'public.rate': p(
    'Too many requests: {perMinute} a minute.',
    'Trop de requêtes : {perMinute} par minute.',
    'Demasiadas solicitudes: {perMinute} por minuto.',
    'طلبات كثيرة جدًا: {perMinute} في الدقيقة.',
  ),
};
