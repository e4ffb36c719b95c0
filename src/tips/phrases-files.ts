import { type Phrase, p } from '../protocol/schema/phrase.ts';

export const filePhrases: Record<string, Phrase> = {
  'tip.file-needs-authority': p(
    'Nobody at the provider is known to have looked at this file. Record the legal authority to open it first.',
    'Personne chez le fournisseur n’est connu pour avoir vu ce fichier. Enregistrez d’abord la base légale pour l’ouvrir.',
    'No consta que nadie en el proveedor haya visto este archivo. Registre antes la autoridad legal para abrirlo.',
    'لا يُعلم أن أحدًا لدى مزود الخدمة اطلع على هذا الملف. سجّل أولًا السند القانوني لفتحه.',
  ),
  'tip.file-not-here': p(
    'The file itself did not come with the report',
    'Le fichier n’est pas joint au signalement',
    'El archivo no llegó con el informe',
    'لم يرد الملف نفسه مع البلاغ',
  ),
  'tip.authority-over': p(
    'This authority does not stand any more',
    'Cette base légale n’est plus en vigueur',
    'Esta autoridad ya no está vigente',
    'لم يعد هذا السند ساريًا',
  ),
  'tip.authority.search-warrant': p('Search warrant', 'Mandat de perquisition', 'Orden de registro', 'أمر تفتيش'),
  'tip.authority.court-order': p('Court order', 'Ordonnance judiciaire', 'Orden judicial', 'أمر محكمة'),
  'tip.authority.consent': p('Consent', 'Consentement', 'Consentimiento', 'موافقة'),
  'tip.authority.exigent': p('A life in danger', 'Vie en danger', 'Vida en peligro', 'حياة في خطر'),
  'tip.authority.private-search': p(
    'A person at the provider saw it',
    'Vu par une personne chez le fournisseur',
    'Lo vio una persona del proveedor',
    'اطلع عليه شخص لدى المزود',
  ),
  'tip.authority.foreign-law': p(
    'Law of another country',
    'Droit d’un autre pays',
    'Ley de otro país',
    'قانون بلد آخر',
  ),
  'tip.viewed.yes': p(
    'Looked at by the provider',
    'Vu par le fournisseur',
    'Visto por el proveedor',
    'اطلع عليه المزود',
  ),
  'tip.viewed.no': p(
    'Not looked at by the provider',
    'Non vu par le fournisseur',
    'No visto por el proveedor',
    'لم يطلع عليه المزود',
  ),
  'tip.viewed.unknown': p(
    'Not said whether the provider looked at it',
    'Non précisé si le fournisseur l’a vu',
    'No consta si el proveedor lo vio',
    'لم يُذكر هل اطلع عليه المزود',
  ),
  'tip.looked-up.waiting': p('Look-up waiting', 'Recherche en attente', 'Búsqueda pendiente', 'البحث بالانتظار'),
  'tip.looked-up.by-hash': p(
    'Looked up by hashes alone',
    'Recherché par empreintes seules',
    'Buscado solo por huellas',
    'بُحث بالبصمات وحدها',
  ),
  'tip.looked-up.whole': p(
    'Looked up by what it shows too',
    'Recherché aussi par son contenu',
    'Buscado también por su contenido',
    'بُحث بمحتواه أيضًا',
  ),
};
