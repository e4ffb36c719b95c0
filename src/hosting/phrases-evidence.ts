import { type Phrase, p } from '../protocol/schema/phrase.ts';

/** What the printed evidence says around its findings. */
export const evidencePhrases: Record<string, Phrase> = {
  'hosting.paper.title': p(
    'Evidence of where an address is hosted',
    'Preuve du lieu d’hébergement d’une adresse',
    'Prueba de dónde está alojada una dirección',
    'دليل على مكان استضافة عنوان',
  ),
  'hosting.paper.finding': p('Finding', 'Constat', 'Constatación', 'النتيجة'),
  'hosting.paper.address': p('Address', 'Adresse', 'Dirección', 'العنوان'),
  'hosting.paper.verdict': p('Verdict', 'Verdict', 'Veredicto', 'الحكم'),
  'hosting.paper.confidence': p('Confidence', 'Confiance', 'Confianza', 'الثقة'),
  'hosting.paper.reasons': p('Reasons', 'Raisons', 'Razones', 'الأسباب'),
  'hosting.paper.asked': p('How it was found', 'Comment cela a été établi', 'Cómo se averiguó', 'كيف عُرف ذلك'),
  'hosting.paper.at': p('Looked up', 'Recherché le', 'Consultado', 'تاريخ البحث'),
  'hosting.paper.resolver': p('Resolver asked', 'Résolveur interrogé', 'Resolutor consultado', 'المحلل المسؤول'),
  'hosting.paper.chain': p('Aliases followed', 'Alias suivis', 'Alias seguidos', 'الأسماء البديلة المتبعة'),
  'hosting.paper.problem': p('Problem', 'Problème', 'Problema', 'المشكلة'),
  'hosting.paper.until': p('Taken as current until', 'Valable jusqu’au', 'Vigente hasta', 'يُعد ساريًا حتى'),
  'hosting.paper.left-out': p(
    'Further addresses, not listed',
    'Autres adresses, non listées',
    'Otras direcciones, no listadas',
    'عناوين أخرى غير مدرجة',
  ),
  'hosting.paper.found': p('Addresses found', 'Adresses trouvées', 'Direcciones encontradas', 'العناوين الموجودة'),
  'hosting.paper.registry': p('Registry', 'Registre', 'Registro', 'السجل'),
  'hosting.paper.legacy': p(
    'parts of this block are kept by others',
    'des parties de ce bloc sont tenues par d’autres',
    'partes de este bloque las llevan otros',
    'تُدار أجزاء من هذه الكتلة من جهات أخرى',
  ),
  'hosting.paper.signature': p('Signature', 'Signature', 'Firma', 'التوقيع'),
  'hosting.paper.signer': p('Signed by', 'Signé par', 'Firmado por', 'الموقّع'),
  'hosting.paper.key': p('Key', 'Clé', 'Clave', 'المفتاح'),
  'hosting.paper.fingerprint': p(
    'Fingerprint (SHA-256)',
    'Empreinte (SHA-256)',
    'Huella (SHA-256)',
    'البصمة (SHA-256)',
  ),
  'hosting.paper.attached': p(
    'The signed evidence, whose fingerprint this is, is attached to this PDF as {name}. The paper is a copy of it for reading; the signature counts.',
    'La preuve signée, dont voici l’empreinte, est jointe à ce PDF sous {name}. Le papier en est une copie de lecture ; la signature fait foi.',
    'La prueba firmada, de la que esta es la huella, va adjunta a este PDF como {name}. El papel es una copia para leer; cuenta la firma.',
    'الدليل الموقع صاحب هذه البصمة مرفق بهذا الملف باسم {name}. الورقة نسخة للقراءة، والعبرة بالتوقيع.',
  ),
  'hosting.paper.untouched': p(
    'Nothing was fetched from the address, and nothing was sent to it or to any address found.',
    'Rien n’a été récupéré à l’adresse, et rien ne lui a été envoyé ni à aucune adresse trouvée.',
    'No se obtuvo nada de la dirección ni se envió nada a ella ni a ninguna dirección encontrada.',
    'لم يُجلب شيء من العنوان ولم يُرسل إليه ولا إلى أي عنوان موجود أي شيء.',
  ),
  'hosting.paper.missing': p(
    'A � stands for a character that this document’s fonts lack; the attached evidence has it.',
    'Un � remplace un caractère absent des polices ; la preuve jointe le contient.',
    'Un � sustituye un carácter que falta en las fuentes; la prueba adjunta lo tiene.',
    'العلامة � تقوم مقام حرف لا تتضمنه الخطوط؛ وهو موجود في الدليل المرفق.',
  ),
};
