import { SUSPENSION_MAX_MS } from '../deadlines.ts';

/**
 * A small pure model of one notice at its owner and at the Secretariat, of the messages between them and of the feed. It is
 * written from what the design says, not from the room's code, and shares nothing with it but the length of a suspension.
 */

export const DAY = 86_400_000;
const YEARS = 5;

export type Who = 'ana' | 'ben' | 'cal' | 'rita' | 'rolf' | 'rosa' | 'lyon';
/** Who may act at the owner: Ana writes, Ben and Cal supervise. */
const SUPERVISORS: readonly Who[] = ['ben', 'cal'];

export interface Owner {
  state: string;
  amendment: string | null;
  /** In force; 0 before the first issue. */
  inForce: number;
  latest: number;
  draft: { fits: boolean; authors: Who[]; state: 'draft' | 'submitted' | 'returned' | 'refused' | 'issued' };
  endsAt: number | null;
  extensions: number;
  ending: { kind: 'cancel' | 'withdraw'; state: 'proposed' | 'requested'; by: Who; ground: string } | null;
  purged: boolean;
  complete: boolean;
}

export interface Secretariat {
  state: string;
  amendment: string | null;
  inForce: number;
  endsAt: number | null;
  extensions: number;
  review: Review | null;
  suspension: { at: number; until: number; atEnd: 'ask' | 'resume' | 'cancel'; asked: boolean } | null;
  ended: { at: number; how: 'cancelled' | 'withdrawn' | 'expired' } | null;
  holderPurged: boolean;
  remindedAt: number | null;
  complete: boolean;
  /** Something about the holders that the owner has not been told. */
  news: boolean;
}

interface Review {
  open: boolean;
  kind: 'issue' | 'amend';
  n: number;
  taken: { who: Who; at: number; decision: string | null }[];
}

export type Mail =
  | { to: 'IPSG'; kind: 'notice.submit'; n: number; as: 'issue' | 'amend' }
  | { to: 'IPSG'; kind: 'notice.cancel-request'; as: 'cancel' | 'withdraw' }
  | { to: 'IPSG'; kind: 'notice.dismissal'; stands: boolean }
  | { to: 'IPSG'; kind: 'notice.extend'; until: number }
  | { to: 'IPSG'; kind: 'notice.purged' }
  | { to: 'US'; kind: 'notice.decision'; decision: 'issued' | 'returned' | 'refused' | 'withdrawn'; n: number }
  | { to: 'US'; kind: 'notice.distribution'; complete: boolean }
  | { to: 'US'; kind: 'notice.purge-reminder'; how: 'cancelled' | 'withdrawn' | 'expired' };
export type Entry =
  | { kind: 'notice.issued' | 'notice.amended'; n: number }
  | { kind: 'notice.suspended' | 'notice.resumed' }
  | { kind: 'notice.extended'; until: number }
  | { kind: 'notice.cancelled'; how: 'cancelled' | 'withdrawn' | 'expired' };

export interface Model {
  now: number;
  readonly colour: 'red' | 'blue' | 'yellow';
  owner: Owner | null;
  lyon: Secretariat | null;
  mail: Mail[];
  feed: Entry[];
}

export const newModel = (colour: Model['colour'], now: number): Model => ({
  now,
  colour,
  owner: null,
  lyon: null,
  mail: [],
  feed: [],
});

export type Command =
  | { do: 'draft'; who: Who; fits: boolean }
  | { do: 'edit'; who: Who; fits: boolean; stale?: boolean }
  | { do: 'submit'; who: Who; stale?: boolean }
  | { do: 'amend'; who: Who; fits: boolean; stale?: boolean }
  | { do: 'withdraw'; who: Who; stale?: boolean }
  | { do: 'cancel'; who: Who; ground: string; returned?: boolean }
  | { do: 'confirm'; who: Who; decision: 'confirm' | 'reject' }
  | { do: 'extend'; who: Who; years: number }
  | { do: 'take'; who: Who; national: string; stale?: boolean }
  | { do: 'decide'; who: Who; decision: 'pass' | 'return' | 'refuse'; judged: boolean; stale?: boolean }
  | { do: 'suspend'; days: number; atEnd: 'ask' | 'resume' | 'cancel'; stale?: boolean }
  | { do: 'resume'; stale?: boolean }
  | { do: 'order-end'; who: Who }
  | { do: 'deliver'; to: 'US' | 'IPSG' }
  | { do: 'follow' }
  | { do: 'report' }
  | { do: 'pass'; days: number };

