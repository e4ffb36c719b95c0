import { tips } from './policy-tips.ts';

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

/**
 * Beside people's roles: nobody signed in, any signed-in person, a person whose session sleeps after a pause (`locked`),
 * another bureau (its signed message), a node at the door whose bytes are still to prove themselves (`node`), this node itself.
 */
export type Grantee = Role | 'anyone' | 'person' | 'locked' | 'bureau' | 'node' | 'system';

/**
 * What must hold between the actor and the record.
 * - own-agency: the record's agency is the actor's
 * - author / not-author: the actor wrote it / did not (nobody approves their own act)
 * - owner / not-owner: the actor is its owner / is not (nobody changes their own rights)
 * All that a row names must hold. A record that does not say is one that does not fit.
 */
export type Condition = 'own-agency' | 'author' | 'not-author' | 'owner' | 'not-owner';

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

const audit: readonly PolicyRow[] = [
  { action: 'audit.checkpoint', to: [...STAFF, 'reviewer', 'curator', 'auditor', 'administrator'] },
  { action: 'audit.read', to: ['auditor'] },
  { action: 'audit.verify', to: ['auditor', 'administrator'] },
];

const access: readonly PolicyRow[] = [
  { action: 'session.open', to: ['anyone', 'person', 'locked'] },
  { action: 'session.read', to: ['person'] },
  { action: 'session.unlock', to: ['person', 'locked'] },
  { action: 'session.end', to: ['person', 'locked'] },
  // Colleagues by name, where a record holds who did something.
  { action: 'person.name', to: [...STAFF, 'reviewer', 'curator', 'vid-specialist', 'auditor', 'administrator'] },
  { action: 'person.list', to: ['administrator', 'auditor'] },
  { action: 'person.create', to: ['administrator'] },
  // Nobody raises their own rights.
  { action: 'person.change', to: ['administrator'], when: ['not-owner'] },
  { action: 'person.reset', to: ['administrator'], when: ['not-owner'] },
  { action: 'person.certify', to: ['administrator'], when: ['not-owner'] },
  { action: 'partner.list', to: ['administrator', 'auditor'] },
  { action: 'partner.create', to: ['administrator'] },
  { action: 'partner.revoke', to: ['administrator'] },
];

const directory: readonly PolicyRow[] = [
  { action: 'directory.read', to: ['person', 'partner'] },
  { action: 'directory.read-root', to: ['anyone', 'person', 'partner'], at: 'IPSG' },
  {
    action: 'directory.read-agencies',
    to: [...STAFF, 'reviewer', 'curator', 'vid-specialist', 'auditor', 'administrator'],
  },
  { action: 'directory.enrol', to: ['administrator'], at: 'IPSG' },
  { action: 'directory.revoke-key', to: ['administrator'], at: 'IPSG' },
  { action: 'directory.read-alarms', to: ['administrator', 'auditor', 'watch-officer', 'supervisor'] },
  { action: 'directory.settle-alarm', to: ['administrator'] },
  { action: 'requirements.change', to: ['analyst', 'supervisor', 'administrator'] },
  { action: 'requirements.follow', to: ['supervisor', 'administrator'] },
];

const work: readonly PolicyRow[] = [
  { action: 'work.read', to: [...STAFF, 'reviewer', 'curator', 'vid-specialist'] },
  { action: 'work.claim', to: [...STAFF, 'reviewer', 'curator', 'vid-specialist'] },
  { action: 'work.release', to: [...STAFF, 'reviewer', 'curator', 'vid-specialist'] },
  { action: 'work.keep', to: [...STAFF, 'reviewer', 'curator', 'vid-specialist'] },
  { action: 'work.set-aside', to: [...STAFF, 'reviewer', 'curator', 'vid-specialist'] },
  { action: 'work.take-over', to: ['supervisor', 'watch-officer'] },
  { action: 'work.settle', to: ['supervisor', 'watch-officer'] },
  { action: 'conservation.read', to: [...STAFF, 'auditor', 'administrator'] },
  { action: 'conservation.run', to: ['supervisor', 'watch-officer', 'administrator'] },
];

