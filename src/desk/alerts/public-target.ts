import { lookup as resolveAll } from 'node:dns/promises';
import type { LookupFunction } from 'node:net';
import { readAddress } from '../../platform/index.ts';

/** The address is on no public host: this machine, a private network, a cloud's own service. */
export class PrivateTarget extends Error {}

/** Why an address may not be called as written; null when it may. Names are looked at again when they are resolved. */
export function whyNotUrl(text: string, allowPrivate: boolean): string | null {
  const url = new URL(text);
  if (url.username !== '' || url.password !== '') return 'alert.webhook.credentials';
  if (allowPrivate) return null;
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (host === 'localhost' || host.endsWith('.localhost')) return 'alert.webhook.private-target';
  const address = readAddress(host);
  return address?.special ? 'alert.webhook.private-target' : null;
}

/**
 * A resolver for one connection: what it connects to is what was checked. If any of a name's addresses is on no public host, none
 * is used.
 */
export function publicLookup(allowPrivate: boolean): LookupFunction {
  return (hostname, options, callback) => {
    resolveAll(hostname, {
      all: true,
      family: options.family === 'IPv4' ? 4 : options.family === 'IPv6' ? 6 : (options.family ?? 0),
    })
      .then((addresses) => {
        const special = addresses.find(({ address }) => readAddress(address)?.special !== null);
        const [first] = addresses;
        if (!first) throw new Error('no address');
        if (special && !allowPrivate) throw new PrivateTarget(`private target ${special.address}`);
        if (options.all) callback(null, addresses);
        else callback(null, first.address, first.family);
      })
      .catch((error: NodeJS.ErrnoException) => callback(error, options.all ? [] : '', 4));
  };
}
