import { type Phrase, p } from '../protocol/schema/phrase.ts';

const tasks: Record<string, Phrase> = {
  'task.identification.hash-source-stopped': p(
    'The hash source brings nothing: {name}',
    'La source d’empreintes n’apporte rien : {name}',
    'La fuente de huellas no trae nada: {name}',
    'مصدر البصمات لا يجلب شيئًا: {name}',
  ),
  'task.identification.hash-feedback-awaited': p(
    'Answer of the hash source awaited: {name}',
    'Réponse de la source d’empreintes attendue : {name}',
    'Se espera respuesta de la fuente de huellas: {name}',
    'بانتظار رد مصدر البصمات: {name}',
  ),
};

const acts: Record<string, Phrase> = {
  'hash-source.addresses-allowed': p(
    'Set which addresses hash sources may have',
    'A fixé les adresses permises des sources d’empreintes',
    'Fijó las direcciones permitidas de las fuentes de huellas',
    'حدد العناوين المسموح بها لمصادر البصمات',
  ),
  'hash-source.created': p(
    'Hash source added: {name}',
    'Source d’empreintes ajoutée : {name}',
    'Fuente de huellas añadida: {name}',
    'أُضيف مصدر بصمات: {name}',
  ),
  'hash-source.changed': p(
    'Hash source changed: {state}',
    'Source d’empreintes modifiée : {state}',
    'Fuente de huellas modificada: {state}',
    'عُدل مصدر البصمات: {state}',
  ),
  'hash-source.pull-asked': p(
    'Asked the hash source now',
    'A interrogé la source d’empreintes maintenant',
    'Consultó ahora la fuente de huellas',
    'طلب السحب من مصدر البصمات الآن',
  ),
  'hash-source.pulled': p(
    'Read the hash source up to the present: {entries} entries',
    'Source d’empreintes lue jusqu’à présent : {entries} entrées',
    'Fuente de huellas leída hasta ahora: {entries} entradas',
    'قُرئ مصدر البصمات حتى الآن: {entries} مدخلًا',
  ),
  'hash-source.stopped': p(
    'The hash source stopped: {code}',
    'La source d’empreintes s’est arrêtée : {code}',
    'La fuente de huellas se detuvo: {code}',
    'توقف مصدر البصمات: {code}',
  ),
  'hash-source.entries-listed': p(
    'Looked at {count} entries of the hash source',
    'A consulté {count} entrées de la source d’empreintes',
    'Consultó {count} entradas de la fuente de huellas',
    'اطلع على {count} مدخلًا من مصدر البصمات',
  ),
  'hash-feedback.given': p(
    'Feedback on {key}, {type}: {sentiment}',
    'Retour sur {key}, {type} : {sentiment}',
    'Opinión sobre {key}, {type}: {sentiment}',
    'ملاحظة على {key}، {type}: {sentiment}',
  ),
  'hash-feedback.answered': p('The source took it', 'La source l’a reçu', 'La fuente la recibió', 'تسلمها المصدر'),
  'hash-feedback.refused': p(
    'The source refused it: {code}',
    'La source l’a refusé : {code}',
    'La fuente la rechazó: {code}',
    'رفضها المصدر: {code}',
  ),
  'hash-share.opened': p(
    'List opened to partners: {terms}',
    'Liste ouverte aux partenaires : {terms}',
    'Lista abierta a los socios: {terms}',
    'فُتحت القائمة للشركاء: {terms}',
  ),
  'hash-share.closed': p(
    'List closed to partners: {terms}',
    'Liste fermée aux partenaires : {terms}',
    'Lista cerrada a los socios: {terms}',
    'أُغلقت القائمة أمام الشركاء: {terms}',
  ),
  'hash-share.entries-listed': p(
    'The partner read {entries} entries',
    'Le partenaire a lu {entries} entrées',
    'El socio leyó {entries} entradas',
    'قرأ الشريك {entries} مدخلًا',
  ),
  'hash-share.feedback-taken': p(
    'A partner’s feedback, {type}: {sentiment}',
    'Retour d’un partenaire, {type} : {sentiment}',
    'Opinión de un socio, {type}: {sentiment}',
    'ملاحظة شريك، {type}: {sentiment}',
  ),
  'hash-partner.created': p(
    'Partner’s account made: {name}',
    'Compte de partenaire créé : {name}',
    'Cuenta de socio creada: {name}',
    'أُنشئ حساب شريك: {name}',
  ),
  'hash-partner.lists-set': p(
    'The partner may read {lists} list(s)',
    'Le partenaire peut lire {lists} liste(s)',
    'El socio puede leer {lists} lista(s)',
    'يجوز للشريك قراءة {lists} قائمة',
  ),
  'hash-partner.password-renewed': p(
    'Partner’s password renewed',
    'Mot de passe du partenaire renouvelé',
    'Contraseña del socio renovada',
    'جُددت كلمة مرور الشريك',
  ),
  'hash-partner.revoked': p(
    'Partner’s account ended',
    'Compte de partenaire clos',
    'Cuenta de socio cerrada',
    'أُنهي حساب الشريك',
  ),
  'hash-partner.refused': p(
    'Sign-in of a partner’s software refused',
    'Connexion du logiciel d’un partenaire refusée',
    'Acceso del programa de un socio rechazado',
    'رُفض دخول برنامج شريك',
  ),
};

