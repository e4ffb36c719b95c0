import { expect, it } from 'vitest';
import { COLOURS, checkForm, type NoticeForm, type RuleFinding } from '../../../../src/notices/contract.ts';
import { chrome } from '../../locales/index.ts';

const names = ({ params }: RuleFinding): string[] =>
  typeof params.fields === 'string' ? params.fields.split(/,\s*|\s*\|\s*/) : [];

it('has words for every field that a rule may find missing', () => {
  const bare = COLOURS.map((colour) => ({ colour, subject: {} }) as NoticeForm);
  const begun = [
    { colour: 'red', subject: {}, judicial: { basis: 'prosecution' }, offence: 'parental-abduction' },
    { colour: 'red', subject: {}, judicial: { basis: 'sentence' } },
    {
      colour: 'red',
      subject: {},
      parental: { custody: 'one-order', hagueProceedings: false, centralAuthorityConsulted: true, warrant: 'none' },
    },
    {
      colour: 'red',
      subject: { familyName: 'a', forename: 'b', sex: 'F', birthDate: '2000' },
      parental: { custody: 'one-order', hagueProceedings: false, centralAuthorityConsulted: false },
    },
    { colour: 'blue', subject: {}, unidentified: true },
    { colour: 'green', subject: {}, assessment: { basis: 'previous-convictions' } },
    { colour: 'green', subject: {}, assessment: { basis: 'other-reasonable-grounds' } },
    { colour: 'yellow', subject: { birthDate: '2020' }, event: { kind: 'parental-abduction' } },
    { colour: 'yellow', subject: { birthDate: '1980' }, event: { kind: 'unable-to-identify-self' } },
  ] as NoticeForm[];
  const fields = [...bare, ...begun].flatMap((form) =>
    ['US', 'NL'].flatMap((owner) => checkForm(form, { owner, now: 0 }).findings.flatMap(names)),
  );
  expect(new Set(fields).size).toBeGreaterThan(40);
  expect([...new Set(fields)].filter((name) => !(`notice.field.${name}` in chrome))).toEqual([]);
});
