import { createCipheriv, createDecipheriv } from 'node:crypto';
import type { Runtime, Vault } from '../platform/index.ts';

/** A key of one entity's bodies, in the clear: in memory alone. */
export interface EntityKey {
  readonly id: string;
  readonly key: Uint8Array;
}

export interface NewEntityKey extends EntityKey {
  readonly entity: string;
  /** As stored: under the vault's key, bound to the entity. */
  readonly wrapped: string;
}

const HELD = 2_000;

/**
 * AES-256-GCM (NIST SP 800-38D) of ledger bodies under keys of their entities. Keys this process made are held in memory,
 * so that an append needs no read; the database says at the insert whether a held key has been destroyed meanwhile.
 */
export interface BodyKeys {
  held(entity: string): EntityKey | undefined;
  make(entity: string): NewEntityKey;
  hold(entity: string, key: EntityKey): void;
  forget(entity: string): void;
  seal(key: Uint8Array, entry: string, plain: Uint8Array): Uint8Array;
  /** @throws when the ciphertext, the key or their binding to entity and entry was altered. */
  open(body: { entity: string; entry: string; wrapped: string; sealed: Uint8Array }): Uint8Array;
}

export function createBodyKeys({ runtime, vault }: { runtime: Runtime; vault: Vault }): BodyKeys {
  const keys = new Map<string, EntityKey>();
  const wrapContext = (entity: string): string => `audit-key:${entity}`;
  const bodyContext = (entry: string): Buffer => Buffer.from(`audit-body:${entry}`);
  return {
    held: (entity) => keys.get(entity),
    make(entity) {
      const key = runtime.random(32);
      return { id: runtime.newId(), key, entity, wrapped: vault.wrap(key, wrapContext(entity)) };
    },
    hold(entity, { id, key }) {
      keys.delete(entity);
      keys.set(entity, { id, key });
      const oldest = keys.keys().next();
      if (keys.size > HELD && !oldest.done) keys.delete(oldest.value);
    },
    forget: (entity) => void keys.delete(entity),
    seal(key, entry, plain) {
      const nonce = runtime.random(12);
      const cipher = createCipheriv('aes-256-gcm', key, nonce);
      cipher.setAAD(bodyContext(entry));
      return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
    },
    open({ entity, entry, wrapped, sealed }) {
      const key = vault.unwrap(wrapped, wrapContext(entity));
      const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, 12));
      decipher.setAAD(bodyContext(entry));
      decipher.setAuthTag(sealed.subarray(sealed.length - 16));
      return Buffer.concat([decipher.update(sealed.subarray(12, sealed.length - 16)), decipher.final()]);
    },
  };
}
