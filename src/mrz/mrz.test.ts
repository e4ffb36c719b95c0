import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkDigit, LAYOUTS, type MrzFormat, type MrzReading, readMrz, stateOf } from './index.ts';

const TODAY = '2026-11-24';
const read = (...lines: string[]): MrzReading => {
  const found = readMrz(lines.join('\n'), TODAY);
  if (!found) throw new Error(`no zone: ${lines.join(' ')}`);
  return found;
};
const codes = (reading: MrzReading) => reading.problems.map((problem) => [problem.code, problem.field]);

/** The published specimens of Doc 9303: Anna Maria Eriksson of Utopia. */
const SPECIMENS: Readonly<Record<MrzFormat, readonly string[]>> = {
  TD1: ['I<UTOD231458907<<<<<<<<<<<<<<<', '7408122F1204159UTO<<<<<<<<<<<6', 'ERIKSSON<<ANNA<MARIA<<<<<<<<<<'],
  TD2: ['I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<', 'D231458907UTO7408122F1204159<<<<<<<6'],
  TD3: ['P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<', 'L898902C36UTO7408122F1204159ZE184226B<<<<<10'],
  'MRV-A': ['V<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<', 'L8988901C4XXX4009078F96121096ZE184226B<<<<<<'],
  'MRV-B': ['V<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<', 'L8988901C4XXX4009078F9612109<<<<<<<<'],
};

describe('the published specimens', () => {
  it.each(Object.entries(SPECIMENS))('%s', (format, lines) => {
    const reading = read(...lines);
    expect(reading).toMatchObject({ format, valid: true, problems: [], suggestions: [] });
    expect(reading.person).toMatchObject({ family: 'ERIKSSON', given: 'ANNA MARIA', truncated: false, sex: 'F' });
    // All on one line, as a scanner sends it.
    expect(readMrz(lines.join(''), TODAY)).toEqual(reading);
  });

  it('holds what they say', () => {
    expect(read(...SPECIMENS.TD3).person).toMatchObject({
      birthDate: '1974-08-12',
      nationality: { code: 'UTO', kind: 'specimen' },
      document: { kind: 'passport', number: 'L898902C3', expires: '2012-04-15', expired: true },
    });
    expect(read(...SPECIMENS.TD1).person.document).toMatchObject({ kind: 'identity-card', number: 'D23145890' });
    // A visa says who issued it and whose it is; this one's nationality is not stated.
    expect(read(...SPECIMENS['MRV-A']).person).toMatchObject({
      birthDate: '1940-09-07',
      nationality: { code: 'XXX', kind: 'unspecified' },
      document: { kind: 'visa', number: 'L8988901C', expires: '1996-12-10' },
    });
  });
});

it('reads a document number that goes on in the optional data', () => {
  const reading = read(
    'I<UTOD23145890<7349<<<<<<<<<<<',
    '3407127M9507122UTO<<<<<<<<<<<2',
    'STEVENSON<<PETER<JOHN<<<<<<<<<',
  );
  expect(codes(reading)).toEqual([]);
  expect(reading.person.document.number).toBe('D23145890734');
  expect(read('I<UTOD23145890<7348<<<<<<<<<<<', ...reading.lines.slice(1)).problems[0]).toMatchObject({
    code: 'mrz.check-digit',
    params: { field: 'documentNumber', expected: '9', found: '8' },
  });
});

