import { createHmac } from 'node:crypto';
import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { AlertBody } from '../contract-alerts.ts';
import { PrivateTarget, publicLookup, whyNotUrl } from './public-target.ts';

const TIMEOUT_MS = 15_000;

/** `null`: taken. Otherwise why not, as a code, and whether trying again is of no use. */
export type Refusal = { readonly code: string; readonly final: boolean } | null;

/**
 * Standard Webhooks 1.0.0: HMAC-SHA256 over `id.timestamp.body` under the base64 secret after `whsec_`, the time in seconds. The
 * receiver refuses old times, and knows a repeated delivery by its id.
 */
function signWebhook(secret: string, id: string, seconds: number, body: string): string {
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  return `v1,${createHmac('sha256', key).update(`${id}.${seconds}.${body}`).digest('base64')}`;
}

/** One POST, no redirect followed, no answer read. 2xx is yes. */
export function callWebhook(input: {
  readonly url: string;
  readonly secret: string;
  readonly id: string;
  readonly body: AlertBody;
  readonly now: number;
  readonly allowPrivate: boolean;
  readonly signal: AbortSignal;
}): Promise<Refusal> {
  const why = whyNotUrl(input.url, input.allowPrivate);
  if (why) return Promise.resolve({ code: why, final: true });
  const body = JSON.stringify({ ...input.body, timestamp: new Date(input.now).toISOString() });
  const seconds = Math.floor(input.now / 1000);
  const url = new URL(input.url);
  const send = url.protocol === 'https:' ? httpsRequest : httpRequest;
  return new Promise((resolve) => {
    const request = send(
      url,
      {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(body),
          'user-agent': 'Homeward',
          'webhook-id': input.id,
          'webhook-timestamp': String(seconds),
          'webhook-signature': signWebhook(input.secret, input.id, seconds, body),
        },
        agent: false,
        lookup: publicLookup(input.allowPrivate),
        signal: AbortSignal.any([input.signal, AbortSignal.timeout(TIMEOUT_MS)]),
      },
      (response) => {
        const status = response.statusCode ?? 0;
        response.destroy();
        if (status >= 200 && status < 300) resolve(null);
        else if (status >= 300 && status < 400) resolve({ code: 'alert.webhook.redirect', final: false });
        else resolve({ code: 'alert.webhook.refused', final: status === 410 });
      },
    );
    request.on('error', (error) => {
      if (error instanceof PrivateTarget) resolve({ code: 'alert.webhook.private-target', final: true });
      else resolve({ code: 'alert.webhook.unreachable', final: false });
    });
    request.end(body);
  });
}