const federation: readonly PolicyRow[] = [
  // Between nodes: who calls is proved by the signature inside the bytes, never by a session or a key.
  { action: 'federation.deliver', to: ['node'] },
  { action: 'federation.request', to: ['node'] },
  // A leaf holds a salted hash and names nobody: whoever likes may check the log.
  { action: 'federation.feed', to: ['anyone', 'person', 'partner'] },
  { action: 'federation.resume-feed', to: ['administrator'], at: 'national' },
  { action: 'federation.status', to: [...STAFF, 'reviewer', 'curator', 'vid-specialist', 'auditor', 'administrator'] },
];

const CASE_STAFF = [...STAFF, 'vid-specialist'] as const;
const cases: readonly PolicyRow[] = [
  { action: 'request.submit', to: ['requesting-officer'], when: ['own-agency'] },
  // Taken down for an agency that called.
  { action: 'request.submit', to: [...STAFF] },
  { action: 'request.read', to: [...STAFF, 'auditor'] },
  // Whoever took it down neither confirms nor decides it.
  { action: 'request.call-back', to: [...STAFF], when: ['not-author'] },
  { action: 'request.decide', to: [...STAFF], when: ['not-author'] },
  { action: 'request.read-criteria', to: [...STAFF, 'auditor', 'requesting-officer'] },
  { action: 'my.list-requests', to: ['requesting-officer'] },
  { action: 'my.read-request', to: ['requesting-officer'], when: ['own-agency'] },
  { action: 'my.resubmit-request', to: ['requesting-officer'], when: ['own-agency'] },
  { action: 'my.attach', to: ['requesting-officer'], when: ['own-agency'] },
  { action: 'request.attach', to: [...STAFF] },
  { action: 'request.read-attachment', to: [...STAFF] },
  { action: 'request.read-information', to: [...STAFF] },
  { action: 'request.import', to: [...STAFF, 'requesting-officer'] },
  { action: 'request.keep-draft', to: [...STAFF, 'requesting-officer'] },
  // Without an account: what the caller may see hangs on the secret of the link or key, and the room checks it.
  { action: 'public-request.send', to: ['node'], at: 'national' },
  { action: 'public-request.follow', to: ['node'], at: 'national' },
  { action: 'upload.send', to: ['node'], at: 'national' },
  { action: 'evidence.send', to: ['node'], at: 'national' },
  { action: 'task-link.answer', to: ['node'], at: 'national' },
  { action: 'task-link.issue', to: [...STAFF] },
  { action: 'evidence.read', to: [...CASE_STAFF, 'auditor'] },
  { action: 'evidence.issue-key', to: [...STAFF] },
  { action: 'evidence.open', to: [...CASE_STAFF] },
  { action: 'deconfliction.check', to: [...STAFF] },
  { action: 'deconfliction.override', to: ['supervisor', 'watch-officer'] },
  { action: 'deconfliction.read-partners', to: ['administrator', 'supervisor', 'auditor'] },
  { action: 'deconfliction.change-partners', to: ['administrator'] },
  { action: 'deconfliction.answer', to: ['partner'], at: 'national' },
  // Nobody releases what they drafted.
  { action: 'answer.review', to: [...STAFF], when: ['not-author'] },
  { action: 'case.read', to: [...CASE_STAFF, 'auditor'] },
  { action: 'case.open', to: [...STAFF] },
  { action: 'case.change', to: [...CASE_STAFF] },
  { action: 'case.close', to: [...STAFF] },
  { action: 'case.merge', to: [...STAFF] },
  // A supervisor alone says who may see a case.
  { action: 'case.restrict', to: ['supervisor'] },
  { action: 'case.export', to: [...STAFF] },
  // The compartment decides: the policy asks it of the record.
  { action: 'subject.read-identity', to: [...CASE_STAFF] },
];