const sourceCodes: Record<string, Phrase> = {
  'hash-source.address': p(
    'Not an address of the form https://host/path.',
    'Ce n’est pas une adresse de la forme https://hôte/chemin.',
    'No es una dirección de la forma https://host/ruta.',
    'ليس عنوانًا بصيغة https://host/path.',
  ),
  'hash-source.not-https': p(
    'Only HTTPS; HTTP on this machine alone.',
    'HTTPS seulement ; HTTP sur cette machine uniquement.',
    'Solo HTTPS; HTTP únicamente en esta máquina.',
    'عبر HTTPS فقط، وHTTP على هذا الجهاز وحده.',
  ),
  'hash-source.address-not-allowed': p(
    'The address is not among those an administrator allowed.',
    'L’adresse n’est pas de celles qu’un administrateur a permises.',
    'La dirección no está entre las permitidas por un administrador.',
    'العنوان ليس ضمن ما سمح به المسؤول.',
  ),
  'hash-source.paused': p(
    'The source is paused: resume it first.',
    'La source est en pause : la reprendre d’abord.',
    'La fuente está en pausa: reanúdela primero.',
    'المصدر متوقف مؤقتًا: استأنفه أولًا.',
  ),
  'hash-source.path-elsewhere': p(
    'The source pointed to an address that is not its own.',
    'La source a renvoyé vers une adresse qui n’est pas la sienne.',
    'La fuente remitió a una dirección que no es suya.',
    'أشار المصدر إلى عنوان ليس له.',
  ),
  'hash-source.redirects': p(
    'The source sends elsewhere; credentials are not sent there.',
    'La source renvoie ailleurs ; les identifiants n’y sont pas envoyés.',
    'La fuente remite a otro sitio; allí no se envían credenciales.',
    'المصدر يحيل إلى مكان آخر ولا تُرسل بيانات الدخول إليه.',
  ),
  'hash-source.credentials-refused': p(
    'The source refuses the user name or password.',
    'La source refuse le nom ou le mot de passe.',
    'La fuente rechaza el usuario o la contraseña.',
    'يرفض المصدر اسم المستخدم أو كلمة المرور.',
  ),
  'hash-source.asks-to-wait': p(
    'The source asks to wait.',
    'La source demande d’attendre.',
    'La fuente pide esperar.',
    'يطلب المصدر الانتظار.',
  ),
  'hash-source.failing': p('The source has failed.', 'La source a échoué.', 'La fuente ha fallado.', 'تعطل المصدر.'),
  'hash-source.unreachable': p(
    'The source could not be reached.',
    'La source est injoignable.',
    'No se pudo contactar con la fuente.',
    'تعذر الوصول إلى المصدر.',
  ),
  'hash-source.refuses': p(
    'The source does not serve what was asked.',
    'La source ne fournit pas ce qui est demandé.',
    'La fuente no sirve lo que se pide.',
    'لا يقدم المصدر ما طُلب.',
  ),
  'hash-source.endless': p(
    'The source’s pages have no end.',
    'Les pages de la source n’ont pas de fin.',
    'Las páginas de la fuente no terminan.',
    'صفحات المصدر لا نهاية لها.',
  ),
  'hash-source.answer-unreadable': p(
    'The source’s answer could not be read.',
    'La réponse de la source est illisible.',
    'No se pudo leer la respuesta de la fuente.',
    'تعذرت قراءة رد المصدر.',
  ),
  'hash-source.entries-unreadable': p(
    'Some entries of the source could not be read.',
    'Certaines entrées de la source sont illisibles.',
    'Algunas entradas de la fuente no se pudieron leer.',
    'تعذرت قراءة بعض مدخلات المصدر.',
  ),
};