class No extends Error {}
function no(code: string): never {
  throw new No(code);
}

/** What the command does to the model: the code it is refused with, or `ok`. The model given is not changed. */
export function step(before: Model, command: Command): { outcome: string; after: Model } {
  const after = structuredClone(before);
  try {
    perform(after, command);
    return { outcome: 'ok', after };
  } catch (error) {
    if (error instanceof No) return { outcome: error.message, after: before };
    throw error;
  }
}

const isOut = (state: string): boolean => state === 'issued' || state === 'suspended';
const isOver = (state: string): boolean => ['cancelled', 'withdrawn', 'expired'].includes(state);

function perform(m: Model, c: Command): void {
  switch (c.do) {
    case 'draft':
      m.owner = {
        state: 'draft',
        amendment: null,
        inForce: 0,
        latest: 1,
        draft: { fits: c.fits, authors: [c.who], state: 'draft' },
        endsAt: null,
        extensions: 0,
        ending: null,
        purged: false,
        complete: false,
      };
      return;
    case 'deliver':
      deliver(m, c.to);
      return;
    case 'follow': {
      const entry = m.feed.shift();
      if (entry) follow(m, entry);
      return;
    }
    case 'report': {
      if (m.lyon?.news) {
        m.lyon.news = false;
        m.mail.push({ to: 'US', kind: 'notice.distribution', complete: m.lyon.complete });
      }
      return;
    }
    case 'pass':
      m.now += c.days * DAY;
      clocks(m);
      return;
    case 'take':
    case 'decide':
    case 'suspend':
    case 'resume':
    case 'order-end':
      atLyon(m, c);
      return;
    default:
      atOwner(m, c);
      return;
  }
}

