import * as z from 'zod';
import { urgency } from '../protocol/schema/index.ts';

export type { AuthorityKeys } from './contract-partner.ts';
export { defang } from './url-text.ts';

// What the API and the console know of this room. Addresses are shown defanged (`url-text.ts`), and kept as they are.

const text = (max: number) => z.string().trim().min(1).max(max);
const version = z.int().min(1);
export const id = z.uuid();
export const idParams = z.strictObject({ id });
export const country = z.string().regex(/^[A-Z]{2}$/);

/** Lines of one list; more go into another. */
export const MOST_URLS = 20_000;

export const LIST_STATES = ['checking', 'to-confirm', 'closed'] as const;
export const VERDICTS = ['in-country', 'unconfirmed', 'not-public', 'no-answer', 'failed'] as const;
export const SOURCES = ['paste', 'csv', 'api', 'tip'] as const;
export const REPORTS = ['gone', 'still-there'] as const;
export const REPORTERS = ['authority', 'provider', 'hotline', 'bureau', 'police'] as const;
/** What the authority asked for a referral decides. The provider is contacted by nobody before `notify` or its release. */
export const DECISIONS = ['hold', 'preserve', 'notify'] as const;
export const REFERRAL_STATES = ['sent', 'taken', 'refused', 'decided', 'closed'] as const;

export const submitList = z.strictObject({
  title: text(200),
  source: z.enum(SOURCES).exclude(['tip']).default('paste'),
  urgency: urgency.default('routine'),
  caseId: id.optional(),
  /** One address a line; of a CSV the first column, or the one named url. */
  text: z.string().min(1).max(6_000_000),
});
export type SubmitList = z.output<typeof submitList>;

const reason = z.strictObject({
  code: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
});

export const verdict = z.strictObject({
  kind: z.enum(VERDICTS),
  country: country.nullable(),
  confidence: z.enum(['high', 'medium', 'low']),
  /** What the country rests on. */
  basis: z.enum(['registry', 'announcement', 'own', 'several', 'disclosure', 'human']).nullable(),
  reasons: z.array(reason),
});
export type Verdict = z.output<typeof verdict>;

export const sourceWord = z.strictObject({
  source: z.string(),
  country: country.nullable(),
  prefix: z.string().nullable(),
  basis: z.enum(['registry', 'announcement', 'own']),
  snapshot: z.string(),
});

export const addressEvidence = z.strictObject({
  address: z.string(),
  family: z.union([z.literal(4), z.literal(6)]),
  /** As the resolver gave it. */
  given: z.string(),
  /** Seconds; null of an address in the URL itself. */
  ttl: z.int().nullable(),
  wrapped: z.enum(['mapped', 'nat64', '6to4', 'teredo']).nullable(),
  special: z
    .enum([
      'loopback',
      'private',
      'link-local',
      'metadata',
      'carrier-nat',
      'multicast',
      'unspecified',
      'broadcast',
      'documentation',
      'reserved',
    ])
    .nullable(),
  words: z.array(sourceWord),
  /** The regional registry that administers its block; absent in evidence of before it was looked up. */
  registry: z
    .strictObject({
      code: z.enum(['afrinic', 'apnic', 'arin', 'lacnic', 'ripencc']),
      name: z.string(),
      block: z.string(),
      /** Given out before there were registries: parts of the block are kept by others. */
      legacy: z.boolean(),
      snapshot: z.string(),
    })
    .nullable()
    .optional(),
  asn: z.int().nullable(),
  asName: z.string().nullable(),
  /** The content network that stands in front. */
  network: z.string().nullable(),
  anycast: z.boolean(),
});
export type AddressEvidence = z.output<typeof addressEvidence>;

/** What a bureau signs about one address of the web: everything the verdict rests on, and nothing of its content. */
export const evidence = z.strictObject({
  url: z.string(),
  host: z.string(),
  resolvers: z.array(z.string()),
  at: z.int(),
  chain: z.array(z.string()),
  problem: z.string().nullable(),
  addresses: z.array(addressEvidence),
  leftOut: z.int(),
  asnSnapshot: z.string(),
  verdict,
  /** Until when it is taken as current, UTC ms. */
  recheckAt: z.int(),
});
export type Evidence = z.output<typeof evidence>;

export const urlRow = z.strictObject({
  id,
  url: z.string(),
  host: z.string(),
  state: z.enum(['waiting', 'checked', 'confirmed']),
  verdict: verdict.nullable(),
  checkedAt: z.int().nullable(),
  recheckAt: z.int().nullable(),
  /** A person's word, which stands until a check says otherwise. */
  confirmed: z
    .strictObject({
      country: country.nullable(),
      by: z.string(),
      at: z.int(),
      basis: z.enum(['agreed', 'disclosure', 'human']),
      note: z.string(),
    })
    .nullable(),
  /** The name leads elsewhere than at the check before. */
  movedAt: z.int().nullable(),
  /** As somebody reported it; a change of DNS alone is no such report. */
  reported: z.strictObject({ kind: z.enum(REPORTS), by: z.enum(REPORTERS), name: z.string(), at: z.int() }).nullable(),
  referral: z.strictObject({ id, to: z.string(), state: z.enum(REFERRAL_STATES) }).nullable(),
  version,
});
export type UrlRow = z.output<typeof urlRow>;

export const listRow = z.strictObject({
  id,
  number: z.string(),
  title: z.string(),
  source: z.enum(SOURCES),
  urgency,
  state: z.enum(LIST_STATES),
  caseId: id.nullable(),
  total: z.int(),
  waiting: z.int(),
  checked: z.int(),
  confirmed: z.int(),
  refused: z.int(),
  createdBy: z.string(),
  createdAt: z.int(),
  version,
});
export type ListRow = z.output<typeof listRow>;

