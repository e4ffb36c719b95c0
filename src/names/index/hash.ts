/** FNV-1a over the code units of a text, 32 bits. */
export function hashText(text: string, seed = 0x811c9dc5): number {
  let hash = seed;
  for (let at = 0; at < text.length; at++) {
    hash ^= text.charCodeAt(at);
    hash = Math.imul(hash, 0x01000193);
  }
  hash ^= hash >>> 15;
  hash = Math.imul(hash, 0x2c1b3c6d);
  return (hash ^ (hash >>> 13)) >>> 0;
}

/** The least power of two that is at least `count`. */
export function powerOfTwo(count: number): number {
  let size = 16;
  while (size < count) size *= 2;
  return size;
}
