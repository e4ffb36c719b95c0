import { typeKey } from './fingerprint-types.ts';
import {
  type CategorizationGroup,
  type Entry,
  type EntryPage,
  type Feedback,
  type FeedbackSubmission,
  type Member,
  NAMESPACE,
  type Reason,
  readMoment,
  type StatusResult,
} from './wire.ts';
import { childOf, childrenOf, readXml, textOf, type XmlTree } from './xml-document.ts';

/** The document is XML, but not the answer that was asked for. */
export class UnexpectedAnswer extends Error {
  override readonly name = 'UnexpectedAnswer';
}

const MAX_ID = 200;
const MAX_FINGERPRINT = 4_096;
const MAX_FINGERPRINTS = 64;

function rootNamed(bytes: Uint8Array, ...names: readonly string[]): XmlTree {
  const root = readXml(bytes, NAMESPACE);
  if (!names.includes(root.name)) throw new UnexpectedAnswer(`expected ${names.join(' or ')}`);
  return root;
}

/** GET /v2/status */
export function readStatus(bytes: Uint8Array): StatusResult {
  const root = rootNamed(bytes, 'status');
  const member = readMember(childOf(root, 'member'));
  if (!member) throw new UnexpectedAnswer('status without a member');
  return { ipAddress: textOf(root, 'ipAddress') ?? '', username: textOf(root, 'username') ?? '', member };
}

/** GET /v2/members: any root whose children are members. */
export function readMembers(bytes: Uint8Array): Member[] {
  const root = readXml(bytes, NAMESPACE);
  return childrenOf(root, 'member').flatMap((child) => readMember(child) ?? []);
}

/** GET /v2/entries. What cannot be kept is counted, never fatal. */
export function readEntries(bytes: Uint8Array): EntryPage {
  const root = rootNamed(bytes, 'queryResult');
  const entries: Entry[] = [];
  let unreadable = 0;
  let maxAt: number | null = null;
  for (const section of [...childrenOf(root, 'images'), ...childrenOf(root, 'videos')]) {
    const at = readMoment(section.attributes.maxTimestamp);
    if (at !== null && section.children.length > 0) maxAt = Math.max(maxAt ?? at, at);
    for (const child of section.children) {
      const entry = readEntry(child);
      if (entry) entries.push(entry);
      else unreadable++;
    }
  }
  const paging = childOf(root, 'paging');
  return { entries, unreadable, maxAt, next: (paging && textOf(paging, 'next')) ?? null };
}

const KINDS: Readonly<Record<string, { kind: Entry['kind']; deleted: boolean }>> = {
  image: { kind: 'image', deleted: false },
  video: { kind: 'video', deleted: false },
  deletedImage: { kind: 'image', deleted: true },
  deletedVideo: { kind: 'video', deleted: true },
};

function readEntry(tree: XmlTree): Entry | null {
  const kind = KINDS[tree.name];
  const member = readMember(childOf(tree, 'member'));
  const id = textOf(tree, 'id');
  const at = readMoment(textOf(tree, 'timestamp'));
  if (!kind || !member || id === undefined || id.length > MAX_ID || at === null) return null;
  const empty = { classification: null, fingerprints: {}, large: {}, feedback: [], categorizations: [] };
  if (kind.deleted) return { ...kind, member, id, at, ...empty };
  const fingerprints: Record<string, string> = {};
  const large: Record<string, string> = {};
  for (const one of childOf(tree, 'fingerprints')?.children.slice(0, MAX_FINGERPRINTS) ?? []) {
    const type = typeKey(one.name);
    if (one.attributes.href) large[type] = one.attributes.href;
    else if (one.text !== '' && one.text.length <= MAX_FINGERPRINT) fingerprints[type] = one.text;
  }
  return {
    ...kind,
    member,
    id,
    at,
    classification: textOf(tree, 'classification')?.slice(0, 40) ?? null,
    fingerprints,
    large,
    feedback: readFeedback(childOf(tree, 'feedback')),
    categorizations: (childOf(tree, 'categorizations')?.children ?? []).flatMap(
      (child) => child.attributes.name ?? (child.text || []),
    ),
  };
}

function readMember(tree: XmlTree | undefined): Member | null {
  const id = tree?.attributes.id;
  if (!tree || id === undefined || !/^\d{1,18}$/.test(id)) return null;
  return { id, name: tree.text.slice(0, 200) };
}

function readFeedback(tree: XmlTree | undefined): Feedback[] {
  return (tree?.children ?? []).flatMap((child) => {
    if (child.name !== 'affirmativeFeedback' && child.name !== 'negativeFeedback') return [];
    const reasons = readGivenReasons(child);
    const members = new Map(
      [...membersIn(child), ...reasons.flatMap((given) => given.members)].map((member) => [member.id, member]),
    );
    return {
      sentiment: child.name === 'affirmativeFeedback' ? ('affirmative' as const) : ('negative' as const),
      type: typeKey(child.attributes.type ?? ''),
      at: readMoment(child.attributes.lastUpdateTimestamp),
      members: [...members.values()],
      reasons,
    };
  });
}

const membersIn = (tree: XmlTree): Member[] =>
  childrenOf(tree, 'members').flatMap((members) => childrenOf(members, 'member').flatMap((m) => readMember(m) ?? []));

/** Each `reasons` holds one reason and the members that gave it; one with several reasons is read as well. */
function readGivenReasons(tree: XmlTree): Feedback['reasons'] {
  return childrenOf(tree, 'reasons').flatMap((group) => {
    const members = membersIn(group);
    return childrenOf(group, 'reason').flatMap((one) => {
      const reason = readReason(one);
      return reason ? [{ reason, members }] : [];
    });
  });
}

function readReason({ attributes: { guid, name, type } }: XmlTree): Reason | null {
  if (!guid || guid.length > 64) return null;
  return { guid, name: (name ?? '').slice(0, 200), type: typeKey(type ?? '') };
}

/** GET /v2/feedback/TYPE/reasons */
export function readReasons(bytes: Uint8Array): Reason[] {
  const root = rootNamed(bytes, 'availableFeedbackReasons');
  return childrenOf(root, 'reason').flatMap((one) => readReason(one) ?? []);
}

/** GET /v2/categorizations */
export function readCategorizations(bytes: Uint8Array): CategorizationGroup[] {
  const root = rootNamed(bytes, 'availableCategorizations');
  return childrenOf(root, 'group').map((group) => ({
    name: group.attributes.name ?? '',
    allowMultiple: group.attributes.allowMultiple === 'true',
    categorizations: childrenOf(group, 'categorization').flatMap(({ attributes: { guid, name } }) =>
      guid ? [{ guid, name: name ?? '' }] : [],
    ),
  }));
}

/** Body of PUT …/feedback. Null when it says neither yes nor no, or no without a reason. */
export function readSubmission(bytes: Uint8Array): FeedbackSubmission | null {
  const root = rootNamed(bytes, 'feedbackSubmission');
  const negative = childOf(root, 'negative');
  if (childOf(root, 'affirmative')) return negative ? null : { sentiment: 'affirmative' };
  const ids = childOf(negative ?? root, 'reasonIds');
  const reasonIds = [...new Set(childrenOf(ids, 'guid').map((guid) => guid.text))].filter((guid) => guid !== '');
  return negative && reasonIds.length > 0 ? { sentiment: 'negative', reasonIds } : null;
}
