import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { type Answer, decode, encode, type Packet } from 'dns-packet';

/** What a name's zone says: aliases, addresses, or how it misbehaves. */
export interface Zone {
  readonly cname?: string;
  readonly a?: readonly string[];
  readonly aaaa?: readonly string[];
  /** `silent` never answers; `fails` and `refuses` answer so; `turns` gives one address after another. */
  readonly does?: 'silent' | 'fails' | 'refuses' | 'turns' | 'garbage';
}

/** A resolver of the tests' own on loopback: answers from its zones, and no such name for all others. */
export interface TestResolver extends AsyncDisposable {
  /** `127.0.0.1:port` */
  readonly server: string;
  readonly zones: Map<string, Zone>;
  readonly asked: string[];
}

const RCODE = { fails: 2, none: 3, refuses: 5 } as const;

export async function startTestResolver(zones: Readonly<Record<string, Zone>>): Promise<TestResolver> {
  const socket: Socket = createSocket('udp4');
  const held = new Map(Object.entries(zones));
  const asked: string[] = [];
  const turns = new Map<string, number>();
  socket.on('message', (bytes, from) => {
    const question = decode(bytes);
    const [first] = question.questions ?? [];
    if (!first) return;
    const name = first.name.toLowerCase();
    asked.push(`${first.type} ${name}`);
    const zone = held.get(name);
    if (zone?.does === 'silent') return;
    if (zone?.does === 'garbage') {
      socket.send(Buffer.concat([bytes.subarray(0, 2), Buffer.from('no answer at all')]), from.port, from.address);
      return;
    }
    const reply: Packet = { type: 'response', id: question.id, questions: question.questions, answers: [] };
    if (!zone) reply.flags = RCODE.none;
    else if (zone.does === 'fails' || zone.does === 'refuses') reply.flags = RCODE[zone.does];
    else reply.answers = answersOf(name, first.type, zone, turns);
    socket.send(encode(reply), from.port, from.address);
  });
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  return {
    server: `127.0.0.1:${socket.address().port}`,
    zones: held,
    asked,
    async [Symbol.asyncDispose]() {
      socket.close();
      await once(socket, 'close');
    },
  };
}

function answersOf(name: string, type: string, zone: Zone, turns: Map<string, number>): Answer[] {
  if (zone.cname !== undefined) {
    return type === 'CNAME' ? [{ type: 'CNAME', name, ttl: 60, data: zone.cname }] : [];
  }
  const list = (type === 'A' ? zone.a : type === 'AAAA' ? zone.aaaa : undefined) ?? [];
  if (list.length === 0) return [];
  const turn = turns.get(`${type} ${name}`) ?? 0;
  turns.set(`${type} ${name}`, turn + 1);
  const given = zone.does === 'turns' ? [list[turn % list.length] as string] : list;
  return given.map((data) => ({ type: type as 'A', name, ttl: 300, data }));
}
