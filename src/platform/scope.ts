import type { BureauCode } from '../protocol/index.ts';

/** Who acts. `id` is `person:<uuid>`, `bureau:NL`, `partner:<uuid>`, `system` or `anyone`. */
export interface Actor {
  readonly kind: 'person' | 'bureau' | 'partner' | 'system' | 'anyone';
  readonly id: string;
}

/**
 * Under whose authority a transaction runs. Compartments become row-level security settings of the transaction:
 * a row whose compartment is not listed does not exist for it. `['*']` is for the system alone.
 */
export interface Scope {
  readonly actor: Actor;
  readonly bureau: BureauCode;
  /** ORI of the agency the person belongs to; null for bureau staff. */
  readonly agency: string | null;
  readonly roles: readonly string[];
  readonly compartments: readonly string[];
}

export function systemScope(bureau: BureauCode): Scope {
  return { actor: { kind: 'system', id: 'system' }, bureau, agency: null, roles: ['system'], compartments: ['*'] };
}

/** The scope in which a verified message or request from another bureau takes effect here. */
export function bureauScope(bureau: BureauCode, from: BureauCode): Scope {
  return {
    actor: { kind: 'bureau', id: `bureau:${from}` },
    bureau,
    agency: null,
    roles: ['bureau'],
    compartments: ['*'],
  };
}

export function anyoneScope(bureau: BureauCode): Scope {
  return { actor: { kind: 'anyone', id: 'anyone' }, bureau, agency: null, roles: ['anyone'], compartments: [] };
}

/** Role of a caller that is known only by what its bytes prove; a session or a key counts for nothing there. */
export const NODE = 'node';

/** Who calls a node-to-node route, before the room has checked the signature inside the bytes. */
export function nodeScope(bureau: BureauCode): Scope {
  return { ...anyoneScope(bureau), roles: [NODE] };
}

/** A thing, named without knowing its room: `{ kind: 'case', id }`. */
export interface EntityRef {
  readonly kind: string;
  readonly id: string;
}

export function refText(ref: EntityRef): string {
  return `${ref.kind}:${ref.id}`;
}

export function parseRef(text: string): EntityRef {
  const at = text.indexOf(':');
  return { kind: text.slice(0, at), id: text.slice(at + 1) };
}
