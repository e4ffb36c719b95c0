/** Where the public services answer, by what they are called. An administrator picks one, or gives an address of their own. */
export const ENVIRONMENTS = [
  { label: 'Law Enforcement CSAM', baseUrl: 'https://lesp.ncmec.org/csam-hashsharing', test: false },
  { label: 'Law Enforcement CSAM (test)', baseUrl: 'https://betalesp.ncmec.org/csam-hashsharing', test: true },
  { label: 'Industry CSAM', baseUrl: 'https://report.cybertip.org/hashsharing', test: false },
  { label: 'Industry CSAM (test)', baseUrl: 'https://exttest.cybertip.org/hashsharing', test: true },
  { label: 'Industry exploitative', baseUrl: 'https://report.cybertip.org/exploitative-hashsharing', test: false },
  { label: 'NPO CSAM', baseUrl: 'https://hashsharing.ncmec.org/npo', test: false },
  { label: 'NPO CSAM (test)', baseUrl: 'https://hashsharing-test.ncmec.org/npo', test: true },
  { label: 'NPO exploitative', baseUrl: 'https://hashsharing.ncmec.org/exploitative', test: false },
  { label: 'Generative AI CSAM', baseUrl: 'https://hashsharing.ncmec.org/generative-ai-csam', test: false },
  {
    label: 'Generative AI exploitative',
    baseUrl: 'https://hashsharing.ncmec.org/generative-ai-exploitative',
    test: false,
  },
] as const;
