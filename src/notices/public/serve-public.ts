import type { FastifyReply, FastifyRequest } from 'fastify';
import { notFound, Rate, systemScope } from '../../platform/index.ts';
import type { NoticesDeps } from '../deps.ts';
import { PublicExtract } from './extract.ts';
import { baseOf, listPage, noticeLinks, noticeUrl } from './hal.ts';
import type { PublicQuery } from './public-query.ts';
import { type PublicDetail, pictureId, readPublic } from './read-entries.ts';
import type { Found, PublicEntry, Shelf } from './shelf.ts';
import { toPublic } from './to-public.ts';

/** One request, after switch and rate: its address to the world, and the extract as it is now. */
export interface Visit {
  readonly base: string;
}

/** What the routes of the public API do. */
export class PublicService {
  readonly #deps: NoticesDeps;
  readonly #extract: PublicExtract;
  readonly #rate = new Rate('public.rate');

  constructor(deps: NoticesDeps) {
    this.#deps = deps;
    this.#extract = new PublicExtract(deps);
  }

  /** @throws AppError `not-found` while the extract is off, `rate-limited`, `invalid` for a host that is none */
  async visit(request: FastifyRequest, reply: FastifyReply): Promise<Visit> {
    const { trustForwarded, perMinute } = await this.#extract.fresh();
    // The nearest proxy adds its caller last.
    const forwarded = trustForwarded ? request.headers['x-forwarded-for'] : undefined;
    const address =
      String(forwarded ?? request.ip)
        .split(',')
        .at(-1)
        ?.trim() ?? request.ip;
    this.#rate.take(address, perMinute, this.#deps.runtime.clock.now());
    reply.header('access-control-allow-origin', '*');
    reply.header('vary', trustForwarded ? 'host, x-forwarded-host, x-forwarded-proto' : 'host');
    return { base: baseOf(request, trustForwarded) };
  }

  async list(visit: Visit, path: string, kinds: readonly string[], query: PublicQuery) {
    const { page: _page, resultPerPage: _size, ...filter } = query;
    const today = Number(new Date(this.#deps.runtime.clock.now()).toISOString().slice(0, 10).replaceAll('-', ''));
    const found = await Promise.all(kinds.map((kind) => this.#extract.shelf(kind).find(filter, today)));
    return listPage(visit.base, path, query, joined(found));
  }

  async detail(visit: Visit, kind: string, id: string) {
    const { entry, notice } = await this.#find(kind, id);
    const self = noticeUrl(visit.base, kind, entry.entityId);
    const fields = kind.startsWith('un-')
      ? { ...notice.raw, entity_id: entry.entityId }
      : toPublic(notice.form, entry.entityId, notice.owner);
    return { ...fields, _embedded: { links: [] }, _links: noticeLinks(self, entry.thumbnail) };
  }

  async images(visit: Visit, kind: string, id: string) {
    const { entry, notice } = await this.#find(kind, id);
    const self = noticeUrl(visit.base, kind, entry.entityId);
    const pictures = picturesOf(notice).map(({ picture_id }) => ({
      picture_id,
      _links: { self: { href: `${self}/images/${picture_id}` } },
    }));
    return {
      _embedded: { images: pictures },
      _links: {
        self: { href: `${self}/images` },
        notice: { href: self },
        ...(pictures[0] ? { thumbnail: pictures[0]._links.self } : {}),
      },
    };
  }

  async picture(kind: string, id: string, number: string): Promise<{ mediaType: string; bytes: Buffer }> {
    const { notice } = await this.#find(kind, id);
    const picture = picturesOf(notice).find((one) => one.picture_id === number);
    if (!picture) throw notFound('picture');
    return { mediaType: picture.mediaType, bytes: Buffer.from(picture.data, 'base64') };
  }

  async #find(kind: string, id: string): Promise<{ entry: PublicEntry; notice: PublicDetail }> {
    const entry = byPath(this.#extract.shelf(kind), id);
    if (!entry) throw notFound('notice');
    const notice = await this.#deps.db.tx(systemScope(this.#deps.runtime.bureau), (tx) =>
      readPublic(tx, entry.noticeId),
    );
    if (!notice) throw notFound('notice');
    return { entry, notice };
  }
}

/** `2021-12345` in a path is `2021/12345` in data; some ids have a hyphen of their own. */
function byPath(shelf: Shelf, id: string): PublicEntry | undefined {
  return shelf.byEntityId(id.replace(/^(\d{4})-/, '$1/')) ?? shelf.byEntityId(id);
}

function joined(found: readonly Found[]): Found {
  const [one] = found;
  if (one && found.length === 1) return one;
  return { total: found.reduce((sum, each) => sum + each.total, 0), entries: found.flatMap((each) => each.entries) };
}

function picturesOf({ form }: PublicDetail): { picture_id: string; mediaType: string; data: string }[] {
  return (form.subject.photos ?? []).flatMap(({ sha256, mediaType, data }) =>
    data === undefined ? [] : [{ picture_id: pictureId(sha256), mediaType, data }],
  );
}