function atOwner(
  m: Model,
  c: Extract<Command, { do: 'edit' | 'submit' | 'amend' | 'withdraw' | 'cancel' | 'confirm' | 'extend' }>,
): void {
  const o = m.owner;
  if (!o) no('not-found');
  const supervisor = SUPERVISORS.includes(c.who);
  const stale = 'stale' in c && c.stale === true;
  switch (c.do) {
    case 'edit': {
      if (stale) no('conflict');
      const own =
        o.state === 'draft' || o.state === 'returned' || o.amendment === 'draft' || o.amendment === 'returned';
      if (!own) no('notice.wrong-state');
      o.draft.fits = c.fits;
      if (!o.draft.authors.includes(c.who)) o.draft.authors.push(c.who);
      return;
    }
    case 'submit': {
      // Once purged nobody knows any more who wrote it: then it is nobody's to submit.
      if (!supervisor || o.purged || o.draft.authors.includes(c.who)) no('forbidden');
      if (stale) no('conflict');
      const amending = o.state === 'issued';
      if (!amending && o.state !== 'draft' && o.state !== 'returned') no('notice.wrong-state');
      if (amending && o.amendment !== 'draft' && o.amendment !== 'returned') no('notice.nothing-to-submit');
      if (o.ending) no('notice.ending-under-way');
      if (!o.draft.fits) no('notice.rules-not-met');
      o.draft.state = 'submitted';
      if (amending) o.amendment = 'submitted';
      else o.state = 'submitted';
      m.mail.push({ to: 'IPSG', kind: 'notice.submit', n: o.latest, as: amending ? 'amend' : 'issue' });
      return;
    }
    case 'amend':
      if (stale) no('conflict');
      if (o.state !== 'issued') no('notice.wrong-state');
      if (o.amendment !== null) no('notice.amendment-under-way');
      if (o.ending) no('notice.ending-under-way');
      o.amendment = 'draft';
      o.latest += 1;
      o.draft = { fits: c.fits, authors: [c.who], state: 'draft' };
      return;
    case 'withdraw':
      if (!supervisor) no('forbidden');
      if (stale) no('conflict');
      if (o.ending?.state === 'requested') no('notice.ending-under-way');
      // The withdrawal overtakes a cancellation that nobody has confirmed.
      if (o.state === 'draft') {
        o.state = 'discarded';
        o.ending = null;
        return;
      }
      if (!isOut(o.state) && !['returned', 'submitted', 'in-review'].includes(o.state)) no('notice.wrong-state');
      o.ending = { kind: 'withdraw', state: 'requested', by: c.who, ground: 'withdrawn' };
      m.mail.push({ to: 'IPSG', kind: 'notice.cancel-request', as: 'withdraw' });
      return;
    case 'cancel': {
      if (!isOut(o.state)) no('notice.wrong-state');
      if (o.ending) no('notice.ending-under-way');
      const judged = guard(m.colour, c.ground, c.returned === true);
      if (judged === 'second') {
        o.ending = { kind: 'cancel', state: 'proposed', by: c.who, ground: c.ground };
        if (c.ground === 'charges-dismissed') m.mail.push({ to: 'IPSG', kind: 'notice.dismissal', stands: true });
        return;
      }
      if (judged !== 'alone') no(judged);
      o.ending = { kind: 'cancel', state: 'requested', by: c.who, ground: c.ground };
      m.mail.push({ to: 'IPSG', kind: 'notice.cancel-request', as: 'cancel' });
      return;
    }
    case 'confirm':
      if (!supervisor || !o.ending || o.ending.by === c.who) no('forbidden');
      if (o.ending.state !== 'proposed') no('notice.cancel.nothing-proposed');
      if (c.decision === 'reject') {
        if (o.ending.ground === 'charges-dismissed')
          m.mail.push({ to: 'IPSG', kind: 'notice.dismissal', stands: false });
        o.ending = null;
        return;
      }
      o.ending.state = 'requested';
      m.mail.push({ to: 'IPSG', kind: 'notice.cancel-request', as: 'cancel' });
      return;
    default:
      if (!supervisor) no('forbidden');
      if (o.state !== 'issued') no('notice.wrong-state');
      if (o.ending) no('notice.ending-under-way');
      judgeEnd(o.endsAt, later(o.endsAt ?? 0, c.years));
      m.mail.push({ to: 'IPSG', kind: 'notice.extend', until: later(o.endsAt ?? 0, c.years) });
  }
}

/** The same day some years later, UTC. */
export function later(from: number, years: number): number {
  const date = new Date(from);
  date.setUTCFullYear(date.getUTCFullYear() + years);
  return date.getTime();
}

function judgeEnd(endsAt: number | null, until: number): void {
  if (endsAt === null || until <= endsAt) no('notice.extend.not-later');
  else if (until > later(endsAt, YEARS)) no('notice.extend.too-far');
}

/** `alone`, `second` (another person confirms), or the code of the refusal. Every Red and these Yellows seek a return. */
function guard(colour: Model['colour'], ground: string, returned: boolean): string {
  if (ground === 'issued-in-error') return 'second';
  if (ground === 'charges-dismissed' && colour === 'red') return 'second';
  if (colour === 'blue') return ground === 'answered' ? 'alone' : 'notice.cancel.ground-not-for-colour';
  return ground === 'purpose-achieved' && returned ? 'alone' : 'notice.cancel.not-returned';
}

