import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createTestBureaus, type TestBureau, type TestBureaus, type TestCaller } from '../testing/bureaus.ts';
import type { AskView, MediaSealed, MediaView, ViewedPicture, ViewGranted } from './contract.ts';
import { createIdentification } from './create-identification.ts';

export const rabbit = (name: string): Promise<Buffer> =>
  readFile(join(import.meta.dirname, '../../examples/rabbit', name));

/** Bureaus with this room, over real HTTP and a database each. */
export function identificationBureaus(codes: readonly string[]): Promise<TestBureaus> {
  return createTestBureaus(codes, (common) => [createIdentification(common).parts]);
}

/** Bureaus with this room, and the people of a test by name. */
export interface Cast extends AsyncDisposable {
  readonly bureaus: TestBureaus;
  /** `US` an analyst, `US.chief` a supervisor, `US.specialist` certified; `IPSG` a curator who is certified. Or who has arrived. */
  person(name: string): TestCaller;
  /** Somebody new under that name: `US.…` with these roles. */
  arrive(name: string, roles: readonly string[], certified?: boolean): Promise<TestCaller>;
}

/** The usual people at each bureau, the Secretariat among them. */
export async function castOf(codes: readonly string[]): Promise<Cast> {
  const bureaus = await identificationBureaus(codes);
  const people = new Map<string, TestCaller>();
  const arrive: Cast['arrive'] = async (name, roles, certified = false) => {
    const bureau = bureaus.at(name.split('.')[0] ?? '');
    const caller = await bureau.signIn({ roles });
    if (certified) await certify(bureau, caller);
    people.set(name, caller);
    return caller;
  };
  for (const code of codes) {
    await arrive(code, ['analyst']);
    await arrive(`${code}.chief`, ['supervisor']);
    await arrive(`${code}.specialist`, ['vid-specialist'], true);
  }
  await arrive('IPSG', ['curator', 'vid-specialist'], true);
  return {
    bureaus,
    arrive,
    person(name) {
      const found = people.get(name);
      if (!found) throw new Error(`nobody is called ${name}`);
      return found;
    },
    [Symbol.asyncDispose]: () => bureaus[Symbol.asyncDispose](),
  };
}

/** Waits for a value that comes by itself; the test's own time limit ends it. */
export async function eventually<T>(get: () => Promise<T | undefined | false | null>): Promise<T> {
  for (;;) {
    const value = await get();
    if (value) return value;
    await new Promise((resolve) => setTimeout(resolve, 15));
  }
}

export async function certify(bureau: TestBureau, caller: TestCaller): Promise<void> {
  await bureau.tx((tx) =>
    tx.query(
      `INSERT INTO person_certificate (person_id, kind, number, issued_by, valid_until, recorded_at)
       VALUES ($1, 'victim-identification', 'VID-1', 'General Secretariat', $2, $3)`,
      [caller.id, tx.now + 86_400_000, tx.now],
    ),
  );
}

export async function seal(caller: TestCaller, file: string, query = ''): Promise<MediaSealed> {
  return caller.ok<MediaSealed>('POST', `/api/media${query}`, { data: (await rabbit(file)).toString('base64') });
}

export const handling = { purpose: 'Identification of the child' };

/** Contributes a sealed picture and waits until Lyon holds it. */
export async function contribute(caller: TestCaller, id: string, more: object = {}): Promise<MediaView> {
  const asked = await caller.ok<{ askId: string }>('POST', `/api/media/${id}/contribute`, {
    deposit: false,
    handling,
    ...more,
  });
  const ask = await settled(caller, asked.askId);
  if (ask.state !== 'answered') throw new Error(`contribution refused: ${ask.code}`);
  return caller.ok<MediaView>('GET', `/api/media/${id}`);
}

export function settled(caller: TestCaller, askId: string): Promise<AskView> {
  return eventually(async () => {
    const ask = await caller.ok<AskView>('GET', `/api/icse-asks/${askId}`);
    return ask.state !== 'open' && ask;
  });
}

/** Asks to see, and sees. */
export async function look(caller: TestCaller, path: string, mode = 'clear'): Promise<ViewedPicture> {
  const granted = await caller.ok<ViewGranted>('POST', path, { reason: 'To identify the child', mode });
  return caller.ok<ViewedPicture>('GET', `/api/views/${granted.viewId}`);
}

export async function ledger(bureau: TestBureau, act: string): Promise<{ actor: string; entity: string }[]> {
  await bureau.audit.sealNow();
  return bureau.tx((tx) =>
    tx.query<{ actor: string; entity: string }>('SELECT actor, entity FROM audit_entry WHERE act = $1 ORDER BY seq', [
      act,
    ]),
  );
}
