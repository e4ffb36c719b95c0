import type { WordTable } from '../i18n/words.ts';

/** Taking a contributed picture back from Lyon. */
export const withdrawal = {
  'withdraw.title': ['Taking it back from Lyon', 'Reprise à Lyon', 'Retirada de Lyon', 'استرجاعها من ليون'],
  'withdraw.do': ['Take back from Lyon', 'Reprendre à Lyon', 'Retirar de Lyon', 'استرجاع من ليون'],
  'withdraw.warning': [
    'Its hashes, the deposited file and the clues drawn from it leave Lyon; no later look-up finds it, and those whom it concerned are told. It stays here. Where others depend on it, a second person must agree first.',
    'Ses empreintes, le fichier déposé et les indices qui en sont tirés quittent Lyon ; aucune recherche ne la trouvera plus, et les intéressés sont avertis. Elle reste ici. Si d’autres en dépendent, une deuxième personne doit d’abord accepter.',
    'Sus huellas, el archivo depositado y los indicios extraídos salen de Lyon; ninguna consulta posterior la hallará y se avisa a los interesados. Permanece aquí. Si otros dependen de ella, antes debe aceptar una segunda persona.',
    'تغادر ليون بصماتها والملف المودع والأدلة المستخرجة منها؛ ولن يجدها أي بحث لاحق، ويُبلغ المعنيون. تبقى هنا. وإذا كان غيركم يعتمد عليها فلا بد من موافقة شخص ثانٍ أولًا.',
  ],
  'withdraw.gone': [
    'It is out of Lyon’s database.',
    'Elle n’est plus dans la base de Lyon.',
    'Ya no está en la base de Lyon.',
    'لم تعد في قاعدة ليون.',
  ],
  'withdraw.stays': [
    'Another bureau contributed it too: there it stays.',
    'Un autre bureau l’a aussi versée : elle y reste.',
    'Otra oficina también la aportó: allí permanece.',
    'أضافها مكتب آخر أيضًا: فتبقى هناك.',
  ],
  'withdraw.own': [
    'You proposed it: another supervisor has to agree.',
    'Vous l’avez proposée : un autre superviseur doit accepter.',
    'Usted la propuso: debe aceptarla otro supervisor.',
    'أنت من اقترحها: يجب أن يوافق مشرف آخر.',
  ],
  'withdraw.confirm': ['Agree to it', 'Accepter', 'Aceptar', 'موافقة'],
  'withdraw.decline': ['Do not agree', 'Ne pas accepter', 'No aceptar', 'عدم الموافقة'],
  'lookup.match.withdrawn': [
    'Taken back by its bureau',
    'Reprise par son bureau',
    'Retirada por su oficina',
    'استرجعها مكتبها',
  ],
} as const satisfies WordTable;