function atLyon(m: Model, c: Extract<Command, { do: 'take' | 'decide' | 'suspend' | 'resume' | 'order-end' }>): void {
  const l = m.lyon;
  if (!l) no('not-found');
  const stale = 'stale' in c && c.stale === true;
  switch (c.do) {
    case 'take': {
      const review = l.review;
      if (!review) no('not-found');
      if (stale) no('conflict');
      if (!review.open) no('review.closed');
      if (c.national === 'US') no('review.reviewer-from-requester');
      if (review.taken.some((t) => t.who === c.who)) return;
      const standing = review.taken.filter((t) => t.decision !== null || m.now - t.at < DAY);
      if (standing.length >= reviewers(m)) no('review.already-taken');
      review.taken.push({ who: c.who, at: m.now, decision: null });
      return;
    }
    case 'decide': {
      const review = l.review;
      if (!review) no('not-found');
      if (stale) no('conflict');
      if (!review.open) no('review.closed');
      const mine = review.taken.find((t) => t.who === c.who);
      if (!mine) no(review.taken.length >= reviewers(m) ? 'review.already-taken' : 'review.not-taken');
      if (mine.decision !== null) no('review.same-reviewer');
      if (c.decision === 'pass') {
        if (l.state === 'suspended') no('notice.wrong-state');
        if (!c.judged) no('review.not-judged');
      }
      mine.decision = c.decision;
      settleReview(m, l, review, c.decision);
      return;
    }
    case 'suspend':
      if (stale) no('conflict');
      if (c.days <= 0) no('notice.suspend.in-the-past');
      if (c.days * DAY > SUSPENSION_MAX_MS) no('notice.suspend.too-long');
      if (l.state !== 'issued') no('notice.wrong-state');
      suspend(m, l, c.days * DAY, c.atEnd);
      return;
    case 'resume':
      if (stale) no('conflict');
      if (l.state !== 'suspended') no('notice.wrong-state');
      resume(m, l);
      return;
    default:
      if (c.who !== 'lyon') no('forbidden');
      if (!isOut(l.state)) no('notice.wrong-state');
      end(m, l, 'cancelled');
      return;
  }
}

const reviewers = (m: Model): number => (m.colour === 'red' ? 2 : 1);

function settleReview(m: Model, l: Secretariat, review: Review, decision: 'pass' | 'return' | 'refuse'): void {
  if (decision === 'pass') {
    if (review.taken.filter((t) => t.decision === 'pass').length < reviewers(m)) return;
    review.open = false;
    l.inForce = review.n;
    l.news = true;
    if (review.kind === 'issue') {
      l.state = 'issued';
      l.endsAt = later(m.now, YEARS);
      m.feed.push({ kind: 'notice.issued', n: review.n });
    } else {
      l.amendment = null;
      m.feed.push({ kind: 'notice.amended', n: review.n });
    }
    m.mail.push({ to: 'US', kind: 'notice.decision', decision: 'issued', n: review.n });
    return;
  }
  const done = decision === 'return' ? 'returned' : 'refused';
  review.open = false;
  if (review.kind === 'amend') l.amendment = null;
  else l.state = done;
  m.mail.push({ to: 'US', kind: 'notice.decision', decision: done, n: review.n });
}

function suspend(m: Model, l: Secretariat, ms: number, atEnd: 'ask' | 'resume' | 'cancel'): void {
  l.state = 'suspended';
  l.suspension = { at: m.now, until: m.now + ms, atEnd, asked: false };
  m.feed.push({ kind: 'notice.suspended' });
}

function resume(m: Model, l: Secretariat): void {
  l.state = 'issued';
  l.suspension = null;
  m.feed.push({ kind: 'notice.resumed' });
}

function end(m: Model, l: Secretariat, how: 'cancelled' | 'withdrawn' | 'expired'): void {
  l.state = how;
  l.amendment = null;
  l.suspension = null;
  l.ended = { at: m.now, how };
  l.news = true;
  if (l.review) l.review.open = false;
  m.feed.push({ kind: 'notice.cancelled', how });
}

/** The next message to a bureau arrives; what it is refused with goes back as a receipt. */
function deliver(m: Model, to: 'US' | 'IPSG'): void {
  const at = m.mail.findIndex((mail) => mail.to === to);
  const mail = m.mail[at];
  if (!mail) return;
  m.mail.splice(at, 1);
  const trial = structuredClone(m);
  try {
    if (mail.to === 'IPSG') receive(trial, mail);
    else hear(trial, mail);
    Object.assign(m, trial);
    if (mail.to === 'IPSG') receipt(m, mail, null);
  } catch (error) {
    if (!(error instanceof No)) throw error;
    if (mail.to === 'IPSG') receipt(m, mail, error.message);
  }
}

