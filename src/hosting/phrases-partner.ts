import { type Phrase, p } from '../protocol/schema/phrase.ts';

/** The authority's own software: its key, and what it may not do. */
export const partnerPhrases: Record<string, Phrase> = {
  'hosting.partner-bound': p(
    'An access key now speaks for the authority',
    'Une clé d’accès parle désormais pour l’autorité',
    'Una clave de acceso habla ahora por la autoridad',
    'مفتاح وصول يمثل السلطة الآن',
  ),
  'hosting.partner-viewed': p(
    'The authority’s software read a referral',
    'Le logiciel de l’autorité a lu un renvoi',
    'El software de la autoridad leyó una remisión',
    'قرأ برنامج السلطة إحالة',
  ),
  'hosting.partners-listed': p(
    'Access keys of the authority looked at',
    'Clés d’accès de l’autorité consultées',
    'Claves de acceso de la autoridad consultadas',
    'عُرضت مفاتيح وصول السلطة',
  ),
  'hosting.partner-unbound': p(
    'This access key speaks for no authority',
    'Cette clé d’accès ne parle pour aucune autorité',
    'Esta clave de acceso no habla por ninguna autoridad',
    'لا يمثل مفتاح الوصول هذا أي سلطة',
  ),
};
