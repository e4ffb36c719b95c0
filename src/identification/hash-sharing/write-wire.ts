import { feedbackName, tagOf } from './fingerprint-types.ts';
import {
  type CategorizationGroup,
  type Entry,
  type Feedback,
  type FeedbackSubmission,
  type Member,
  NAMESPACE,
  type Reason,
  type StatusResult,
  toSeconds,
} from './wire.ts';
import { documentOf, element, type XmlPiece } from './xml-write.ts';

const root = (name: string, ...content: readonly (XmlPiece | null)[]): string =>
  documentOf(element(name, { xmlns: NAMESPACE }, ...content));
const member = ({ id, name }: Member): XmlPiece => element('member', { id }, name);
const reason = ({ guid, name, type }: Reason): XmlPiece => element('reason', { guid, name, type: feedbackName(type) });

export function writeStatus(status: StatusResult): string {
  return root(
    'status',
    element('ipAddress', {}, status.ipAddress),
    element('username', {}, status.username),
    member(status.member),
  );
}

export function writeMembers(members: readonly Member[]): string {
  return root('members', ...members.map(member));
}

/** A page of entries in the order given; `next` is relative to the base URL. Fingerprints of unknown types are left out. */
export function writeEntries(entries: readonly Entry[], next: string | null): string {
  return root(
    'queryResult',
    section('images', entries, 'image'),
    section('videos', entries, 'video'),
    next === null ? null : element('paging', {}, element('next', {}, next)),
  );
}

function section(name: string, all: readonly Entry[], kind: Entry['kind']): XmlPiece | null {
  const entries = all.filter((entry) => entry.kind === kind);
  if (entries.length === 0) return null;
  const maxTimestamp = toSeconds(entries.reduce((max, entry) => Math.max(max, entry.at), 0));
  return element(name, { count: entries.length, maxTimestamp }, ...entries.map(writeEntry));
}

function writeEntry(entry: Entry): XmlPiece {
  const at = element('timestamp', {}, toSeconds(entry.at));
  const id = element('id', {}, entry.id);
  if (entry.deleted)
    return element(entry.kind === 'image' ? 'deletedImage' : 'deletedVideo', {}, member(entry.member), id, at);
  return element(
    entry.kind,
    {},
    member(entry.member),
    at,
    id,
    entry.classification === null ? null : element('classification', {}, entry.classification),
    element('fingerprints', {}, ...inline(entry), ...byReference(entry)),
    writeFeedback(entry.feedback),
  );
}

const inline = (entry: Entry): XmlPiece[] =>
  Object.entries(entry.fingerprints).flatMap(([type, value]) => {
    const tag = tagOf(type);
    return tag ? [element(tag, {}, value)] : [];
  });

const byReference = (entry: Entry): XmlPiece[] =>
  Object.entries(entry.large).flatMap(([type, href]) => {
    const tag = tagOf(type);
    return tag ? [element(tag, { rel: 'self', href })] : [];
  });

function writeFeedback(feedback: readonly Feedback[]): XmlPiece {
  const latest = feedback.reduce<number | null>(
    (max, one) => (one.at === null ? max : Math.max(max ?? 0, one.at)),
    null,
  );
  return element(
    'feedback',
    { lastUpdateTimestamp: latest === null ? undefined : toSeconds(latest) },
    ...feedback.map((one) => {
      const at = one.at === null ? undefined : toSeconds(one.at);
      const members = (who: readonly Member[]): XmlPiece => element('members', { timestamp: at }, ...who.map(member));
      return element(
        `${one.sentiment}Feedback`,
        { type: feedbackName(one.type), lastUpdateTimestamp: at },
        ...(one.sentiment === 'affirmative'
          ? [members(one.members)]
          : one.reasons.map((given) => element('reasons', {}, reason(given.reason), members(given.members)))),
      );
    }),
  );
}

export function writeReasons(reasons: readonly Reason[]): string {
  return root('availableFeedbackReasons', ...reasons.map(reason));
}

export function writeCategorizations(groups: readonly CategorizationGroup[]): string {
  return root(
    'availableCategorizations',
    ...groups.map((group) =>
      element(
        'group',
        { name: group.name, allowMultiple: String(group.allowMultiple) },
        ...group.categorizations.map(({ guid, name }) => element('categorization', { guid, name })),
      ),
    ),
  );
}

export function writeSubmission(submission: FeedbackSubmission): string {
  return root(
    'feedbackSubmission',
    submission.sentiment === 'affirmative'
      ? element('affirmative', {})
      : element('negative', {}, element('reasonIds', {}, ...submission.reasonIds.map((id) => element('guid', {}, id)))),
  );
}

/** Answer to a feedback that was taken. */
export const writeSubmissionResult = (): string => root('submissionResult');
