import type { IncomingHttpHeaders } from 'node:http';
import { invalid } from '../../platform/index.ts';
import { PAGE_SIZE, type PublicQuery, REACHABLE } from './public-query.ts';
import type { Found, PublicEntry } from './shelf.ts';
import { publicDate } from './to-public.ts';

type Link = { readonly href: string };
const HOST = /^(?:[A-Za-z0-9](?:[A-Za-z0-9.-]{0,251}[A-Za-z0-9])?|\[[0-9A-Fa-f:.]{2,45}\])(?::\d{1,5})?$/;
const first = (header: string | string[] | undefined): string | undefined =>
  (Array.isArray(header) ? header[0] : header)?.split(',')[0]?.trim();

/**
 * `https://notices.example`: how the caller reached us, so that links lead back the same way. What a proxy says counts only where
 * the bureau has said that the proxy is its own.
 * @throws AppError `invalid` `public.host` for a host that is none
 */
export function baseOf(
  request: { readonly protocol: string; readonly headers: IncomingHttpHeaders },
  trustForwarded: boolean,
): string {
  const forwarded = trustForwarded ? first(request.headers['x-forwarded-host']) : undefined;
  const host = forwarded ?? request.headers.host ?? '';
  if (!HOST.test(host)) throw invalid('/headers/host', 'public.host');
  const said = trustForwarded ? first(request.headers['x-forwarded-proto'])?.toLowerCase() : undefined;
  const protocol = said === 'https' || said === 'http' ? said : request.protocol;
  return `${protocol}://${host}`;
}

/** In a path an id has a hyphen where it has a stroke in data. */
const inPath = (id: string): string => encodeURIComponent(id.replaceAll('/', '-'));
export const noticeUrl = (base: string, kind: string, entityId: string): string =>
  `${base}/notices/v1/${kind.replace('-', '/')}/${inPath(entityId)}`;

/** One page of a list. `page` is the last parameter of each link: there are clients that split the link at its last `=`. */
export function listPage(base: string, path: string, query: PublicQuery, found: Found) {
  const { page: asked, resultPerPage: size, ...filter } = query;
  const page = asked ?? 1;
  const resultPerPage = Math.min(size ?? PAGE_SIZE, REACHABLE);
  const reachable = Math.min(found.total, REACHABLE);
  const last = Math.max(1, Math.ceil(reachable / resultPerPage));
  const given = Object.entries(filter).filter((pair): pair is [string, string | number] => pair[1] !== undefined);
  const link = (to: number): Link => {
    const params = new URLSearchParams(given.map(([name, value]): [string, string] => [name, String(value)]));
    params.append('resultPerPage', String(resultPerPage));
    params.append('page', String(to));
    return { href: `${base}${path}?${params}` };
  };
  const from = (page - 1) * resultPerPage;
  return {
    total: found.total,
    query: { page, resultPerPage, ...Object.fromEntries(given) },
    _embedded: { notices: found.entries.slice(from, from + resultPerPage).map((entry) => listItem(base, entry)) },
    _links: {
      self: link(page),
      first: link(1),
      ...(page < last ? { next: link(page + 1) } : {}),
      last: link(last),
    },
  };
}

function listItem(base: string, entry: PublicEntry) {
  return {
    forename: entry.forename,
    date_of_birth: publicDate(entry.birthDate),
    entity_id: entry.entityId,
    nationalities: entry.nationalities.length > 0 ? entry.nationalities : null,
    name: entry.name,
    ...(entry.kind.startsWith('un-') ? { un_reference: entry.unReference } : {}),
    _links: noticeLinks(noticeUrl(base, entry.kind, entry.entityId), entry.thumbnail),
  };
}

/** Without a picture there is no thumbnail, and clients look for its absence. */
export function noticeLinks(self: string, thumbnail: string | null): Record<string, Link> {
  return {
    self: { href: self },
    images: { href: `${self}/images` },
    ...(thumbnail === null ? {} : { thumbnail: { href: `${self}/images/${thumbnail}` } }),
  };
}
