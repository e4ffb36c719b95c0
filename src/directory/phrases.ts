import { requirementPhrases } from './phrases-requirements.ts';

/** The room's codes in the four languages; `{name}` stands for a parameter. */
export const phrases: Record<string, { en: string; fr: string; es: string; ar: string }> = {
  'directory.keys-changed': {
    en: 'Keys or address of a bureau changed',
    fr: 'Clés ou adresse d’un bureau modifiées',
    es: 'Claves o dirección de una oficina modificadas',
    ar: 'تغيّرت مفاتيح مكتب أو عنوانه',
  },
  'directory.key-revoked': { en: 'Key revoked', fr: 'Clé révoquée', es: 'Clave revocada', ar: 'أُلغي المفتاح' },
  'directory.key-alarm': {
    en: 'A change of keys did not prove itself: the old keys hold',
    fr: 'Un changement de clés n’est pas prouvé : les anciennes clés restent en vigueur',
    es: 'Un cambio de claves no está probado: siguen vigentes las anteriores',
    ar: 'تغيير مفاتيح بلا إثبات: تبقى المفاتيح السابقة سارية',
  },
  'directory.alarm-settled': {
    en: 'Key alarm settled',
    fr: 'Alerte de clé réglée',
    es: 'Alerta de clave resuelta',
    ar: 'سُوّي تنبيه المفتاح',
  },
  'directory.only-secretariat': {
    en: 'Only the General Secretariat publishes this',
    fr: 'Seul le Secrétariat général publie ceci',
    es: 'Solo la Secretaría General publica esto',
    ar: 'لا تنشر هذا إلا الأمانة العامة',
  },
  'key.statement-unfit': {
    en: 'This is no statement of keys ({why})',
    fr: 'Ceci n’est pas une déclaration de clés ({why})',
    es: 'Esto no es una declaración de claves ({why})',
    ar: 'هذا ليس بيان مفاتيح ({why})',
  },
  'key.other-bureau': {
    en: 'The statement is not of this bureau: {bureau}',
    fr: 'La déclaration n’est pas celle de ce bureau : {bureau}',
    es: 'La declaración no es de esta oficina: {bureau}',
    ar: 'البيان ليس لهذا المكتب: {bureau}',
  },
  'key.not-proven': {
    en: 'Signed neither by the key in force nor by the recovery key of {bureau}',
    fr: 'Signé ni par la clé en vigueur ni par la clé de recouvrement de {bureau}',
    es: 'No está firmado ni con la clave vigente ni con la de recuperación de {bureau}',
    ar: 'غير موقّع بالمفتاح الساري ولا بمفتاح الاسترداد للمكتب {bureau}',
  },
  'key.serial-behind': {
    en: 'Older than the statement in force of {bureau}',
    fr: 'Plus ancien que la déclaration en vigueur de {bureau}',
    es: 'Más antiguo que la declaración vigente de {bureau}',
    ar: 'أقدم من البيان الساري للمكتب {bureau}',
  },
  'key.revoked-again': {
    en: 'Brings back a revoked key of {bureau}',
    fr: 'Remet en service une clé révoquée de {bureau}',
    es: 'Recupera una clave revocada de {bureau}',
    ar: 'يعيد مفتاحًا ملغى للمكتب {bureau}',
  },
  'key.not-enrolled': {
    en: '{bureau} is not connected',
    fr: '{bureau} n’est pas raccordé',
    es: '{bureau} no está conectada',
    ar: '{bureau} غير متصل',
  },
  'root.other-fingerprint': {
    en: 'The root key is not the one this bureau trusts',
    fr: 'La clé racine n’est pas celle à laquelle ce bureau fait confiance',
    es: 'La clave raíz no es aquella en la que confía esta oficina',
    ar: 'مفتاح الجذر ليس المفتاح الذي يثق به هذا المكتب',
  },
  'root.not-signed': {
    en: 'The root key did not sign this',
    fr: 'La clé racine n’a pas signé ceci',
    es: 'La clave raíz no ha firmado esto',
    ar: 'لم يوقّع مفتاح الجذر على هذا',
  },
  'bureau.status.connected': { en: 'Connected', fr: 'Raccordé', es: 'Conectada', ar: 'متصل' },
  'bureau.status.hosted': { en: 'Hosted', fr: 'Hébergé', es: 'Alojada', ar: 'مستضاف' },
  'bureau.status.not-connected': {
    en: 'Not connected: reached by other means',
    fr: 'Non raccordé : joint par d’autres moyens',
    es: 'No conectada: se contacta por otros medios',
    ar: 'غير متصل: يُتواصل معه بوسائل أخرى',
  },
  'agency.level.federal': { en: 'Federal', fr: 'Fédéral', es: 'Federal', ar: 'اتحادي' },
  'agency.level.state': { en: 'State', fr: 'État', es: 'Estatal', ar: 'ولاية' },
  'agency.level.local': { en: 'Local', fr: 'Local', es: 'Local', ar: 'محلي' },
  'agency.level.tribal': { en: 'Tribal', fr: 'Tribal', es: 'Tribal', ar: 'قبلي' },
  ...requirementPhrases,
};
