import { isIP } from 'node:net';
import { createTransport } from 'nodemailer';
import type { AlertBody } from '../contract-alerts.ts';
import type { Refusal } from './call-webhook.ts';
import type { Settings } from './settings.ts';

const TIMEOUT_MS = 15_000;

export interface EmailInput {
  readonly smtp: NonNullable<Settings['smtp']>;
  readonly password: string | null;
  readonly to: string;
  readonly id: string;
  readonly body: AlertBody;
  readonly at: number;
}

/** Hands one letter to the mail server. Sent twice after a crash it carries the same Message-ID, by which servers know it. */
export async function sendEmail({ smtp, password, to, id, body, at }: EmailInput): Promise<Refusal> {
  const transport = createTransport({
    host: smtp.host,
    port: smtp.port,
    secure: smtp.security === 'tls',
    requireTLS: smtp.security === 'starttls',
    ignoreTLS: smtp.security === 'none',
    ...(smtp.username !== null && { auth: { user: smtp.username, pass: password ?? '' } }),
    tls: {
      minVersion: 'TLSv1.2',
      ...(smtp.ca !== null && { ca: smtp.ca }),
      ...(isIP(smtp.host) === 0 && { servername: smtp.host }),
    },
    connectionTimeout: TIMEOUT_MS,
    greetingTimeout: TIMEOUT_MS,
    socketTimeout: TIMEOUT_MS,
    dnsTimeout: TIMEOUT_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  try {
    const domain = smtp.from.split('@')[1] ?? 'localhost';
    await transport.sendMail({
      from: smtp.from,
      to,
      subject: subjectOf(body),
      text: textOf(body),
      date: new Date(at),
      messageId: `<${id}@${domain}>`,
      headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
    });
    return null;
  } catch (error) {
    return refusalOf(error);
  } finally {
    transport.close();
  }
}

function refusalOf(error: unknown): Refusal {
  const { code, responseCode } = error as { code?: string; responseCode?: number };
  if (code === 'EAUTH') return { code: 'alert.email.sign-in', final: false };
  if (code === 'ETLS' || (code === 'ESOCKET' && /certificate|tls|ssl/i.test(String(error))))
    return { code: 'alert.email.not-secure', final: false };
  // 5yz is a permanent no (RFC 5321, 4.2.1).
  if (responseCode !== undefined) return { code: 'alert.email.refused', final: responseCode >= 500 };
  return { code: 'alert.email.unreachable', final: false };
}

/** Codes alone, in no language: what it is about is read after signing in. */
function subjectOf({ bureau, type, task, number }: AlertBody): string {
  return `[Homeward ${bureau}] ${[type, task, number].filter(Boolean).join(' / ')}`;
}

function textOf(body: AlertBody): string {
  const due = new Date(body.dueAt).toISOString().replace('T', ' ').slice(0, 16);
  return [body.task, body.number, body.urgency, `${due} UTC`, body.link].filter(Boolean).join('\n').concat('\n');
}