const feedbackCodes: Record<string, Phrase> = {
  'hash-feedback.entry-unknown': p(
    'The source has no such entry.',
    'La source n’a pas cette entrée.',
    'La fuente no tiene esa entrada.',
    'لا يوجد هذا المدخل لدى المصدر.',
  ),
  'hash-feedback.no-such-fingerprint': p(
    'The entry has no fingerprint of type {type}.',
    'L’entrée n’a pas d’empreinte de type {type}.',
    'La entrada no tiene huella de tipo {type}.',
    'ليس للمدخل بصمة من نوع {type}.',
  ),
  'hash-feedback.reason-unknown': p(
    'Not a reason that is accepted for this type.',
    'Ce motif n’est pas accepté pour ce type.',
    'Ese motivo no se acepta para este tipo.',
    'سبب غير مقبول لهذا النوع.',
  ),
  'hash-feedback.under-way': p(
    'An earlier word on this fingerprint is still on its way.',
    'Un avis précédent sur cette empreinte est encore en route.',
    'Una opinión anterior sobre esta huella sigue en camino.',
    'ملاحظة سابقة على هذه البصمة ما زالت في الطريق.',
  ),
  'hash-feedback.refused-there': p(
    'The source does not take this feedback.',
    'La source ne prend pas ce retour.',
    'La fuente no acepta esta opinión.',
    'لا يقبل المصدر هذه الملاحظة.',
  ),
  'hash-feedback.unreadable': p(
    'Not a feedback submission.',
    'Ce n’est pas un retour lisible.',
    'No es una opinión legible.',
    'ليست ملاحظة مقروءة.',
  ),
};

const shareCodes: Record<string, Phrase> = {
  'hash-share.not-known-material': p(
    'Only lists of known material are shared; this one is of kind {kind}.',
    'Seules les listes de contenus connus se partagent ; celle-ci est du genre {kind}.',
    'Solo se comparten listas de material conocido; esta es de tipo {kind}.',
    'لا تُشارك إلا قوائم المواد المعروفة، ونوع هذه {kind}.',
  ),
  'hash-share.list-retired': p(
    'The list is retired.',
    'La liste est retirée.',
    'La lista está retirada.',
    'القائمة مسحوبة من الاستعمال.',
  ),
  'hash-share.not-own': p(
    'The list is from {source}: its owner’s consent is needed.',
    'La liste vient de {source} : l’accord de son propriétaire est nécessaire.',
    'La lista procede de {source}: se necesita el acuerdo de su propietario.',
    'القائمة من {source}: تلزم موافقة مالكها.',
  ),
  'hash-share.not-shared': p(
    'The list is not opened to partners.',
    'La liste n’est pas ouverte aux partenaires.',
    'La lista no está abierta a los socios.',
    'القائمة غير مفتوحة للشركاء.',
  ),
  'hash-share.range-ahead': p(
    'The range ends in the future.',
    'La période finit dans l’avenir.',
    'El intervalo termina en el futuro.',
    'تنتهي المدة في المستقبل.',
  ),
  'hash-share.not-a-time': p(
    'Not a time of the form 2026-01-31T12:00:00Z.',
    'Ce n’est pas un moment de la forme 2026-01-31T12:00:00Z.',
    'No es un momento de la forma 2026-01-31T12:00:00Z.',
    'ليس وقتًا بصيغة 2026-01-31T12:00:00Z.',
  ),
  'hash-partner.already-expired': p(
    'The account would be over already.',
    'Le compte serait déjà expiré.',
    'La cuenta ya habría caducado.',
    'سيكون الحساب منتهيًا أصلًا.',
  ),
  'hash-partner.username-taken': p(
    'There is an account {username} already.',
    'Il y a déjà un compte {username}.',
    'Ya hay una cuenta {username}.',
    'يوجد حساب باسم {username}.',
  ),
};

/** Hash lists exchanged with others: sources, feedback, shares, partners. */
export const sharingPhrases: Record<string, Phrase> = {
  ...tasks,
  ...acts,
  ...sourceCodes,
  ...feedbackCodes,
  ...shareCodes,
};
