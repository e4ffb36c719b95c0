import type { Classification, Scheme } from '../contract.ts';

/*
 * The schemes this program knows, as data. What is not verified was read off tools and second-hand lists: it helps a reader,
 * and decides nothing. A number means something within its scheme alone.
 */

const code = (value: string, label: string, verified = true) => ({ code: value, label, verified });

export const SCHEMES: readonly Scheme[] = [
  {
    id: 'INTERPOL-BASELINE',
    kind: 'international',
    source: 'INTERPOL baseline categorisation',
    verified: true,
    closed: true,
    codes: [
      code('baseline', 'Baseline'),
      code('national-illegal', 'Illegal by national law'),
      code('not-illegal', 'Not illegal'),
    ],
  },
  {
    id: 'VICS-US',
    kind: 'national',
    source: 'Project VIC list of the United States, newer names; numbers inferred from the older list',
    verified: false,
    closed: true,
    codes: [
      code('0', 'Uncategorised', false),
      code('1', 'Child Abuse Material (CAM)', false),
      code('2', 'Child Exploitive (Non-CAM)/Age Difficult', false),
      code('3', 'CGI/Animation - Child Exploitive', false),
      code('4', 'Comparison Images', false),
      code('5', 'Non-Pertinent', false),
    ],
  },
  {
    id: 'VICS-UK',
    kind: 'national',
    source: 'VICS export of the United Kingdom; how its numbers stand for the letters is not verified',
    verified: false,
    closed: false,
    codes: [code('1', 'Category A', false), code('2', 'Category B', false), code('3', 'Category C', false)],
  },
  {
    id: 'CAID',
    kind: 'national',
    source: 'Child Abuse Image Database, United Kingdom',
    verified: true,
    closed: false,
    codes: [code('A', 'Category A'), code('B', 'Category B'), code('C', 'Category C')],
  },
  {
    id: 'VICS-CA',
    kind: 'national',
    source: 'Tools offer a Canadian profile; its list is not public',
    verified: false,
    closed: false,
    codes: [],
  },
  {
    id: 'NCMEC',
    kind: 'industry',
    source: 'NCMEC Hash Sharing classification',
    verified: true,
    closed: true,
    codes: [code('A1', 'A1'), code('A2', 'A2'), code('B1', 'B1'), code('B2', 'B2')],
  },
];

const byId = new Map(SCHEMES.map((scheme) => [scheme.id, scheme]));

/** A closed scheme has no such code: null. Its own label goes with a known code; anything else stays as it came. */
export function readClassification(given: Classification): Classification | null {
  const scheme = byId.get(given.scheme);
  const known = scheme?.codes.find((one) => one.code === given.code);
  if (known) return { ...given, label: known.label };
  return scheme?.closed ? null : given;
}
