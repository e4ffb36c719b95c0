import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { ZipFile } from 'yazl';
import { tipModel } from '../../src/tips/contract.ts';
import { containersOfBytes, EntryProblem } from '../../src/tips/imports/entries.ts';
import { IspwsProblem } from '../../src/tips/ispws/codes.ts';
import { normaliseFile } from '../../src/tips/ispws/normalise-file.ts';
import { normaliseReport } from '../../src/tips/ispws/normalise-report.ts';
import { readForm } from '../../src/tips/ispws/read-multipart.ts';
import { readIspwsXml } from '../../src/tips/ispws/read-report-xml.ts';
import { normaliseJson } from '../../src/tips/le/normalise-json.ts';
import { JsonProblem, readJson } from '../../src/tips/le/read-json.ts';
import { toJsonb } from '../../src/tips/model/json.ts';
import { XmlProblem } from '../../src/tips/xml/read-document.ts';
import type { FuzzTarget } from './run-fuzz.ts';

const SAMPLES = join(import.meta.dirname, '../../src/tips/samples');
const MARK = 'boundary-of-the-form';

/** Everything that reads what strangers send to the room of tips. Refused with a reason of ours, or read into the model: nothing else. */
export async function tipsTargets(): Promise<readonly FuzzTarget[]> {
  const [report, details, json] = await Promise.all(
    ['report.xml', 'file-details.xml', 'le-report.json'].map((name) => readFile(join(SAMPLES, name))),
  );
  if (!report || !details || !json) throw new Error('no samples');
  const form = Buffer.from(
    `--${MARK}\r\nContent-Disposition: form-data; name="id"\r\n\r\n1000001\r\n--${MARK}\r\nContent-Disposition: form-data; name="file"; filename="a.png"\r\nContent-Type: image/png\r\n\r\nbytes\r\n--${MARK}--\r\n`,
  );
  return [
    {
      name: 'ispws-report',
      corpus: [report, Buffer.from('<report/>')],
      run: async (bytes) => {
        keep(normaliseReport(readIspwsXml(bytes, 'report'), 'Example'));
      },
      isRefusal: (error) => error instanceof XmlProblem,
    },
    {
      name: 'ispws-file',
      corpus: [details],
      run: async (bytes) => {
        toJsonb(normaliseFile(readIspwsXml(bytes, 'fileDetails')));
      },
      isRefusal: (error) => error instanceof XmlProblem,
    },
    {
      name: 'le-json',
      corpus: [json, Buffer.from('{"reportId":1,"reportedInformation":{"reportingEsp":{"espName":"x"}}}')],
      run: async (bytes) => {
        keep(normaliseJson(readJson(bytes)));
      },
      isRefusal: (error) => error instanceof JsonProblem,
    },
    {
      name: 'form',
      corpus: [form],
      run: async (bytes) => {
        await readForm([bytes] as never, `multipart/form-data; boundary=${MARK}`, 1 << 20);
      },
      isRefusal: (error) => error instanceof IspwsProblem,
    },
    {
      name: 'zip',
      corpus: [
        await zipOf({ 'a.json': json, 'files/900000001-1.png': Buffer.alloc(2_000), 'a.pdf': Buffer.from('%PDF-') }),
      ],
      run: readZip,
      isRefusal: (error) => error instanceof EntryProblem,
    },
  ];
}

/** What is read fits the contract, and the database takes it. */
function keep(model: unknown): void {
  tipModel.parse(model);
  const text = toJsonb(model);
  if (/(?<!\\)(?:\\\\)*\\u(?:0000|d[89a-f])/i.test(text)) throw new Error('jsonb would refuse it');
}

async function readZip(bytes: Buffer): Promise<void> {
  for await (const container of containersOfBytes('upload.zip', bytes)) {
    await using held = container;
    for (const entry of held.entries) {
      if (entry.problem) continue;
      if (/(?:^|\/)\.\.(?:\/|$)|^\//.test(entry.path)) throw new Error(`a name that climbs out: ${entry.path}`);
      await entry.read().catch((error: unknown) => {
        if (!(error instanceof EntryProblem)) throw error;
      });
    }
  }
}

function zipOf(files: Readonly<Record<string, Buffer>>): Promise<Buffer> {
  const zip = new ZipFile();
  for (const [name, bytes] of Object.entries(files)) zip.addBuffer(bytes, name);
  zip.end();
  return buffer(zip.outputStream as never);
}
