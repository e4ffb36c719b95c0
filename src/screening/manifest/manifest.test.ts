import { describe, expect, it } from 'vitest';
import { parseCsv } from './parse-csv.ts';
import { readDate } from './read-date.ts';
import { type Manifest, readManifest } from './read-manifest.ts';

const TODAY = '2026-11-24';
const read = (text: string): Manifest => {
  const found = readManifest(text, TODAY);
  if ('fault' in found) throw new Error(found.fault);
  return found;
};
const problems = (manifest: Manifest) =>
  manifest.rows.flatMap((row) => row.problems.map((problem) => [row.line, problem.code, problem.refused]));

it('reads a CSV whatever its separator and the words of its header, and says what it did not understand', () => {
  const manifest = read(
    [
      'Surname;Given Names;Date of birth;Sex;Nationality;Passport No;Issuing State;Document Type;Meal',
      'ERIKSSON;"ANNA ""MIA""";12AUG74;F;SWE;ab 12-345 6;SWE;P;vegan',
      'GARCÍA LÓPEZ;José;1974-08;M;ES/MX;X1;ZZZ;P;',
      ';;;;;;;;only a meal',
      'DOE;John;99/99/2020;Q;US;;;;',
      '',
      'ROE;Jane;03/04/1980;;D;;;;',
    ].join('\r\n'),
  );
  expect(manifest).toMatchObject({ format: 'csv', unread: ['Meal'] });
  expect(manifest.rows[0]?.person).toEqual({
    family: 'ERIKSSON',
    given: 'ANNA "MIA"',
    birthDate: '1974-08-12',
    sex: 'F',
    nationalities: ['SE'],
    documents: [{ number: 'ab 12-345 6', country: 'SE', type: 'passport' }],
  });
  expect(manifest.rows[1]?.person).toMatchObject({ birthDate: '1974-08', nationalities: ['ES', 'MX'] });
  expect(manifest.rows[4]).toMatchObject({
    line: 7,
    query: { births: ['1980-04-03', '1980-03-04'], nationalities: ['DE'] },
  });
  expect(problems(manifest)).toEqual([
    [3, 'screening.row.country', false],
    [4, 'screening.row.nobody', true],
    [5, 'screening.row.birth', false],
    [5, 'screening.row.sex', false],
    [7, 'screening.row.birth-either', false],
  ]);
});

it('reads names as airlines write them', () => {
  const manifest = read(
    'NAM,DOB,DID,CNT\n"DOE, JOHN QUINCY",19700101,P1234567,USA\nROE/JANE MRS,19800202,,\nUMA THORN,,,\n',
  );
  expect(manifest.rows.map(({ person }) => [person.family, person.given, person.full])).toEqual([
    ['DOE', 'JOHN QUINCY', undefined],
    ['ROE', 'JANE', undefined],
    [undefined, undefined, 'UMA THORN'],
  ]);
});

it('reads JSON lines in the API’s own shape or flat, and an array', () => {
  const own = { family: 'Example', given: 'Ada', documents: [{ number: 'A1234567' }] };
  const flat = { full_name: 'Ben Example', birth_date: '1980-02-03', nationality: ['NL', 'BE'], seat: '12A', bags: 2 };
  const manifest = read(`${JSON.stringify(own)}\nnot json\n${JSON.stringify(flat)}\n`);
  expect(manifest).toMatchObject({ format: 'jsonl', unread: ['bags'] });
  expect(manifest.rows.map((row) => row.person)).toEqual([
    own,
    {},
    { full: 'Ben Example', birthDate: '1980-02-03', nationalities: ['NL', 'BE'] },
  ]);
  expect(problems(manifest)).toEqual([[2, 'screening.row.not-json', true]]);
  expect(read(JSON.stringify([own, flat])).rows).toHaveLength(2);
});

it('reads zones one below the other, two and three lines long, and says what is wrong in which', () => {
  const manifest = read(
    [
      'P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<',
      'L898902C36UTO7408122F1204159ZE184226B<<<<<10',
      'I<UTOD231458907<<<<<<<<<<<<<<<',
      '7408122F1204159UTO<<<<<<<<<<<6',
      'ERIKSSON<<ANNA<MARIA<<<<<<<<<<',
      '',
      'P<NLDJANSEN<<PIET<<<<<<<<<<<<<<<<<<<<<<<<<<<',
      'SPECI20142NLD6503103F2403096999999990<<<<<85',
    ].join('\n'),
  );
  expect(manifest.format).toBe('mrz');
  expect(manifest.rows.map((row) => [row.line, row.person.family, row.person.documents?.[0]?.number])).toEqual([
    [1, 'ERIKSSON', 'L898902C3'],
    [3, 'ERIKSSON', 'D23145890'],
    [7, 'JANSEN', 'SPECI2014'],
  ]);
  expect(problems(manifest).some(([line]) => line === 7)).toBe(true);
  expect(problems(manifest).some(([line]) => line === 1)).toBe(false);
});

it('refuses what is no manifest', () => {
  expect(readManifest('', TODAY)).toEqual({ fault: 'screening.manifest.empty' });
  expect(readManifest('colour,size\nred,3\n', TODAY)).toEqual({ fault: 'screening.manifest.columns' });
  expect(readManifest('name\n', TODAY)).toEqual({ fault: 'screening.manifest.empty' });
});

describe('dates', () => {
  it.each([
    ['1974-08-12', ['1974-08-12']],
    ['19740812', ['1974-08-12']],
    ['1974', ['1974']],
    ['12AUG74', ['1974-08-12']],
    ['2 Feb 2031', ['2031-02-02']],
    ['12.08.1974', ['1974-08-12']],
    ['25/12/74', ['1974-12-25']],
    ['04/05/1980', ['1980-05-04', '1980-04-05']],
    ['01/01/27', ['1927-01-01']],
    ['1974-02-30', []],
    ['yesterday', []],
  ])('%s', (text, dates) => expect(readDate(text, TODAY)).toEqual(dates));
});

it('parses quotes, lines within a cell, and a mark at the start', () => {
  const rows = [...parseCsv('\ufeffa,b\r\n"x\ny","p""q"\n,\n"open')];
  expect(rows).toEqual([
    { line: 1, cells: ['a', 'b'] },
    { line: 2, cells: ['x\ny', 'p"q'] },
    { line: 5, cells: ['open'] },
  ]);
});
