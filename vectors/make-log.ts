import {
  addSignatures,
  appendLeaves,
  type Checkpoint,
  consistencyProof,
  cosignCheckpoint,
  formatCheckpoint,
  fromHex,
  inclusionProof,
  type JsonObject,
  leafHash,
  noteSigner,
  rootOf,
  signCheckpoint,
  signNote,
  type Tile,
  type TileReader,
  toBase64,
  toHex,
  utf8,
} from '../src/protocol/index.ts';
import type { TestKeys } from './test-keys.ts';

/** A log whose leaf i is the decimal number i; every width of every tile, as a reader of any size needs it. */
async function numberLog(size: number): Promise<TileReader> {
  const tiles = new Map<string, Tile>();
  const reader: TileReader = {
    readTile: async (level, index) => tiles.get(`${level}/${index}`)?.bytes ?? new Uint8Array(0),
  };
  const leaves = Array.from({ length: size }, (_, i) => leafHash(utf8(String(i))));
  for (const tile of (await appendLeaves(0, leaves, reader)).tiles) tiles.set(`${tile.level}/${tile.index}`, tile);
  return reader;
}

const about =
  'Leaf i of the tree is the decimal number i in ASCII. Hashes are hex of SHA-256 as RFC 6962 computes them. kind root, inclusion or consistency.';

export async function merkleValid() {
  const log = await numberLog(70_000);
  const root = async (size: number) => toHex(await rootOf(size, log));
  const cases: JsonObject[] = [];
  for (const size of [0, 1, 2, 3, 4, 5, 7, 8, 255, 256, 257, 65_536, 65_537, 70_000]) {
    cases.push({ name: `root of ${size}`, kind: 'root', size, root: await root(size) });
  }
  const included: [number, number][] = [
    [0, 1],
    [0, 2],
    [1, 2],
    [2, 3],
    [6, 7],
    [255, 256],
    [256, 257],
    [300, 1000],
    [65_536, 65_537],
    [12_345, 70_000],
    [69_999, 70_000],
  ];
  for (const [index, size] of included) {
    const proof = (await inclusionProof(index, size, log)).map(toHex);
    const leaf = toHex(leafHash(utf8(String(index))));
    cases.push({
      name: `leaf ${index} of ${size}`,
      kind: 'inclusion',
      leaf,
      index,
      size,
      proof,
      root: await root(size),
    });
  }
  const grown: [number, number][] = [
    [0, 5],
    [1, 2],
    [3, 7],
    [4, 7],
    [6, 8],
    [8, 8],
    [256, 257],
    [257, 1000],
    [65_536, 70_000],
    [65_537, 70_000],
  ];
  for (const [oldSize, newSize] of grown) {
    const proof = (await consistencyProof(oldSize, newSize, log)).map(toHex);
    cases.push({
      name: `${oldSize} to ${newSize}`,
      kind: 'consistency',
      oldSize,
      oldRoot: await root(oldSize),
      newSize,
      newRoot: await root(newSize),
      proof,
    });
  }
  return { suite: 'merkle', about, cases };
}

export async function merkleInvalid() {
  const log = await numberLog(300);
  const root = async (size: number) => toHex(await rootOf(size, log));
  const leaf = toHex(leafHash(utf8('5')));
  const proof = (await inclusionProof(5, 11, log)).map(toHex);
  const good = { kind: 'inclusion', leaf, index: 5, size: 11, proof, root: await root(11) };
  const path = (await consistencyProof(5, 11, log)).map(toHex);
  const grown = {
    kind: 'consistency',
    oldSize: 5,
    oldRoot: await root(5),
    newSize: 11,
    newRoot: await root(11),
    proof: path,
  };
  const code = 'bad-proof';
  const cases: JsonObject[] = [
    { ...good, name: 'another leaf', leaf: toHex(leafHash(utf8('6'))), code },
    { ...good, name: 'another place', index: 4, code },
    { ...good, name: 'outside the tree', index: 11, code },
    { ...good, name: 'another size', size: 6, code },
    { ...good, name: 'another root', root: await root(10), code },
    { ...good, name: 'proof cut short', proof: proof.slice(0, -1), code },
    { ...good, name: 'proof too long', proof: [...proof, leaf], code },
    { ...good, name: 'proof in another order', proof: proof.toReversed(), code },
    { ...good, name: 'short hash', proof: [...proof.slice(0, -1), 'abcd'], code },
    {
      name: 'an inner node passed off as a leaf',
      kind: 'inclusion',
      leaf: proof[1] ?? '',
      index: 0,
      size: 11,
      proof: proof.slice(2),
      root: good.root,
      code,
    },
    { ...grown, name: 'another history', oldRoot: await root(6), code },
    { ...grown, name: 'another present', newRoot: await root(10), code },
    { ...grown, name: 'sizes swapped', oldSize: 11, newSize: 5, code },
    { ...grown, name: 'no proof', proof: [], code },
    { ...grown, name: 'growth proof cut short', proof: path.slice(0, -1), code },
    { ...grown, name: 'growth proof too long', proof: [...path, leaf], code },
    { ...grown, name: 'same size, other root', newSize: 5, proof: [], code },
    { ...grown, name: 'empty tree with a root of its own', oldSize: 0, proof: [], code },
  ];
  return { suite: 'merkle', about, cases };
}

