import { createHash } from 'node:crypto';

interface Wanted {
  readonly records: number;
  /** Numbers of records, from 1. */
  readonly withoutHash: readonly number[];
  readonly malformed: readonly number[];
}

/** A list in VICS 1.3 of files that do not exist: the n-th has the MD5 of its number. */
export function hashList({ records, withoutHash, malformed }: Wanted): Buffer {
  const value = Array.from({ length: records }, (_, n) => {
    const number = n + 1;
    const md5 = createHash('md5').update(String(number)).digest('hex').toUpperCase();
    return {
      MediaID: number,
      Category: 5,
      MediaSize: 1000 + number,
      ...(withoutHash.includes(number) ? {} : { MD5: malformed.includes(number) ? 'NOT-AN-MD5' : md5 }),
    };
  });
  const context = 'http://github.com/VICSDataModel/ICMEC/VICS/1.3/$metadata#Media';
  return Buffer.from(JSON.stringify({ '@odata.context': context, value }));
}
