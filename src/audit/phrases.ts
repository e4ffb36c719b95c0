/** The room's codes in the four languages; `{name}` stands for a parameter. */
export const phrases: Record<string, { en: string; fr: string; es: string; ar: string }> = {
  'audit.bodies-destroyed': {
    en: 'Recorded details destroyed',
    fr: 'Détails enregistrés détruits',
    es: 'Detalles registrados destruidos',
    ar: 'أُتلفت التفاصيل المسجلة',
  },
  'audit.viewed': {
    en: 'Ledger viewed',
    fr: 'Registre consulté',
    es: 'Registro consultado',
    ar: 'تم الاطلاع على السجل',
  },
  'audit.verified': {
    en: 'Ledger verified',
    fr: 'Registre vérifié',
    es: 'Registro verificado',
    ar: 'تم التحقق من السجل',
  },
  'audit.rows-missing': {
    en: 'Entries {from} to {to} are missing',
    fr: 'Les entrées {from} à {to} manquent',
    es: 'Faltan las entradas {from} a {to}',
    ar: 'القيود من {from} إلى {to} مفقودة',
  },
  'audit.rows-beyond-log': {
    en: 'There are {rows} entries beyond the end of the sealed log',
    fr: '{rows} entrées dépassent la fin du registre scellé',
    es: 'Hay {rows} entradas más allá del final del registro sellado',
    ar: 'هناك {rows} قيود بعد نهاية السجل المختوم',
  },
  'audit.entry-differs': {
    en: 'Entry {seq} is not what was sealed',
    fr: 'L’entrée {seq} n’est pas celle qui a été scellée',
    es: 'La entrada {seq} no es la que se selló',
    ar: 'القيد {seq} ليس ما تم ختمه',
  },
  'audit.body-differs': {
    en: 'The details of entry {seq} were altered',
    fr: 'Les détails de l’entrée {seq} ont été modifiés',
    es: 'Los detalles de la entrada {seq} fueron alterados',
    ar: 'تم تغيير تفاصيل القيد {seq}',
  },
  'audit.body-missing': {
    en: 'The details of entry {seq} are missing and no destruction is on the record',
    fr: 'Les détails de l’entrée {seq} manquent sans destruction enregistrée',
    es: 'Faltan los detalles de la entrada {seq} sin destrucción registrada',
    ar: 'تفاصيل القيد {seq} مفقودة ولم يُسجل إتلافها',
  },
  'audit.references-differ': {
    en: 'The references of entry {seq} were altered',
    fr: 'Les références de l’entrée {seq} ont été modifiées',
    es: 'Las referencias de la entrada {seq} fueron alteradas',
    ar: 'تم تغيير مراجع القيد {seq}',
  },
  'audit.root-differs': {
    en: 'The entries do not give the root of the sealed log (size {size})',
    fr: 'Les entrées ne donnent pas la racine du registre scellé (taille {size})',
    es: 'Las entradas no dan la raíz del registro sellado (tamaño {size})',
    ar: 'القيود لا تعطي جذر السجل المختوم (الحجم {size})',
  },
  'audit.checkpoint-invalid': {
    en: 'A checkpoint is not one of this log ({reason})',
    fr: 'Un point de contrôle n’est pas de ce registre ({reason})',
    es: 'Un punto de control no es de este registro ({reason})',
    ar: 'نقطة تحقق ليست من هذا السجل ({reason})',
  },
  'audit.checkpoint-not-newest': {
    en: 'The stored checkpoint covers {checkpoint} entries, the log {size}',
    fr: 'Le point de contrôle conservé couvre {checkpoint} entrées, le registre {size}',
    es: 'El punto de control guardado cubre {checkpoint} entradas, el registro {size}',
    ar: 'نقطة التحقق المحفوظة تغطي {checkpoint} قيود والسجل {size}',
  },
  'audit.shorter-than-checkpoint': {
    en: 'The log has {size} entries; a checkpoint covers {checkpoint}',
    fr: 'Le registre a {size} entrées ; un point de contrôle en couvre {checkpoint}',
    es: 'El registro tiene {size} entradas; un punto de control cubre {checkpoint}',
    ar: 'في السجل {size} قيود ونقطة تحقق تغطي {checkpoint}',
  },
  'audit.checkpoint-differs': {
    en: 'The first {checkpoint} entries are not those a checkpoint was signed for',
    fr: 'Les {checkpoint} premières entrées ne sont pas celles du point de contrôle signé',
    es: 'Las primeras {checkpoint} entradas no son las del punto de control firmado',
    ar: 'أول {checkpoint} قيود ليست تلك التي وُقعت لها نقطة تحقق',
  },
};