function receive(m: Model, mail: Extract<Mail, { to: 'IPSG' }>): void {
  const l = m.lyon;
  switch (mail.kind) {
    case 'notice.submit': {
      if (mail.as === 'issue') {
        if (l && l.state !== 'returned') no('notice.wrong-state');
        m.lyon = {
          ...(l ?? blankSecretariat()),
          state: 'in-review',
          review: { open: true, kind: 'issue', n: mail.n, taken: [] },
        };
        return;
      }
      if (!l) no('notice.unknown');
      if (l.state !== 'issued') no('notice.wrong-state');
      if (l.amendment === 'in-review') no('notice.amendment-under-way');
      if (mail.n <= l.inForce) no('notice.nothing-to-submit');
      l.amendment = 'in-review';
      l.review = { open: true, kind: 'amend', n: mail.n, taken: [] };
      return;
    }
    case 'notice.cancel-request':
      if (!l) no('notice.unknown');
      if (isOut(l.state)) {
        end(m, l, mail.as === 'withdraw' ? 'withdrawn' : 'cancelled');
        return;
      }
      if (mail.as === 'cancel') no('notice.not-in-force');
      if (!['returned', 'submitted', 'in-review'].includes(l.state)) no('notice.wrong-state');
      l.state = 'discarded';
      if (l.review) l.review.open = false;
      m.mail.push({ to: 'US', kind: 'notice.decision', decision: 'withdrawn', n: l.review?.n ?? 1 });
      return;
    case 'notice.dismissal':
      if (!l) no('notice.unknown');
      if (mail.stands && l.state === 'issued') suspend(m, l, 30 * DAY, 'cancel');
      if (!mail.stands && l.state === 'suspended' && l.suspension?.atEnd === 'cancel') l.suspension.atEnd = 'ask';
      return;
    case 'notice.extend':
      if (l?.state !== 'issued') no('notice.wrong-state');
      judgeEnd(l.endsAt, mail.until);
      l.endsAt = mail.until;
      l.extensions += 1;
      m.feed.push({ kind: 'notice.extended', until: mail.until });
      return;
    default:
      if (!l?.ended) no('notice.unknown');
      l.holderPurged = true;
      l.complete = true;
      l.news = true;
  }
}

const blankSecretariat = (): Secretariat => ({
  state: 'in-review',
  amendment: null,
  inForce: 0,
  endsAt: null,
  extensions: 0,
  review: null,
  suspension: null,
  ended: null,
  holderPurged: false,
  remindedAt: null,
  complete: false,
  news: false,
});

/** What the owner learns of its own message. */
function receipt(m: Model, mail: Extract<Mail, { to: 'IPSG' }>, refusal: string | null): void {
  const o = m.owner;
  if (!o) return;
  if (mail.kind === 'notice.submit' && (o.state === 'submitted' || o.amendment === 'submitted')) {
    const first = o.state === 'submitted';
    const now = refusal === null ? 'in-review' : 'returned';
    if (refusal !== null) o.draft.state = 'returned';
    if (first) o.state = now;
    else o.amendment = now;
  }
  if (mail.kind === 'notice.cancel-request' && refusal !== null && o.ending?.state === 'requested') {
    o.ending = null;
    if (mail.as === 'withdraw' && refusal === 'notice.unknown') o.state = 'discarded';
  }
}

function hear(m: Model, mail: Extract<Mail, { to: 'US' }>): void {
  const o = m.owner;
  if (!o) return;
  if (mail.kind === 'notice.distribution') {
    if (mail.complete) o.complete = true;
    return;
  }
  if (mail.kind === 'notice.purge-reminder') {
    obey(m, o, mail.how);
    return;
  }
  if (mail.decision === 'issued') {
    becomeIssued(m, o, mail.n);
    return;
  }
  if (mail.decision === 'withdrawn') {
    if (o.inForce > 0) return;
    o.state = 'discarded';
    o.ending = null;
    return;
  }
  if (o.purged || o.draft.state !== 'submitted' || mail.n !== o.latest) return;
  o.draft.state = mail.decision;
  if (o.amendment !== null) o.amendment = mail.decision === 'returned' ? 'returned' : null;
  else o.state = mail.decision;
}

