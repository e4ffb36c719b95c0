import { createHash } from 'node:crypto';
import sharp from 'sharp';

/** A portrait drawn by code: nobody. */
const DRAWN = `<svg xmlns="http://www.w3.org/2000/svg" width="240" height="300"><rect width="240" height="300" fill="#cfd8e3"/>
<circle cx="120" cy="115" r="58" fill="#e0b48c"/><path d="M20 300 Q120 160 220 300Z" fill="#3b5b7a"/>
<path d="M62 100 Q120 20 178 100 Q150 70 120 72 Q90 70 62 100Z" fill="#4a3325"/></svg>`;

/** A picture as a form carries it. */
export async function examplePhoto() {
  const bytes = await sharp(Buffer.from(DRAWN)).jpeg({ quality: 80 }).toBuffer();
  return {
    sha256: createHash('sha256').update(bytes).digest('hex'),
    mediaType: 'image/jpeg' as const,
    goodQuality: true,
    taken: '2025-06',
    data: bytes.toString('base64'),
  };
}
