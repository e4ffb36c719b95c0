import type { ImportProblem } from '../contract.ts';
import { writeCell } from '../formats/csv-cells.ts';

const FIELDS = ['md5', 'sha1', 'sha256', 'pdq', 'photodna', 'series', 'category'] as const;
const HEADER = ['record', 'line', 'pointer', 'problem', ...FIELDS];

const plain = (name: string): string => name.toLowerCase().replaceAll(/[^a-z0-9]/g, '');

/**
 * The records that were refused, as a CSV whose columns our own reader knows: put right, it can be brought in as it is, and the
 * columns that say what was wrong are passed over.
 */
export async function* writeProblems(
  problems: AsyncIterable<ImportProblem & { fields: Record<string, string> }>,
): AsyncGenerator<string> {
  yield `${HEADER.join(',')}\r\n`;
  for await (const problem of problems) {
    if (!problem.refused) continue;
    const fields = new Map(Object.entries(problem.fields).map(([name, value]) => [plain(name), value]));
    const series = fields.get('series') ?? fields.get('seriesname');
    const cells = [
      String(problem.record),
      String(problem.line),
      problem.pointer,
      problem.code,
      ...FIELDS.map((name) => (name === 'series' ? series : fields.get(name)) ?? ''),
    ];
    yield `${cells.map((cell) => writeCell(cell, ',')).join(',')}\r\n`;
  }
}
