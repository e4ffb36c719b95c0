import { type Phrase, p } from '../protocol/schema/phrase.ts';

/** Sentences that travel as codes: each reader's console says them in the reader's language. */
export const standardPhrases: Record<string, Phrase> = {
  'standard.identify-person': p(
    'Please identify the person described and send the full particulars.',
    'Veuillez identifier la personne décrite et communiquer son identité complète.',
    'Se ruega identificar a la persona descrita y enviar sus datos completos.',
    'يرجى تحديد هوية الشخص الموصوف وإرسال بياناته الكاملة.',
  ),
  'standard.locate-person': p(
    'Please find out where the person is now.',
    'Veuillez déterminer où se trouve actuellement la personne.',
    'Se ruega averiguar dónde se encuentra ahora la persona.',
    'يرجى معرفة مكان وجود الشخص حالياً.',
  ),
  'standard.do-not-approach': p(
    'Please do not contact the person before we have agreed on it.',
    'Veuillez ne pas prendre contact avec la personne avant accord entre nous.',
    'Se ruega no contactar a la persona antes de acordarlo con nosotros.',
    'يرجى عدم الاتصال بالشخص قبل الاتفاق معنا.',
  ),
  'standard.answer-by': p(
    'Please answer by the deadline shown; say so early if that is not possible.',
    'Veuillez répondre dans le délai indiqué ; prévenez-nous tôt si ce n’est pas possible.',
    'Se ruega responder en el plazo indicado; avisen pronto si no es posible.',
    'يرجى الرد ضمن المهلة المبينة، وإعلامنا مبكراً إن تعذر ذلك.',
  ),
  'standard.child-at-risk': p(
    'A child may be in danger now.',
    'Un enfant est peut-être en danger en ce moment.',
    'Un menor puede estar en peligro en este momento.',
    'قد يكون طفل في خطر الآن.',
  ),
  'standard.protect-first': p(
    'The safety of the child comes before the collection of evidence.',
    'La sécurité de l’enfant passe avant la collecte de preuves.',
    'La seguridad del menor está por encima de la obtención de pruebas.',
    'سلامة الطفل مقدمة على جمع الأدلة.',
  ),
  'standard.acknowledge': p(
    'Please acknowledge at once.',
    'Veuillez accuser réception immédiatement.',
    'Se ruega acusar recibo de inmediato.',
    'يرجى تأكيد الاستلام فوراً.',
  ),
  'standard.traveller': p(
    'A person of interest is expected to arrive in your country.',
    'L’arrivée d’une personne signalée est attendue dans votre pays.',
    'Se espera la llegada a su país de una persona de interés.',
    'يُتوقع وصول شخص محل اهتمام إلى بلدكم.',
  ),
  'standard.no-measure-asked': p(
    'For your information; no measure is asked for.',
    'Pour information ; aucune mesure n’est demandée.',
    'Para su información; no se solicita ninguna medida.',
    'للعلم؛ لا يُطلب أي إجراء.',
  ),
  'standard.received': p(
    'Received with thanks; we are working on it.',
    'Bien reçu, merci ; nous y travaillons.',
    'Recibido, gracias; estamos trabajando en ello.',
    'استلمنا مع الشكر، ونعمل عليه.',
  ),
  'standard.nothing-found': p(
    'We searched our records and found nothing.',
    'Nous avons consulté nos fichiers et n’avons rien trouvé.',
    'Hemos consultado nuestros registros y no hemos encontrado nada.',
    'بحثنا في سجلاتنا ولم نجد شيئاً.',
  ),
  'template.identify-person': p(
    'Identify a person',
    'Identifier une personne',
    'Identificar a una persona',
    'تحديد هوية شخص',
  ),
  'template.locate-person': p('Locate a person', 'Localiser une personne', 'Localizar a una persona', 'تحديد مكان شخص'),
  'template.child-at-risk': p('Child at risk', 'Enfant en danger', 'Menor en peligro', 'طفل في خطر'),
  'template.traveller': p('Traveller', 'Voyageur', 'Viajero', 'مسافر'),
  'template.received': p('Received', 'Bien reçu', 'Recibido', 'تأكيد استلام'),
  'template.nothing-found': p('Nothing found', 'Rien trouvé', 'Nada encontrado', 'لا نتائج'),
};
