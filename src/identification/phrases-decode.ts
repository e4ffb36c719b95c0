import { type Phrase, p } from '../protocol/schema/phrase.ts';

/** Why a picture or a video was not decoded, and a file of a folder not read; how a frame matches. */
export const decodePhrases: Record<string, Phrase> = {
  'match.frame': p(
    'Frame of a video: {distance} of 256 bits differ',
    'Image de vidéo : {distance} bits sur 256 diffèrent',
    'Fotograma de vídeo: difieren {distance} de 256 bits',
    'إطار من فيديو: {distance} من 256 بتًا مختلفة',
  ),
  'media.decode-timeout': p(
    'Decoding took too long and was ended.',
    'Le décodage a pris trop de temps et a été interrompu.',
    'La decodificación tardó demasiado y se interrumpió.',
    'استغرق فك الترميز وقتًا طويلًا وأُوقف.',
  ),
  'media.decoder-died': p(
    'The file took its decoder down.',
    'Le fichier a fait tomber son décodeur.',
    'El archivo hizo caer su decodificador.',
    'أسقط الملف برنامج فك ترميزه.',
  ),
  'media.codec-missing': p(
    'A HEIC picture, for which there is no decoder here.',
    'Une image HEIC, pour laquelle il n’y a pas de décodeur ici.',
    'Una imagen HEIC, para la que aquí no hay decodificador.',
    'صورة HEIC لا يوجد لها برنامج فك ترميز هنا.',
  ),
  'media.no-crop-of-video': p(
    'A clue is not drawn from a video.',
    'Un indice ne se tire pas d’une vidéo.',
    'No se extrae una pista de un vídeo.',
    'لا تُستخرج قرينة من فيديو.',
  ),
  'video.ffmpeg-missing': p(
    'Videos need ffmpeg, which is not installed here.',
    'Les vidéos nécessitent ffmpeg, qui n’est pas installé ici.',
    'Los vídeos necesitan ffmpeg, que no está instalado aquí.',
    'تحتاج مقاطع الفيديو إلى ffmpeg وهو غير مثبت هنا.',
  ),
  'video.cut-short': p(
    'Time was up before the end of the video: the frames until then were compared.',
    'Le temps était écoulé avant la fin de la vidéo : les images jusque-là ont été comparées.',
    'El tiempo se agotó antes del final del vídeo: se compararon los fotogramas hasta entonces.',
    'انتهى الوقت قبل نهاية الفيديو: قورنت الإطارات حتى ذلك الحين.',
  ),
  'lookup.too-many-frames': p(
    '{given} frames of videos at once; at most {most}.',
    '{given} images de vidéo à la fois ; {most} au plus.',
    '{given} fotogramas de vídeo a la vez; como máximo {most}.',
    '{given} إطار فيديو دفعة واحدة؛ الحد الأقصى {most}.',
  ),
  'scan.state-unreadable': p(
    'Not the state of a scan, or of another version.',
    'Ce n’est pas l’état d’une analyse, ou il est d’une autre version.',
    'No es el estado de un análisis, o es de otra versión.',
    'ليس ملف حالة لفحص، أو أنه من إصدار آخر.',
  ),
  'scan.state-of-other-folder': p(
    'The state is that of another folder.',
    'L’état est celui d’un autre dossier.',
    'El estado es de otra carpeta.',
    'ملف الحالة يخص مجلدًا آخر.',
  ),
  'file.not-regular': p(
    'Not a file: a pipe, a socket or a device.',
    'Pas un fichier : un tube, une prise ou un périphérique.',
    'No es un archivo: una tubería, un socket o un dispositivo.',
    'ليس ملفًا: أنبوب أو مقبس أو جهاز.',
  ),
  'file.link': p(
    'A link, which was not followed.',
    'Un lien, qui n’a pas été suivi.',
    'Un enlace, que no se siguió.',
    'رابط لم يُتبع.',
  ),
  'file.no-permission': p(
    'No permission to read it.',
    'Pas d’autorisation de lecture.',
    'Sin permiso de lectura.',
    'لا إذن لقراءته.',
  ),
  'file.gone': p(
    'It was gone when it was to be read.',
    'Il avait disparu au moment de la lecture.',
    'Había desaparecido al ir a leerlo.',
    'اختفى قبل قراءته.',
  ),
  'file.changed': p(
    'It changed while it was read.',
    'Il a changé pendant la lecture.',
    'Cambió mientras se leía.',
    'تغيّر أثناء قراءته.',
  ),
  'file.not-read': p('It could not be read.', 'Il n’a pas pu être lu.', 'No se pudo leer.', 'تعذرت قراءته.'),
  'file.folder-not-read': p(
    'A folder that could not be read: nothing in it was compared.',
    'Un dossier qui n’a pas pu être lu : rien n’y a été comparé.',
    'Una carpeta que no se pudo leer: nada de ella se comparó.',
    'مجلد تعذرت قراءته: لم يُقارن شيء مما فيه.',
  ),
};
