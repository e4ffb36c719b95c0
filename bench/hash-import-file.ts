import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';

const hash = (kind: string, of: string): string => createHash(kind).update(of).digest('hex').toUpperCase();

/** A VICS 2.0 #Cases file of so many records as a forensic tool writes them, about 500 bytes each; always the same. */
export async function writeVicsFile(path: string, records: number): Promise<void> {
  const out = createWriteStream(path, { highWaterMark: 1 << 20 });
  const context = 'http://github.com/VICSDATAMODEL/ProjectVic/DataModels/2.0.xml/US/$metadata#Cases';
  out.write(`\uFEFF{\n "@odata.context": "${context}",\n "value": [{"CaseID":"{1}","CaseNumber":"B-1","Media":[\n`);
  for (let n = 0; n < records; n++) {
    if (!out.write(`${n === 0 ? '' : ',\n'}${JSON.stringify(record(n))}`)) await once(out, 'drain');
  }
  out.end('\n]}]}\n');
  await once(out, 'finish');
}

function record(n: number): object {
  const md5 = hash('md5', `${n}`);
  return {
    MediaID: n + 1,
    Category: n % 6,
    MD5: md5,
    SHA1: hash('sha1', `${n}`),
    MediaSize: 1_000 + n,
    MimeType: 'image/jpeg',
    DateUpdated: '2026-06-07T02:31:49.8300Z',
    RelativeFilePath: `VIC_Files\\${md5}.jpg`,
    ...(n % 10 === 0 ? { Series: `Series ${n % 1_000}` } : {}),
    VictimIdentified: 'false',
    IsDistributed: true,
    ...(n % 4 === 0 ? { Exifs: [{ MD5: md5, PropertyName: 'Make', PropertyValue: 'ExampleCam' }] } : {}),
    MediaFiles: [
      { MD5: md5, FileName: `IMG_${n}.jpg`, FilePath: `/DCIM/100/IMG_${n}.jpg`, Created: '2026-01-02T03:04:05Z' },
    ],
  };
}
