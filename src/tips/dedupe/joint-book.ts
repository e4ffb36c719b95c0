import type { JointKind, Standing } from '../contract-dedupe.ts';
import type { TipKey } from './read-keys.ts';
import type { Rules } from './rules.ts';

export type HeldKey = TipKey & { readonly id: string; readonly tipId: string };

export interface HeldJoint {
  readonly id: string;
  readonly key: string;
  readonly kind: JointKind;
  readonly shown: string;
  standing: Standing;
  tips: number;
  readonly anchor: string;
  firstAt: number;
  lastAt: number;
}

/** What the database holds of some keys. */
export interface Held {
  readonly joints: readonly HeldJoint[];
  /** The first report of a key that is no joint yet. */
  readonly first: readonly { readonly key: string; readonly at: number; readonly tipId: string }[];
  /** `joint tip`: it is in it already. */
  readonly members: ReadonlySet<string>;
}

const HOUR = 3_600_000;

/**
 * Joins one page of reports to what is held: the first report with a key is written down, the second makes a joint of it, and more
 * are added until the key is too common to join any. In memory; what changed is kept by the store.
 */
export class JointBook {
  readonly newJoints: HeldJoint[] = [];
  readonly changed = new Set<HeldJoint>();
  readonly newMembers: { jointId: string; tipId: string }[] = [];
  readonly newFirst: { key: string; at: number; tipId: string }[] = [];
  joined = 0;
  readonly #joints = new Map<string, HeldJoint[]>();
  readonly #first = new Map<string, { at: number; tipId: string }[]>();
  readonly #members: Set<string>;
  readonly #edges: { joint: HeldJoint; tipId: string }[] = [];
  readonly #fell = new Set<HeldJoint>();
  readonly #isNew = new Set<HeldJoint>();
  readonly #rules: Rules;
  readonly #newId: () => string;
  readonly #spanMs: number;

  constructor(held: Held, rules: Rules, newId: () => string) {
    this.#rules = rules;
    this.#newId = newId;
    this.#spanMs = rules.spanHours * HOUR;
    for (const joint of held.joints) push(this.#joints, joint.key, joint);
    for (const { key, at, tipId } of held.first) push(this.#first, key, { at, tipId });
    this.#members = new Set(held.members);
  }

  add(key: HeldKey): void {
    const at = key.at ?? 0;
    const joint = this.#joints.get(key.id)?.find((one) => this.#covers(one, at));
    if (joint) {
      // An address on the net was used on: who uses it a little later than this joint reaches is near this use all the same.
      if (key.at !== undefined && joint.standing !== 'common') this.#note(key, at);
      if (!this.#members.has(`${joint.id} ${key.tipId}`)) this.#join(joint, key.tipId, at);
      return;
    }
    const [other] = (this.#first.get(key.id) ?? [])
      .filter((one) => one.tipId !== key.tipId && Math.abs(one.at - at) <= this.#spanMs)
      .sort((a, b) => Math.abs(a.at - at) - Math.abs(b.at - at));
    if (!other || key.at !== undefined) this.#note(key, at);
    if (!other) return;
    const made: HeldJoint = {
      id: this.#newId(),
      key: key.id,
      kind: key.kind,
      shown: key.shown ?? key.value.slice(0, 200),
      standing: this.#rules.kinds[key.kind].standing,
      tips: 1,
      anchor: other.tipId,
      firstAt: Math.min(at, other.at),
      lastAt: Math.max(at, other.at),
    };
    push(this.#joints, key.id, made);
    this.newJoints.push(made);
    this.#isNew.add(made);
    this.#member(made, other.tipId);
    this.#join(made, key.tipId, at);
  }

  /** Reports that joints draw together. */
  edges(): { anchor: string; tipId: string }[] {
    return this.#edges
      .filter(({ joint }) => joint.standing === 'certain' || joint.standing === 'accepted')
      .map(({ joint, tipId }) => ({ anchor: joint.anchor, tipId }));
  }

  /** A report of each joint that held reports together and does so no more. */
  fallen(): string[] {
    return [...this.#fell].map((joint) => joint.anchor);
  }

  #join(joint: HeldJoint, tipId: string, at: number): void {
    this.#member(joint, tipId);
    joint.tips++;
    joint.firstAt = Math.min(joint.firstAt, at);
    joint.lastAt = Math.max(joint.lastAt, at);
    if (!this.#isNew.has(joint)) this.changed.add(joint);
    if (joint.standing === 'rejected' || joint.standing === 'common') return;
    if (joint.tips <= this.#rules.kinds[joint.kind].most) {
      this.#edges.push({ joint, tipId });
      this.joined++;
      return;
    }
    // What is new in this page has drawn nothing together yet.
    if (joint.standing !== 'proposed' && !this.#isNew.has(joint)) this.#fell.add(joint);
    joint.standing = 'common';
  }

  /** Written down for those who come later, once. */
  #note({ id, tipId }: HeldKey, at: number): void {
    if (this.#first.get(id)?.some((one) => one.tipId === tipId && one.at === at)) return;
    push(this.#first, id, { at, tipId });
    this.newFirst.push({ key: id, at, tipId });
  }

  #member(joint: HeldJoint, tipId: string): void {
    this.#members.add(`${joint.id} ${tipId}`);
    this.newMembers.push({ jointId: joint.id, tipId });
  }

  /** A joint of an address on the net spans no more than the rule's hours. Others have no time. */
  #covers(joint: HeldJoint, at: number): boolean {
    return at >= joint.lastAt - this.#spanMs && at <= joint.firstAt + this.#spanMs;
  }
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
