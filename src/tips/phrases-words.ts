import { type Phrase, p } from '../protocol/schema/phrase.ts';

/** Documented flags and channels of reports; others are shown as they came. */
export const wordPhrases: Record<string, Phrase> = {
  'tip.annotation.sextortion': p('Sextortion', 'Sextorsion', 'Sextorsión', 'ابتزاز جنسي'),
  'tip.annotation.csamSolicitation': p(
    'Material asked for',
    'Contenus sollicités',
    'Solicitud de material',
    'طلب مواد',
  ),
  'tip.annotation.minorToMinorInteraction': p('Between minors', 'Entre mineurs', 'Entre menores', 'بين قاصرين'),
  'tip.annotation.spam': p('Spam', 'Spam', 'Spam', 'رسائل مزعجة'),
  'tip.annotation.sadisticOnlineExploitation': p(
    'Sadistic online exploitation',
    'Exploitation sadique en ligne',
    'Explotación sádica en línea',
    'استغلال سادي عبر الإنترنت',
  ),
  'tip.annotation.informational': p('Informational', 'Pour information', 'Informativo', 'للعلم'),
  'tip.annotation.animeDrawingVirtualHentai': p(
    'Drawn or virtual',
    'Dessiné ou virtuel',
    'Dibujado o virtual',
    'مرسوم أو افتراضي',
  ),
  'tip.annotation.potentialMeme': p(
    'Perhaps passed on as a joke',
    'Peut-être diffusé comme plaisanterie',
    'Quizá difundido como broma',
    'ربما نُشر كنكتة',
  ),
  'tip.annotation.viral': p('Spreading widely', 'Largement diffusé', 'Muy difundido', 'واسع الانتشار'),
  'tip.annotation.possibleSelfProduction': p(
    'Perhaps self-produced',
    'Peut-être autoproduit',
    'Quizá autoproducido',
    'ربما من إنتاج ذاتي',
  ),
  'tip.annotation.physicalHarm': p('Physical harm', 'Atteinte physique', 'Daño físico', 'أذى جسدي'),
  'tip.annotation.violenceGore': p('Violence', 'Violence', 'Violencia', 'عنف'),
  'tip.annotation.bestiality': p('Animals involved', 'Animaux impliqués', 'Animales implicados', 'إشراك حيوانات'),
  'tip.annotation.liveStreaming': p('Streamed live', 'Diffusé en direct', 'Transmitido en directo', 'بث مباشر'),
  'tip.annotation.infant': p('Infant', 'Nourrisson', 'Bebé', 'رضيع'),
  'tip.annotation.generativeAi': p(
    'Made by a program',
    'Généré par un programme',
    'Generado por un programa',
    'مولّد ببرنامج',
  ),
  'tip.channel.webPage': p('Web page', 'Page web', 'Página web', 'صفحة ويب'),
  'tip.channel.email': p('E-mail', 'Courriel', 'Correo', 'بريد إلكتروني'),
  'tip.channel.newsgroup': p('Newsgroup', 'Forum', 'Grupo de noticias', 'مجموعة أخبار'),
  'tip.channel.chatIm': p('Chat', 'Messagerie', 'Chat', 'محادثة'),
  'tip.channel.onlineGaming': p('Online game', 'Jeu en ligne', 'Juego en línea', 'لعبة عبر الإنترنت'),
  'tip.channel.cellPhone': p('Telephone', 'Téléphone', 'Teléfono', 'هاتف'),
  'tip.channel.nonInternet': p('Not on the net', 'Hors ligne', 'Fuera de la red', 'خارج الإنترنت'),
  'tip.channel.peer2peer': p('Peer to peer', 'Pair à pair', 'Entre pares', 'الند للند'),
};