const CORRESPONDENTS = [...STAFF, 'reviewer', 'curator', 'vid-specialist'] as const;
const correspondence: readonly PolicyRow[] = [
  { action: 'thread.read', to: [...CORRESPONDENTS, 'auditor'] },
  { action: 'thread.write', to: CORRESPONDENTS },
  { action: 'thread.settle', to: CORRESPONDENTS },
  { action: 'deadline.set', to: ['administrator'] },
  { action: 'deadline.read', to: [...CORRESPONDENTS, 'auditor', 'administrator'] },
];

const NOTICE_READERS = [...STAFF, 'reviewer', 'auditor'] as const;
const notices: readonly PolicyRow[] = [
  { action: 'notice.read', to: NOTICE_READERS },
  { action: 'notice.check', to: [...STAFF, 'reviewer'] },
  // The public extract: anybody may read it while it is on; who is on it, two people and a consent decide.
  { action: 'public-notice.read', to: ['node'] },
  { action: 'public-extract.read', to: [...STAFF, 'auditor', 'administrator'] },
  { action: 'public-extract.change', to: ['administrator'] },
  { action: 'notice.record-consent', to: [...STAFF], at: 'national' },
  { action: 'notice.make-public', to: ['supervisor'], when: ['not-author'], at: 'national' },
  { action: 'notice.make-private', to: ['supervisor'], at: 'national' },
  { action: 'notice-import.read', to: NOTICE_READERS },
  { action: 'notice-import.create', to: ['analyst', 'supervisor'] },
  { action: 'notice-import.undo', to: ['supervisor'] },
  { action: 'notice.draft', to: [...STAFF], at: 'national' },
  { action: 'notice.edit', to: [...STAFF], at: 'national' },
  { action: 'notice.amend', to: [...STAFF], at: 'national' },
  // Nobody submits what they wrote.
  { action: 'notice.submit', to: ['supervisor'], when: ['not-author'], at: 'national' },
  { action: 'notice.withdraw', to: ['supervisor'], at: 'national' },
  { action: 'notice.cancel', to: ['analyst', 'supervisor'], at: 'national' },
  { action: 'notice.cancel', to: ['supervisor'], at: 'IPSG' },
  // The second person of a cancellation is not the one who proposed it.
  { action: 'notice.confirm-cancel', to: ['supervisor'], when: ['not-author'], at: 'national' },
  { action: 'notice.suspend', to: ['reviewer', 'supervisor'], at: 'IPSG' },
  { action: 'notice.retest-read', to: NOTICE_READERS },
  { action: 'notice.retest', to: ['supervisor', 'reviewer'] },
  { action: 'notice.retest-keep', to: ['supervisor'], at: 'national' },
  { action: 'notice.retest-keep', to: ['reviewer', 'supervisor'], at: 'IPSG' },
  { action: 'notice.record-ruling', to: [...STAFF], at: 'national' },
  { action: 'notice.record-hit', to: [...STAFF], at: 'national' },
  { action: 'notice.distribute', to: ['supervisor'], at: 'national' },
  { action: 'notice.take-up', to: [...STAFF], at: 'national' },
  // Nobody sends what they wrote.
  { action: 'notice.diffuse', to: ['supervisor'], when: ['not-author'], at: 'national' },
  { action: 'notice.recall', to: ['supervisor'], at: 'national' },
  { action: 'notice.check-diffusion', to: ['reviewer', 'supervisor'], at: 'IPSG' },
  { action: 'notice.extend', to: ['supervisor'], at: 'national' },
  { action: 'notice.reconfirm', to: ['analyst', 'supervisor'], at: 'national' },
  { action: 'papers-days.read', to: [...STAFF, 'auditor'], at: 'national' },
  { action: 'papers-days.set', to: ['supervisor'], at: 'national' },
  { action: 'system.read', to: [...STAFF, 'auditor', 'administrator'], at: 'national' },
  { action: 'system.set-up', to: ['administrator'], at: 'national' },
  { action: 'entry.read', to: [...STAFF, 'auditor'], at: 'national' },
  { action: 'entry.export', to: [...STAFF], at: 'national' },
  { action: 'entry.confirm', to: [...STAFF], at: 'national' },
  { action: 'entry.validate', to: [...STAFF], at: 'national' },
  // A national system's own software, by its access key.
  { action: 'entry.partner-outbound', to: ['partner'], at: 'national' },
  { action: 'entry.partner-confirm', to: ['partner'], at: 'national' },
  { action: 'hit.read', to: [...STAFF, 'auditor'], at: 'national' },
  { action: 'hit.take-step', to: [...STAFF], at: 'national' },
  { action: 'review.read', to: ['reviewer', 'supervisor', 'auditor'], at: 'IPSG' },
  { action: 'review.take', to: ['reviewer'], at: 'IPSG' },
  { action: 'review.decide', to: ['reviewer'], at: 'IPSG' },
];

