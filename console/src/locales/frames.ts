import type { WordTable } from '../i18n/words.ts';

/** A video under seal: its still first, then frames one by one. */
export const frames = {
  'seal.frames': ['Frames of the video', 'Images de la vidéo', 'Fotogramas del vídeo', 'لقطات الفيديو'],
  'seal.frames.hint': [
    'A video is never played. Its still is shown first; each further frame is a look of its own, with a reason, and counts.',
    'Une vidéo n’est jamais lue. L’image fixe d’abord ; chaque autre image est un regard à part, motivé et compté.',
    'El vídeo nunca se reproduce. Primero la imagen fija; cada fotograma más es una vista aparte, con motivo, y cuenta.',
    'لا يُشغَّل الفيديو أبدًا. تُعرض اللقطة الثابتة أولًا، وكل لقطة أخرى نظرة مستقلة بسبب وتُحسب.',
  ],
  'seal.frames.choose': ['Frame', 'Image', 'Fotograma', 'اللقطة'],
  'seal.frames.still': [
    'The still, at {at}',
    'L’image fixe, à {at}',
    'La imagen fija, en {at}',
    'اللقطة الثابتة عند {at}',
  ],
  'seal.frames.at': ['At {at}', 'À {at}', 'En {at}', 'عند {at}'],
} as const satisfies WordTable;
