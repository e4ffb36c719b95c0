import { generateKeyPairSync, sign } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

/** A letter as the server took it. */
export interface Letter {
  readonly from: string;
  readonly to: string;
  readonly user: string | null;
  readonly secure: boolean;
  readonly text: string;
}

export interface MailServer extends AsyncDisposable {
  readonly port: number;
  /** The certificate to trust. */
  readonly ca: string;
  readonly letters: Letter[];
  /** What the next letters are answered with; null: they are taken. */
  answer: { code: number } | null;
}

/** A real SMTP server that offers STARTTLS under a certificate of its own and takes mail from who signs in. */
export async function startMailServer(login: { user: string; password: string }): Promise<MailServer> {
  const { key, cert } = selfSigned();
  const letters: Letter[] = [];
  const server = new SMTPServer({
    key,
    cert,
    authMethods: ['PLAIN'],
    onAuth: (auth, session, callback) =>
      auth.username === login.user && auth.password === login.password && session.secure
        ? callback(null, { user: auth.username })
        : callback(new Error('no')),
    onRcptTo: (_address, _session, callback) => {
      if (made.answer === null) return callback();
      callback(Object.assign(new Error('no'), { responseCode: made.answer.code }));
    },
    onData: (stream, session, callback) => {
      let text = '';
      stream.on('data', (chunk: Buffer) => {
        text += chunk.toString('utf8');
      });
      stream.on('end', () => {
        const { mailFrom, rcptTo } = session.envelope;
        letters.push({
          from: mailFrom ? mailFrom.address : '',
          to: rcptTo.map((one) => one.address).join(),
          user: typeof session.user === 'string' ? session.user : null,
          secure: session.secure,
          text,
        });
        callback();
      });
    },
  });
  server.on('error', () => undefined);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const made: MailServer = {
    port: (server.server.address() as AddressInfo).port,
    ca: cert,
    letters,
    answer: null,
    [Symbol.asyncDispose]: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
  return made;
}

/** One DER element: tag, length, content (X.690). */
function der(tag: number, ...parts: readonly Uint8Array[]): Buffer {
  const content = Buffer.concat(parts);
  const size = content.length;
  const length = size < 128 ? [size] : size < 256 ? [0x81, size] : [0x82, size >> 8, size & 255];
  return Buffer.concat([Buffer.from([tag, ...length]), content]);
}
const oid = (hex: string): Buffer => der(0x06, Buffer.from(hex, 'hex'));

/** A certificate for localhost that signs itself (RFC 5280), good for a day. */
function selfSigned(): { key: string; cert: string } {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const algorithm = der(0x30, oid('2a8648ce3d040302'));
  const name = der(0x30, der(0x31, der(0x30, oid('550403'), der(0x0c, Buffer.from('localhost')))));
  const time = (at: number): Buffer =>
    der(0x18, Buffer.from(`${new Date(at).toISOString().replace(/\D/g, '').slice(0, 14)}Z`));
  const now = Date.now();
  const names = der(0x30, der(0x82, Buffer.from('localhost')), der(0x87, Buffer.from([127, 0, 0, 1])));
  const extension = (id: string, value: Buffer): Buffer => der(0x30, oid(id), der(0x04, value));
  const body = der(
    0x30,
    der(0xa0, der(0x02, Buffer.from([2]))),
    der(0x02, Buffer.from([1])),
    algorithm,
    name,
    der(0x30, time(now - 3_600_000), time(now + 86_400_000)),
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
    der(0xa3, der(0x30, extension('551d11', names), extension('551d13', der(0x30, der(0x01, Buffer.from([255])))))),
  );
  const signature = sign('sha256', body, privateKey);
  const cert = der(0x30, body, algorithm, der(0x03, Buffer.from([0]), signature));
  const lines = cert.toString('base64').match(/.{1,64}/g) ?? [];
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    cert: `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`,
  };
}