/** Who works with pictures' records. Seeing one is a step of its own. */
const IDENTIFIERS = [...STAFF, 'vid-specialist', 'curator'] as const;

const identification: readonly PolicyRow[] = [
  { action: 'media.create', to: IDENTIFIERS },
  { action: 'media.read', to: [...IDENTIFIERS, 'auditor'] },
  { action: 'media.classify', to: ['analyst', 'supervisor', 'vid-specialist', 'curator'] },
  { action: 'media.reveal', to: ['analyst', 'supervisor', 'vid-specialist', 'curator'] },
  { action: 'media.contribute', to: ['analyst', 'supervisor', 'vid-specialist', 'curator'] },
  { action: 'media.withdraw', to: ['analyst', 'supervisor', 'vid-specialist', 'curator'] },
  // Another person than who proposed it: checked with the withdrawal.
  { action: 'withdrawal.second', to: ['supervisor'], at: 'national' },
  { action: 'withdrawal.second', to: ['curator'], at: 'IPSG' },
  { action: 'withdrawal.read', to: [...IDENTIFIERS, 'auditor'] },
  { action: 'view.show', to: IDENTIFIERS },
  { action: 'exposure.read', to: ['person'] },
  { action: 'icse-ask.read', to: [...IDENTIFIERS, 'auditor'] },
  { action: 'lookup.create', to: IDENTIFIERS },
  { action: 'lookup.read', to: [...IDENTIFIERS, 'auditor'] },
  { action: 'match.judge', to: IDENTIFIERS },
  // Another person than who judged: checked with the judgement.
  { action: 'match.second', to: ['analyst', 'supervisor', 'vid-specialist', 'curator'] },
  { action: 'false-match.listed', to: [...IDENTIFIERS, 'auditor'] },
  { action: 'icse-judgement.listed', to: ['curator', 'vid-specialist', 'auditor'], at: 'IPSG' },
  { action: 'icse-source.listed', to: ['curator', 'auditor'], at: 'IPSG' },
  { action: 'icse-source.set', to: ['curator'], at: 'IPSG' },
  // Hash lists exchanged with others. An administrator sets sources and accounts; whoever answers for the bureau opens a list.
  { action: 'hash-source.read', to: [...IDENTIFIERS, 'auditor', 'administrator'] },
  { action: 'hash-source.change', to: ['administrator'] },
  { action: 'hash-source.pull', to: ['analyst', 'supervisor', 'curator', 'administrator'] },
  { action: 'hash-source.entries-listed', to: [...IDENTIFIERS, 'auditor'] },
  { action: 'hash-feedback.read', to: [...IDENTIFIERS, 'auditor'] },
  { action: 'hash-feedback.send', to: ['analyst', 'supervisor', 'vid-specialist', 'curator'] },
  { action: 'hash-share.read', to: [...IDENTIFIERS, 'auditor', 'administrator'] },
  { action: 'hash-share.decide', to: ['supervisor'], at: 'national' },
  { action: 'hash-share.decide', to: ['curator'], at: 'IPSG' },
  { action: 'hash-partner.read', to: ['administrator', 'auditor', 'supervisor', 'curator'] },
  { action: 'hash-partner.change', to: ['administrator'] },
  // Partners' software: who calls is proved by the account's password, what it may read by its grants.
  { action: 'hash-share.serve', to: ['node'] },
  // Files brought in and the lists they fill.
  { action: 'import.create', to: ['analyst', 'supervisor', 'vid-specialist', 'curator'] },
  { action: 'import.undo', to: ['analyst', 'supervisor', 'vid-specialist', 'curator'] },
  { action: 'import.read', to: [...IDENTIFIERS, 'auditor'] },
  { action: 'hash-list.read', to: [...IDENTIFIERS, 'auditor'] },
  { action: 'hash-list.search', to: [...IDENTIFIERS, 'auditor'] },
  { action: 'hash-list.change', to: ['supervisor', 'curator'] },
  { action: 'hash-list.export', to: ['analyst', 'supervisor', 'vid-specialist', 'curator'] },
  { action: 'series.read', to: [...IDENTIFIERS, 'auditor'] },
  { action: 'series.change', to: ['analyst', 'supervisor', 'vid-specialist', 'curator'] },
  { action: 'series.report-outcome', to: IDENTIFIERS },
  { action: 'series.curate', to: ['curator'], at: 'IPSG' },
  { action: 'icse-settings.read', to: ['curator', 'auditor', 'administrator'], at: 'IPSG' },
  { action: 'icse-settings.change', to: ['curator'], at: 'IPSG' },
  { action: 'icse-media.read', to: [...IDENTIFIERS, 'auditor'] },
  { action: 'curation.read', to: [...IDENTIFIERS, 'auditor'] },
  { action: 'curation.vote', to: ['vid-specialist'] },
  { action: 'curation.reopen', to: ['curator'], at: 'IPSG' },
  // The compartment decides: the policy asks it of the record.
  { action: 'victim.link-identity', to: ['analyst', 'supervisor', 'vid-specialist'] },
  { action: 'victim.read-identity', to: ['analyst', 'supervisor', 'vid-specialist'] },
  { action: 'file-request.ask', to: ['analyst', 'supervisor', 'vid-specialist', 'curator'] },
  { action: 'file-request.read', to: [...IDENTIFIERS, 'auditor'] },
  { action: 'file-request.decide', to: ['supervisor', 'curator'] },
  { action: 'series-alert.read', to: [...IDENTIFIERS, 'auditor'] },
  { action: 'series-alert.close', to: IDENTIFIERS },
  { action: 'clue.draw', to: ['analyst', 'vid-specialist', 'curator'] },
  { action: 'clue.contribute', to: ['analyst', 'vid-specialist', 'curator'] },
  { action: 'clue.search', to: IDENTIFIERS },
  // The certificate itself is checked with the person, at the moment.
  { action: 'clue.open', to: ['vid-specialist'] },
  { action: 'clue.read', to: ['vid-specialist'] },
  { action: 'deposit.open', to: ['vid-specialist'] },
  { action: 'appeal.read', to: [...IDENTIFIERS, 'auditor'] },
  { action: 'appeal.ask', to: ['analyst', 'supervisor', 'vid-specialist', 'curator'] },
  { action: 'appeal.open', to: ['supervisor', 'vid-specialist', 'curator'] },
  { action: 'appeal.consent', to: ['supervisor', 'vid-specialist', 'curator'] },
  { action: 'appeal.publish', to: ['supervisor', 'curator'] },
];