const origin = 'homeward.example.org/US/ledger';
const otherOrigin = 'homeward.example.org/NL/ledger';
const time = 1_780_000_000_000;

async function checkpointsSetup(keys: TestKeys) {
  const log = await numberLog(300);
  const at = async (size: number, more: Partial<Checkpoint> = {}): Promise<Checkpoint> => ({
    origin,
    size,
    root: await rootOf(size, log),
    time: time + size,
    ...more,
  });
  return {
    at,
    own: noteSigner(origin, fromHex(keys.ed25519Seeds.log)),
    other: noteSigner(otherOrigin, fromHex(keys.ed25519Seeds.otherLog)),
    witness: noteSigner('witness.example.org', fromHex(keys.ed25519Seeds.witness), 'cosignature'),
  };
}

function asJson({ origin: name, size, root, time: when }: Checkpoint): JsonObject {
  return { origin: name, size, root: toHex(root), ...(when === undefined ? {} : { time: when }) };
}

export async function checkpointsValid(keys: TestKeys) {
  const { at, own, witness } = await checkpointsSetup(keys);
  const cases: JsonObject[] = [];
  const add = (name: string, note: string, checkpoint: Checkpoint, more: JsonObject = {}) =>
    cases.push({ name, note, checkpoint: asJson(checkpoint), ...more });
  const first = await at(5);
  const later = await at(300);
  add('signed by its log', signCheckpoint(first, own), first);
  add('empty log', signCheckpoint(await at(0), own), await at(0));
  const timeless = await at(7, { time: undefined });
  add('without a time', signCheckpoint(timeless, own), timeless);
  add('with a witness', cosignCheckpoint(signCheckpoint(later, own), witness, time + 9000), later, {
    signedBy: [own.name, witness.name],
  });
  add('grown since the one held', signCheckpoint(later, own), later, { held: signCheckpoint(first, own) });
  add('extension line not known here', signNote(`${formatCheckpoint(first)}colour blue\n`, [own]), first);
  return {
    suite: 'checkpoints',
    about: 'verifiers: the keys trusted. held: the checkpoint the reader had before.',
    verifiers: [own.verifierText, witness.verifierText],
    cases,
  };
}

export async function checkpointsInvalid(keys: TestKeys) {
  const { at, own, other, witness } = await checkpointsSetup(keys);
  const first = await at(5);
  const held = signCheckpoint(await at(100), own);
  const good = signCheckpoint(first, own);
  const text = formatCheckpoint(first);
  const stranger = noteSigner(origin, new Uint8Array(32).fill(99));
  const cases: JsonObject[] = [];
  const add = (name: string, note: string, code: string, more: JsonObject = {}) =>
    cases.push({ name, note, code, ...more });
  add('bad signature: size altered', good.replace('\n5\n', '\n6\n'), 'bad-signature');
  add('bad signature: time altered', good.replace(`time ${time + 5}`, `time ${time + 6}`), 'bad-signature');
  add('signed by a key nobody trusts', signNote(text, [stranger]), 'bad-signature');
  add('signature stripped', `${text}\n`, 'bad-signature');
  add(
    'one good signature, one bad by a trusted key',
    addSignatures(good, [witness], 1).replace(/.{4}\n$/, 'AA==\n'),
    'bad-signature',
  );
  add('no blank line', text, 'malformed');
  add('no newline at the end', good.slice(0, -1), 'malformed');
  add('signature line of another form', `${good}- someone AAAA\n`, 'malformed');
  add('size with a leading zero', signNote(text.replace('\n5\n', '\n05\n'), [own]), 'malformed');
  add('negative size', signNote(text.replace('\n5\n', '\n-5\n'), [own]), 'malformed');
  add('size past 2^53', signNote(text.replace('\n5\n', '\n9007199254740992\n'), [own]), 'malformed');
  add('root of another length', signNote(`${origin}\n5\n${toBase64(new Uint8Array(16))}\n`, [own]), 'malformed');
  add('two times', signNote(`${text}time 1\n`, [own]), 'malformed');
  add('wrong origin: signed by the key of another log', signNote(text, [other]), 'wrong-origin');
  add('wrong origin: signed by a witness alone', signNote(text, [witness], 1), 'wrong-origin');
  add(
    'wrong origin: another log than asked for',
    signCheckpoint({ ...first, origin: otherOrigin }, other),
    'wrong-origin',
  );
  add('rolled back: smaller', good, 'rolled-back', { held });
  add('rolled back: older', signCheckpoint(await at(101, { time }), own), 'rolled-back', { held });
  add('rolled back: time dropped', signCheckpoint(await at(101, { time: undefined }), own), 'rolled-back', { held });
  add('split view', signCheckpoint({ ...(await at(100)), root: (await at(99)).root }, own), 'split-view', { held });
  return {
    suite: 'checkpoints',
    about:
      'verifiers: the keys trusted; origin: the log asked for; held: the checkpoint the reader had before. code: why it is refused.',
    origin,
    verifiers: [own.verifierText, other.verifierText, witness.verifierText],
    cases,
  };
}