describe('what is wrong is explained', () => {
  const [first = '', second = ''] = SPECIMENS.TD3;

  it('names the field, what was expected and what was found, and what may have been meant', () => {
    // The O of a reader that took a zero for it.
    const reading = read(first, second.replace('L898902C3', 'L8989O2C3'));
    expect(reading.problems).toEqual([
      {
        code: 'mrz.check-digit',
        field: 'documentNumber',
        params: { field: 'documentNumber', expected: '0', found: '6' },
      },
      expect.objectContaining({ code: 'mrz.composite' }),
    ]);
    // A character misread comes before two swapped.
    expect(reading.suggestions[0]).toEqual({
      field: 'documentNumber',
      raw: 'L8989O2C3',
      instead: 'L898902C3',
      isCheckDigit: false,
    });
    expect(reading.person.family).toBe('ERIKSSON');
  });

  it('tells a misread check digit from a misread field by the composite digit', () => {
    const reading = read(first, second.replace('7408122F', '740812ZF'));
    expect(reading.suggestions).toEqual([{ field: 'birthDate', raw: 'Z', instead: '2', isCheckDigit: true }]);
  });

  it('finds two neighbours swapped', () => {
    const reading = read(first, second.replace('L898902C36', 'L898920C36'));
    expect(reading.suggestions).toContainEqual(expect.objectContaining({ instead: 'L898902C3' }));
  });

  it('points to the optional data when only the composite digit fails', () => {
    const visaLike = read(SPECIMENS.TD2[0] ?? '', 'D231458907UTO7408122F1204159<<<<<<<7');
    expect(visaLike.problems).toEqual([
      { code: 'mrz.composite', field: 'composite', params: { expected: '6', found: '7' } },
    ]);
  });

  it('says letters in a date and digits in a name', () => {
    const date = read(first, second.replace('7408122', '74O8122'));
    expect(codes(date)).toContainEqual(['mrz.date', 'birthDate']);
    expect(date.suggestions).toContainEqual({
      field: 'birthDate',
      raw: '74O812',
      instead: '740812',
      isCheckDigit: false,
    });
    const name = read(first.replace('ERIKSSON', 'ER1KSS0N'), second);
    expect(codes(name)).toEqual([['mrz.names', 'names']]);
    expect(name.suggestions[0]?.instead).toMatch(/^ERIKSSON<<ANNA/);
  });

  it('says a day that is none, a state that is none, a sex that is none, and a wrong length', () => {
    expect(codes(read(first, second.replace('740812', '740832')))).toContainEqual(['mrz.date', 'birthDate']);
    expect(codes(read(first.replace('UTO', 'ZZZ'), second))).toEqual([['mrz.state', 'issuingState']]);
    expect(codes(read(first, second.replace('2F1', '2Q1')))).toEqual([['mrz.sex', 'sex']]);
    expect(read(first.slice(0, -2), second).problems).toEqual([
      { code: 'mrz.line-length', field: null, params: { line: 1, expected: 44, found: 42 } },
    ]);
    expect(codes(read(first.replace('P<', 'I<'), second))).toEqual([['mrz.document-code', 'documentCode']]);
    expect(codes(read(first.replace('<<ANNA', '<*ANNA'), second))).toEqual([['mrz.character', null]]);
  });
});

it('takes what people paste', () => {
  const [first = '', second = ''] = SPECIMENS.TD3;
  const pasted = `  ${first.toLowerCase().replaceAll('<<', '«')}\r\n\r\n${second.match(/.{1,10}/g)?.join(' ')}\n`;
  expect(readMrz(pasted, TODAY)).toMatchObject({ format: 'TD3', valid: true });
  for (const text of ['', 'hello', 'P<UTO', `${first}\n${second}\n${first}`, 'x'.repeat(44)]) {
    expect(readMrz(text, TODAY)).toBeNull();
  }
});

it('knows the codes of Doc 9303 that are no countries', () => {
  expect(stateOf('D')).toEqual({ code: 'D', iso2: 'DE', kind: 'country' });
  expect(['XXA', 'XXB', 'XXC', 'XXX', 'UNO', 'GBN', 'RKS', 'NLD', 'QQQ'].map((code) => stateOf(code).kind)).toEqual([
    'stateless',
    'refugee',
    'refugee',
    'unspecified',
    'organisation',
    'british',
    'country',
    'country',
    'unknown',
  ]);
  const german = read(
    'P<D<<MUSTERMANN<<ERIKA<<<<<<<<<<<<<<<<<<<<<<',
    `C01X00T478D<<640812${checkDigit('640812')}F270228${checkDigit('270228')}<<<<<<<<<<<<<<<4`,
  );
  expect(german.person.nationality.iso2).toBe('DE');
  expect(german.person).toMatchObject({ family: 'MUSTERMANN', given: 'ERIKA', birthDate: '1964-08-12' });
});