/** Those who take in and send notifications of travel, and draft what removals ask for. */
const travel: readonly PolicyRow[] = [
  { action: 'travel.read', to: [...STAFF, 'auditor'] },
  { action: 'travel.check', to: [...STAFF] },
  { action: 'travel.file', to: [...STAFF], at: 'national' },
  { action: 'travel.change', to: [...STAFF], at: 'national' },
  { action: 'travel.complain', to: [...STAFF], at: 'national' },
  // Another person than who took it down: checked with the complaint.
  { action: 'travel.decide-complaint', to: ['supervisor'], at: 'national' },
  { action: 'travel.receive', to: [...STAFF], at: 'national' },
  { action: 'removal.read', to: [...STAFF, 'auditor'], at: 'national' },
  { action: 'removal.create', to: ['analyst', 'supervisor'], at: 'national' },
  { action: 'removal.assess', to: ['analyst', 'supervisor'], at: 'national' },
  // Nobody submits what they brought in.
  { action: 'removal.submit', to: ['supervisor'], when: ['not-author'], at: 'national' },
  { action: 'removal.undo', to: ['analyst', 'supervisor'], at: 'national' },
  { action: 'removal.set', to: ['supervisor'], at: 'national' },
];

/** Where addresses of the web are hosted. Whoever at the authority decided is named in the decision. */
const hosting: readonly PolicyRow[] = [
  { action: 'hosting.read', to: [...STAFF, 'auditor'], at: 'national' },
  { action: 'hosting.submit', to: [...STAFF], at: 'national' },
  { action: 'hosting.confirm', to: ['analyst', 'supervisor'], at: 'national' },
  { action: 'hosting.refer', to: ['analyst', 'supervisor'], at: 'national' },
  { action: 'hosting.decide', to: ['supervisor'], at: 'national' },
  { action: 'hosting.partners', to: ['administrator', 'supervisor', 'auditor'], at: 'national' },
  { action: 'hosting.bind-partner', to: ['administrator'], at: 'national' },
  // The authority's software, by an access key that names these; what it sees is what was referred to it.
  { action: 'hosting.partner-read', to: ['partner'], at: 'national' },
  { action: 'hosting.partner-decide', to: ['partner'], at: 'national' },
];