function becomeIssued(m: Model, o: Owner, n: number): void {
  if (o.inForce >= n || o.purged) return;
  if (o.inForce === 0) {
    o.state = 'issued';
    // Both bureaus count from the moment of the issue, not of the news.
    o.endsAt = m.lyon?.extensions === 0 ? (m.lyon.endsAt ?? null) : o.endsAt;
  } else o.amendment = null;
  o.inForce = n;
  o.draft.state = 'issued';
}

function follow(m: Model, entry: Entry): void {
  const o = m.owner;
  if (!o) return;
  switch (entry.kind) {
    case 'notice.issued':
    case 'notice.amended':
      becomeIssued(m, o, entry.n);
      return;
    case 'notice.suspended':
      if (o.state === 'issued') o.state = 'suspended';
      return;
    case 'notice.resumed':
      if (o.state === 'suspended') o.state = 'issued';
      return;
    case 'notice.extended':
      if (o.purged) return;
      o.endsAt = entry.until;
      o.extensions += 1;
      return;
    default:
      if (!o.purged) obey(m, o, entry.how);
  }
}

/** All copies go, and the word for it is sent. Who has obeyed says so again. */
function obey(m: Model, o: Owner, how: 'cancelled' | 'withdrawn' | 'expired'): void {
  if (!o.purged) {
    o.state = how;
    o.amendment = null;
    o.ending = null;
    o.purged = true;
  }
  m.mail.push({ to: 'IPSG', kind: 'notice.purged' });
}

/** What the Secretariat's clocks do: holders are reminded, suspensions and notices end. */
function clocks(m: Model): void {
  const l = m.lyon;
  if (!l) return;
  if (l.ended && !l.complete && l.ended.at + DAY <= m.now) {
    if (!l.holderPurged && (l.remindedAt === null || l.remindedAt <= m.now - DAY)) {
      l.remindedAt = m.now;
      l.news = true;
      m.mail.push({ to: 'US', kind: 'notice.purge-reminder', how: l.ended.how });
    }
  }
  if (l.state === 'suspended' && l.suspension && l.suspension.until <= m.now) {
    const s = l.suspension;
    const spent = s.at + SUSPENSION_MAX_MS <= m.now;
    if (s.atEnd === 'resume') resume(m, l);
    else if (s.atEnd === 'cancel' || spent) end(m, l, 'cancelled');
    else s.asked = true;
  }
  if (isOut(l.state) && l.endsAt !== null && l.endsAt <= m.now) end(m, l, 'expired');
}

/** What must be the same in the room: the owner's row and the Secretariat's. */
export function seen(m: Model) {
  const { owner: o, lyon: l } = m;
  return {
    owner: o && {
      state: o.state,
      standing: standing(o.state, o.inForce, o.extensions, o.complete),
      amendment: o.amendment,
      inForce: o.inForce,
      extensions: o.extensions,
      endsAt: o.endsAt,
      ending: o.ending?.state ?? null,
      purged: o.purged,
      complete: o.complete,
    },
    lyon: l && {
      state: l.state,
      standing: standing(l.state, l.inForce, l.extensions, l.complete),
      amendment: l.amendment,
      inForce: l.inForce,
      extensions: l.extensions,
      endsAt: l.endsAt,
      suspendedUntil: l.suspension?.until ?? null,
      complete: l.state === 'discarded' || l.complete,
      review: l.review && {
        open: l.review.open,
        n: l.review.n,
        taken: l.review.taken.map((t) => t.decision ?? 'taken'),
      },
    },
  };
}

function standing(state: string, inForce: number, extensions: number, complete: boolean): string {
  if (isOver(state)) return complete ? 'purged' : state;
  if (state !== 'issued') return state;
  return inForce > 1 ? 'amended' : extensions > 0 ? 'extended' : 'issued';
}
