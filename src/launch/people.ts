import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { newTotpSecret, ROLES } from '../access/index.ts';
import type { Node } from '../node.ts';
import { systemScope, writePrivateFile } from '../platform/index.ts';

const personSchema = z.strictObject({
  username: z.string(),
  name: z.string(),
  roles: z.array(z.enum(ROLES)),
  agency: z.string().optional(),
  compartments: z.array(z.string()).default([]),
  certificate: z
    .strictObject({ kind: z.literal('victim-identification'), number: z.string(), expires: z.iso.date() })
    .optional(),
});
const fileSchema = z.record(z.string(), z.array(personSchema));

export interface Login {
  readonly bureau: string;
  readonly username: string;
  readonly name: string;
  readonly roles: readonly string[];
  readonly password: string;
  readonly totpSecret: string;
}

/** Invented people of each bureau, from a JSON file `{ "US": [{ username, name, roles, … }] }`. */
export async function readPeople(file: string): Promise<z.output<typeof fileSchema>> {
  return fileSchema.parse(JSON.parse(await readFile(file, 'utf8')));
}

/**
 * Gives each bureau its invented people, once: passwords and one-time secrets are drawn at the first start, kept in
 * `demo-logins.json` (0600) of the data folder, and read back later.
 */
export async function seedPeople(
  nodes: Iterable<Node>,
  people: z.output<typeof fileSchema>,
  dataDir: string,
): Promise<Login[]> {
  const path = join(dataDir, 'demo-logins.json');
  const known: Login[] = await readFile(path, 'utf8').then(
    (text) => JSON.parse(text) as Login[],
    () => [],
  );
  const all = [...nodes];
  const wanted = all.flatMap((node) =>
    (people[node.code] ?? []).map((person) => {
      const login = known.find((l) => l.bureau === node.code && l.username === person.username);
      return { node, person, login: login ?? newLogin(node, person) };
    }),
  );
  const fresh = wanted.map((w) => w.login).filter((login) => !known.includes(login));
  const logins = [...known, ...fresh];
  // The file first: a start that is killed half way leaves logins without people, and the next one makes them.
  if (fresh.length > 0) await writePrivateFile(path, JSON.stringify(logins, null, 1));
  for (const node of all) {
    const there = await usernames(node);
    for (const { person, login } of wanted.filter((w) => w.node === node && !there.has(w.person.username)))
      await createOnce(node, person, login);
  }
  return logins;
}

async function usernames(node: Node): Promise<Set<string>> {
  const rows = await node.db.tx(systemScope(node.code), (tx) =>
    tx.query<{ username: string }>('SELECT username FROM person'),
  );
  return new Set(rows.map((row) => row.username));
}

type DemoPerson = z.output<typeof personSchema>;

function newLogin(node: Node, person: DemoPerson): Login {
  return {
    bureau: node.code,
    username: person.username,
    name: person.name,
    roles: person.roles,
    password: randomBytes(9).toString('base64url'),
    totpSecret: newTotpSecret(node.runtime.random),
  };
}

async function createOnce(node: Node, person: DemoPerson, login: Login): Promise<void> {
  const { certificate } = person;
  await node.db.tx(systemScope(node.code), (tx) =>
    node.access.createPerson(tx, {
      username: person.username,
      name: person.name,
      roles: person.roles,
      agency: person.agency ?? null,
      compartments: person.agency ? [] : ['general', ...person.compartments],
      password: login.password,
      totpSecret: login.totpSecret,
      ...(certificate
        ? {
            certificate: {
              kind: certificate.kind,
              number: certificate.number,
              issuedBy: node.code,
              validUntil: Date.parse(certificate.expires),
            },
          }
        : {}),
    }),
  );
}