/** Who asks whether a person is looked for. */
const screening: readonly PolicyRow[] = [
  { action: 'screening.search', to: [...STAFF], at: 'national' },
  { action: 'screening.read', to: [...STAFF, 'auditor'], at: 'national' },
  // Its own step, with a purpose.
  { action: 'screening.open-record', to: [...STAFF], at: 'national' },
  // That two of them are different people is checked with the decision.
  { action: 'screening.judge', to: [...STAFF], at: 'national' },
  { action: 'screening.act', to: [...STAFF], at: 'national' },
  { action: 'lost-document.read', to: [...STAFF, 'auditor'], at: 'national' },
  { action: 'lost-document.import', to: ['analyst', 'supervisor', 'watch-officer'], at: 'national' },
];

const DESK = [...STAFF, 'reviewer', 'curator', 'vid-specialist'] as const;
const desk: readonly PolicyRow[] = [
  { action: 'desk.read', to: DESK },
  { action: 'desk.save-view', to: DESK },
  { action: 'desk.share-view', to: ['supervisor', 'watch-officer'] },
  // Counts, times and who is on watch; no case content. A screen on the wall may have a key for this alone.
  { action: 'board.read', to: [...DESK, 'auditor', 'administrator', 'partner'] },
  { action: 'watch.read', to: [...STAFF, 'auditor'] },
  { action: 'watch.plan', to: ['supervisor'] },
  { action: 'watch.write', to: STAFF },
  { action: 'watch.hand-over', to: STAFF },
  { action: 'alert.read', to: DESK },
  { action: 'alert.set-rule', to: DESK },
  { action: 'alert.read-settings', to: ['administrator', 'auditor', 'supervisor'] },
  { action: 'alert.set-up', to: ['administrator'] },
  { action: 'alert.read-deliveries', to: ['administrator', 'auditor', 'supervisor', 'watch-officer'] },
  { action: 'alert.retry', to: ['administrator', 'supervisor', 'watch-officer'] },
];

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
  ...travel,
  ...hosting,
  ...tips,
  ...screening,
  ...desk,
];
