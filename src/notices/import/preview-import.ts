import type { NoticeImportPreview, NoticeImportProblem } from '../contract.ts';
import { headOf } from '../refs.ts';
import { type ReadOptions, readRecord } from './read-record.ts';
import { splitRecords } from './split-records.ts';

const LOOKED = 2_000;
const SHOWN = 20;

/** What the first notices of a file are. Nothing is taken. */
export async function previewRecords(
  source: AsyncIterable<Uint8Array>,
  options: ReadOptions,
): Promise<NoticeImportPreview> {
  const colours: Record<string, number> = {};
  const sample: NoticeImportPreview['sample'] = [];
  const problems: NoticeImportProblem[] = [];
  let [looked, readable, refused, whole] = [0, 0, 0, true];
  const note = (problem: Omit<NoticeImportProblem, 'seq' | 'record'>): void => {
    if (problems.length < 100) problems.push({ seq: problems.length + 1, record: looked, ...problem });
  };
  for await (const record of splitRecords(source)) {
    if (looked >= LOOKED) {
      whole = false;
      break;
    }
    for (const { notice, problem, line, pointer } of readRecord(record, options)) {
      looked++;
      if (problem) {
        refused++;
        note({ line, refused: true, ...problem, params: { ...problem.params } });
        continue;
      }
      readable++;
      const { colour, subject } = notice.form;
      colours[colour] = (colours[colour] ?? 0) + 1;
      for (const doubt of notice.doubts) note({ line, refused: false, ...doubt, pointer: pointer + doubt.pointer });
      if (sample.length < SHOWN) {
        const { name, nationalities } = headOf(notice.form);
        sample.push({ colour, number: notice.number, name, nationalities, birthDate: subject.birthDate ?? null });
      }
    }
  }
  return { looked, whole, readable, refused, colours, sample, problems };
}
