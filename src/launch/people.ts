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
  const have = new Set(known.map((l) => `${l.bureau}/${l.username}`));
  const all = [...nodes];
  const fresh = all.flatMap((node) =>
    (people[node.code] ?? [])
      .filter((person) => !have.has(`${node.code}/${person.username}`))
      .map((person) => ({ node, person, login: newLogin(node, person) })),
  );
  const logins = [...known, ...fresh.map((f) => f.login)];
  if (fresh.length === 0) return logins;
  // The file first: a start that is killed half way leaves logins without people, and the next one makes them.
  await writePrivateFile(path, JSON.stringify(logins, null, 1));
  for (const { node, person, login } of fresh) await createOnce(node, person, login);
  return logins;
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
