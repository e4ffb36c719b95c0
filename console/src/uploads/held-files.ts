/** Files chosen on one page and sent from the next, by their SHA-256. Gone with the window: then they are chosen again. */
export const heldFiles = new Map<string, File>();