it('says when a name may be cut, and keeps unknown parts of a date unknown', () => {
  const full = read(`P<UTO${'NILAVADHANANANDA<<CHAYAPA<DEJTHAMRONG<K'}`, SPECIMENS.TD3[1] ?? '');
  expect(full.person).toMatchObject({ family: 'NILAVADHANANANDA', given: 'CHAYAPA DEJTHAMRONG K', truncated: true });
  const second = `L898902C36UTO74<<<<${checkDigit('74<<<<')}F1204159ZE184226B<<<<<1`;
  const composite = checkDigit(second.slice(0, 10) + second.slice(13, 20) + second.slice(21, 43));
  expect(read(SPECIMENS.TD3[0] ?? '', second + composite)).toMatchObject({
    valid: true,
    person: { birthDate: '1974' },
  });
  // Born this year and born a hundred years ago look alike: nobody is born tomorrow.
  const young = read(SPECIMENS.TD3[0] ?? '', (SPECIMENS.TD3[1] ?? '').replace('740812', '261125'));
  expect(young.person.birthDate).toBe('1926-11-25');
});

it('accepts what it would itself print, in every format, and refuses any one changed character it can detect', () => {
  const letters = fc.string({ unit: fc.constantFrom(...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'), minLength: 1, maxLength: 12 });
  const alnum = fc.string({
    unit: fc.constantFrom(...'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789'),
    minLength: 9,
    maxLength: 9,
  });
  const formats = Object.keys(LAYOUTS) as MrzFormat[];
  fc.assert(
    fc.property(
      fc.constantFrom(...formats),
      letters,
      letters,
      alnum,
      fc.nat(400),
      (format, family, given, number, spot) => {
        const lines = print(format, family, given, number);
        const reading = read(...lines);
        expect(reading).toMatchObject({ format, valid: true });
        expect(reading.person).toMatchObject({ birthDate: '1988-02-29', document: { number } });
        // Any wrong digit in the number shows.
        const field = reading.fields.find((one) => one.name === 'documentNumber');
        if (!field) throw new Error('unreachable');
        const at = field.from + (spot % 9);
        const line = lines[field.line] ?? '';
        const other = line[at] === '7' ? '8' : '7';
        const wrong = lines.map((text, n) =>
          n === field.line ? text.slice(0, at) + other + text.slice(at + 1) : text,
        );
        const difference = Math.abs(value(line[at] ?? '') - value(other)) % 10;
        if (difference !== 0) expect(read(...wrong).valid).toBe(false);
      },
    ),
    { numRuns: 200 },
  );
});

const value = (character: string): number => (/\d/.test(character) ? Number(character) : character.charCodeAt(0) - 55);

function print(format: MrzFormat, family: string, given: string, number: string): string[] {
  const layout = LAYOUTS[format];
  const lines = Array.from({ length: layout.lines }, () => '<'.repeat(layout.length));
  const put = (line: number, from: number, text: string): void => {
    const before = lines[line] ?? '';
    lines[line] = before.slice(0, from) + text + before.slice(from + text.length);
  };
  const values: Record<string, string> = {
    documentCode: format === 'TD3' ? 'P' : format.startsWith('MRV') ? 'V' : 'I',
    issuingState: 'NLD',
    names: `${family}<<${given}`,
    documentNumber: number,
    nationality: 'NLD',
    birthDate: '880229',
    sex: 'M',
    expiryDate: '300101',
  };
  for (const field of layout.fields) {
    const text = (values[field.name] ?? '').padEnd(field.to - field.from, '<');
    put(field.line, field.from, text);
    if (field.check) put(field.check.line, field.check.from, checkDigit(text));
  }
  if (layout.composite) {
    const over = layout.composite.over.map(({ line, from, to }) => lines[line]?.slice(from, to) ?? '').join('');
    put(layout.composite.check.line, layout.composite.check.from, checkDigit(over));
  }
  return lines;
}