export const lists = z.strictObject({ items: z.array(listRow), next: z.string().nullable() });
export const listsQuery = z.strictObject({
  state: z.enum(LIST_STATES).optional(),
  cursor: z.string().max(80).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

export const urlsQuery = z.strictObject({
  verdict: z.enum(VERDICTS).optional(),
  country: country.optional(),
  state: z.enum(['waiting', 'checked', 'confirmed']).optional(),
  /** The last line seen. */
  cursor: z.coerce.number().int().min(0).default(0),
  limit: z.coerce.number().int().min(1).max(500).default(100),
});
const listedUrl = z.strictObject({ line: z.int(), given: z.string(), ...urlRow.shape });
export const urls = z.strictObject({ items: z.array(listedUrl), next: z.string().nullable() });
export type ListedUrl = z.output<typeof listedUrl>;

export const refusedLines = z.strictObject({
  items: z.array(z.strictObject({ line: z.int(), given: z.string(), code: z.string() })),
});

export const byCountry = z.strictObject({
  countries: z.array(
    z.strictObject({ country: country.nullable(), verdict: z.enum(VERDICTS), urls: z.int(), confirmed: z.int() }),
  ),
});

/** Of one look, or of the newest. */
export const evidenceQuery = z.strictObject({ check: id.optional() });
export const paperQuery = evidenceQuery.extend({ lang: z.enum(['en', 'fr', 'es', 'ar']).default('en') });

export const checkRow = z.strictObject({
  id,
  at: z.int(),
  moved: z.boolean(),
  evidence,
  /** The same, signed by this bureau (JWS, `homeward-evidence+jws`). */
  jws: z.string(),
});
export const urlDetail = z.strictObject({
  ...urlRow.shape,
  checks: z.array(checkRow),
  reports: z.array(
    z.strictObject({
      kind: z.enum(REPORTS),
      by: z.enum(REPORTERS),
      name: z.string(),
      at: z.int(),
      note: z.string(),
      recordedBy: z.string(),
    }),
  ),
});
export type UrlDetail = z.output<typeof urlDetail>;

export const confirmUrls = z.strictObject({
  urls: z.array(z.strictObject({ id, version })).min(1).max(500),
  /** Absent: each as its check says, which must then have said a country. Null: looked at, and no country can be said. */
  country: country.nullable().optional(),
  /** Of a front: the origin as the content network's abuse desk told it. */
  basis: z.enum(['agreed', 'disclosure', 'human']),
  note: z.string().trim().max(1_000).default(''),
});
export type ConfirmUrls = z.output<typeof confirmUrls>;

export const referUrls = z.strictObject({
  urls: z.array(z.strictObject({ id, version })).min(1).max(200),
  urgency: urgency.default('routine'),
  note: z.string().trim().max(2_000).default(''),
});
export type ReferUrls = z.output<typeof referUrls>;

export const referralRow = z.strictObject({
  id,
  direction: z.enum(['out', 'in']),
  /** The bureau's code, or that of the authority at home. */
  party: z.string(),
  partyName: z.string(),
  kind: z.enum(['authority', 'bureau']),
  country,
  state: z.enum(REFERRAL_STATES),
  urgency,
  delivery: z.string().nullable(),
  urls: z.int(),
  note: z.string(),
  decision: z.enum(DECISIONS).nullable(),
  /** The provider may be contacted. */
  released: z.boolean(),
  answer: z.string(),
  createdAt: z.int(),
  version,
});
export type ReferralRow = z.output<typeof referralRow>;
export const referrals = z.strictObject({ items: z.array(referralRow) });
export const referralsQuery = z.strictObject({
  direction: z.enum(['out', 'in']).optional(),
  open: z.enum(['true', 'false']).optional(),
});
export const referralDetail = z.strictObject({
  ...referralRow.shape,
  items: z.array(z.strictObject({ url: z.string(), urlId: id.nullable(), jws: z.string(), evidence })),
});
export type ReferralDetail = z.output<typeof referralDetail>;

export const decideReferral = z.strictObject({
  version,
  decision: z.enum(DECISIONS),
  /** Notify means that the provider is told; hold and preserve can say so too. */
  release: z.boolean(),
  by: text(120),
  note: z.string().trim().max(2_000).default(''),
});
export type DecideReferral = z.output<typeof decideReferral>;
export const answerReferral = z.strictObject({
  version,
  answer: z.enum(['taken', 'refused', 'closed']),
  text: text(2_000),
});
export type AnswerReferral = z.output<typeof answerReferral>;
export const closeReferral = z.strictObject({ version, reason: text(1_000) });

export const reportUrl = z.strictObject({
  version,
  kind: z.enum(REPORTS),
  by: z.enum(REPORTERS),
  name: text(160),
  /** When it was seen, UTC ms. */
  at: z.int().min(0),
  note: z.string().trim().max(1_000).default(''),
});
export type ReportUrl = z.output<typeof reportUrl>;
export const closeList = z.strictObject({ version, reason: text(1_000).optional() });
export const versionOnly = z.strictObject({ version });

/** Between bureaus: signed evidence goes, content never. */
export const wireReferral = z.strictObject({
  v: z.literal(1),
  referral: z.string().max(80),
  note: z.string().max(2_000),
  items: z
    .array(z.strictObject({ url: z.string().max(2_048), jws: z.string().max(200_000) }))
    .min(1)
    .max(200),
});
export type WireReferral = z.output<typeof wireReferral>;
export const wireAnswer = z.strictObject({
  v: z.literal(1),
  referral: z.string().max(80),
  answer: z.enum(['taken', 'refused', 'closed']),
  text: z.string().min(1).max(2_000),
});
export type WireAnswer = z.output<typeof wireAnswer>;
