/**
 * The policy: role × action × condition, and nothing else decides. What no row allows is refused.
 * A test walks every route × role × bureau × ownership × state from the route table; an action without a row fails it.
 */

export const ROLES = [
  'requesting-officer',
  'analyst',
  'supervisor',
  'watch-officer',
  'reviewer',
  'curator',
  'vid-specialist',
  'auditor',
  'administrator',
  'partner',
] as const;
export type Role = (typeof ROLES)[number];

/** Beside people's roles: nobody signed in, any signed-in person, another bureau (its signed message), the node itself. */
export type Grantee = Role | 'anyone' | 'person' | 'bureau' | 'system';

/**
 * What must hold between the actor and the record.
 * - own-agency: the record's agency is the actor's
 * - author / not-author: the actor wrote it / did not (nobody approves their own act)
 * - owner: the actor is its owner
 */
export type Condition = 'own-agency' | 'author' | 'not-author' | 'owner';

export interface PolicyRow {
  readonly action: string;
  readonly to: readonly Grantee[];
  readonly when?: readonly Condition[];
  /** Only at the General Secretariat, or only at a national bureau. Absent: both. */
  readonly at?: 'IPSG' | 'national';
  /** Only while the record is in one of these states. */
  readonly states?: readonly string[];
}

const STAFF = ['analyst', 'supervisor', 'watch-officer'] as const;

// One list a room; each is edited with its room.

const platform: readonly PolicyRow[] = [
  { action: 'api.describe', to: ['anyone', 'person', 'partner'] },
  { action: 'live.follow', to: ['person'] },
];

const audit: readonly PolicyRow[] = [];

const access: readonly PolicyRow[] = [];

const directory: readonly PolicyRow[] = [];

const work: readonly PolicyRow[] = [];

const federation: readonly PolicyRow[] = [];

const cases: readonly PolicyRow[] = [];

const correspondence: readonly PolicyRow[] = [];

const notices: readonly PolicyRow[] = [];

const identification: readonly PolicyRow[] = [];

const desk: readonly PolicyRow[] = [{ action: 'desk.read', to: [...STAFF, 'reviewer', 'curator', 'vid-specialist'] }];

export const POLICY: readonly PolicyRow[] = [
  ...platform,
  ...audit,
  ...access,
  ...directory,
  ...work,
  ...federation,
  ...cases,
  ...correspondence,
  ...notices,
  ...identification,
  ...desk,
];
