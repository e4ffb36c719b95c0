const LOOKING =
  /[.-](?:viewed|listed|searched|exported|checked)$|^(?:media|icse-media|lookup|series|clue|appeal|icse-ask|curation|hash-list|import|file-request|tip)\.read$|^icse\.media-read$/;
/** Named like looking, and yet news: a clue came onto Lyon's list. */
const NEWS: ReadonlySet<string> = new Set(['icse.clue-listed']);

/** Looking is on the record and is no news: reading again because somebody read would never end. */
export function isLooking(act: string): boolean {
  return LOOKING.test(act) && !NEWS.has(act);
}
