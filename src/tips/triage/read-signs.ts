import type { TipModel } from '../contract-model.ts';

/** One thing about a report that weighs. */
export interface Sign {
  readonly sign: string;
  readonly params?: Readonly<Record<string, string | number>>;
}

/** What the look-ups said of the report's files. */
export interface FilesKnown {
  /** Files that were looked up. */
  readonly looked: number;
  /** Of these, in a list of known material. */
  readonly known: number;
  /** Of these, in a list of benign files. */
  readonly benign: number;
  readonly unidentifiedSeries: readonly string[];
  readonly identifiedSeries: readonly string[];
}

export const NOTHING_KNOWN: FilesKnown = {
  looked: 0,
  known: 0,
  benign: 0,
  unidentifiedSeries: [],
  identifiedSeries: [],
};

const DAY = 86_400_000;
/** So many files of one report are many. */
const MANY = 50;

/** The reporting interface's own words for kinds of incident, and new ones that begin alike. */
const TYPES: readonly (readonly [start: string, sign: string])[] = [
  ['child sexual molestation', 'type.child-sexual-molestation'],
  ['child sex trafficking', 'type.child-sex-trafficking'],
  ['online enticement', 'type.online-enticement'],
  ['child sex tourism', 'type.child-sex-tourism'],
  ['child pornography', 'type.child-pornography'],
  ['unsolicited obscene', 'type.unsolicited-obscene-material'],
  ['misleading', 'type.misleading'],
];

const SAID: Readonly<Record<string, string>> = {
  sextortion: 'said.sextortion',
  sadisticonlineexploitation: 'said.sadistic-online-exploitation',
  csamsolicitation: 'said.csam-solicitation',
  minortominorinteraction: 'said.minor-to-minor',
  informational: 'said.informational',
  spam: 'said.spam',
};

const OF_FILE: Readonly<Record<string, string>> = {
  livestreaming: 'file.live-streaming',
  physicalharm: 'file.physical-harm',
  infant: 'file.infant',
  possibleselfproduction: 'file.self-production',
  generativeai: 'file.generative-ai',
  animedrawingvirtualhentai: 'file.drawing',
  potentialmeme: 'file.meme',
};

/**
 * The signs of one report, each once: what the provider said, what is known of people, and what look-ups found. Nothing is read
 * into free words.
 * @param now UTC ms
 */
export function readSigns(model: TipModel, known: FilesKnown, now: number): Sign[] {
  const signs = new Map<string, Sign>();
  const add = (sign: string, params?: Sign['params']): void => {
    if (!signs.has(sign)) signs.set(sign, params ? { sign, params } : { sign });
  };
  const { incident } = model;
  if (incident.escalated !== null) add('escalated');
  const type = incident.type.toLowerCase();
  const found = TYPES.find(([start]) => type.startsWith(start));
  if (found) add(found[1]);
  for (const word of incident.annotations) {
    const sign = SAID[bare(word)];
    if (sign) add(sign);
  }
  if (incident.batch !== null) add('file.meme');
  for (const file of model.files) {
    for (const word of file.annotations) {
      const sign = OF_FILE[bare(word)];
      if (sign) add(sign);
    }
    if (file.classification?.toUpperCase().startsWith('A')) add('file.prepubescent');
  }
  const age = youngest(model, incident.time?.at ?? now);
  if (age !== null && age < 18) add(age < 6 ? 'age.under-6' : age < 13 ? 'age.under-13' : 'age.under-18', { age });
  for (const person of model.people.filter((one) => one.role === 'reported')) {
    for (const { name, value } of person.facts) {
      if (!isYes(value)) continue;
      const fact = bare(name);
      if (fact === 'accesstochildvictim' || fact === 'accesstochildren') add('access.to-child');
      if (fact === 'convictedsexoffender') add('access.convicted');
      if (fact === 'accesstofirearms') add('access.firearms');
    }
    if (person.priorReports.length > 0) add('prior-reports', { n: person.priorReports.length });
  }
  if (known.unidentifiedSeries.length > 0)
    add('series.unidentified', { series: known.unidentifiedSeries.slice(0, 3).join(', ') });
  else if (known.identifiedSeries.length > 0)
    add('series.identified', { series: known.identifiedSeries.slice(0, 3).join(', ') });
  if (known.benign > 0 && known.benign === known.looked) add('known.benign');
  else if (known.known > 0 && known.known + known.benign === known.looked) add('known.in-list', { n: known.known });
  else if (known.looked > known.known + known.benign)
    add('unknown.material', { n: known.looked - known.known - known.benign });
  if (model.files.length >= MANY) add('many-files', { n: model.files.length });
  const at = incident.time?.at;
  if (at !== null && at !== undefined && now - at < 7 * DAY && at <= now) add('recent');
  return [...signs.values()];
}

const bare = (word: string): string => word.toLowerCase().replace(/[^a-z]/g, '');
const isYes = (value: string): boolean => /^(?:true|yes|y|1)$/i.test(value.trim());

/** In years at the incident, by what is said of victims and recipients. */
function youngest(model: TipModel, at: number): number | null {
  const ages = model.people
    .filter((one) => one.role === 'victim' || one.role === 'recipient')
    .flatMap((one) => {
      if (one.age !== null) return [one.age];
      const born = one.dateOfBirth === null ? null : /^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?$/.exec(one.dateOfBirth);
      if (!born) return [];
      const moment = new Date(at);
      const [month, day] = [Number(born[2] ?? 1), Number(born[3] ?? 1)];
      const had =
        moment.getUTCMonth() + 1 > month || (moment.getUTCMonth() + 1 === month && moment.getUTCDate() >= day);
      return [moment.getUTCFullYear() - Number(born[1]) - (had ? 0 : 1)];
    })
    .filter((age) => age >= 0 && age < 120);
  return ages.length > 0 ? Math.min(...ages) : null;
}
