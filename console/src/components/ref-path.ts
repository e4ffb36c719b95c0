export interface Ref {
  readonly kind: string;
  readonly id: string;
}

const PAGES: Readonly<Record<string, (id: string) => string>> = {
  request: (id) => `/requests/${id}`,
  case: (id) => `/cases/${id}`,
  notice: (id) => `/notices/${id}`,
  'notice-purge': (id) => `/notices/${id}`,
  'notice-suspension': (id) => `/notices/${id}`,
  'notice-diffusion': (id) => `/notices/${id}`,
  'notice-entry': () => '/national-systems',
  'hit-found': (id) => `/hits/${id}`,
  'notice-review': (id) => `/reviews/${id}`,
  review: (id) => `/reviews/${id}`,
  screening: (id) => `/screenings/${id}`,
  hit: (id) => `/hits/${id}`,
  thread: (id) => `/threads/${id}`,
  media: (id) => `/pictures/${id}`,
  lookup: (id) => `/lookups/${id}`,
  series: (id) => `/series/${id}`,
  'series-charge': (id) => `/series/${id}`,
  appeal: (id) => `/appeals/${id}`,
  curation: (id) => `/bench?item=${id}`,
  'file-request': () => '/file-requests',
  clue: (id) => `/clues/${id}`,
  travel: (id) => `/travel/${id}`,
  'travel-incoming': (id) => `/travel/${id}`,
  'travel-recall': (id) => `/travel/${id}`,
  'removal-batch': (id) => `/removals/${id}`,
  import: (id) => `/imports/${id}`,
  tip: (id) => `/tips/${id}`,
  'tip-referral': (id) => `/tip-referrals/${id}`,
  'tip-incoming': (id) => `/tip-referrals/${id}`,
  'tip-rules': () => '/tip-rules',
  'tip-import': (id) => `/tips/imports/${id}`,
  'tip-provider': () => '/tips',
  'hosting-list': (id) => `/hosting/lists/${id}`,
  'hosting-url': (id) => `/hosting/urls/${id}`,
  'hosting-referral': (id) => `/hosting/referrals/${id}`,
  'hosting-incoming': (id) => `/hosting/referrals/${id}`,
};

/** The page about a thing, or about what it belongs to; null when it has none. */
export function refPath(ref: Ref, about: readonly Ref[] = []): string | null {
  for (const candidate of [ref, ...about]) {
    const page = PAGES[candidate.kind];
    if (page) return page(candidate.id);
  }
  return null;
}

/** Where a kind's states have their words. */
export function stateScope(kind: string): readonly string[] {
  const scopes: Readonly<Record<string, readonly string[]>> = {
    'notice-review': ['review.state', 'notice.state'],
    'notice-entry': ['entry.state'],
    'notice-purge': ['notice.state'],
    'notice-suspension': ['notice.state'],
    'notice-diffusion': ['notice.state'],
    'hit-found': ['hit.state'],
    'thread-request': ['thread-request.state', 'thread.request', 'thread.state'],
    'case-ask': ['ask.state'],
    'case-pair': ['pair.state'],
    'case-duty': ['duty.state'],
    'case-hand-over': ['hand-over.state'],
    'agency-task': ['task.state'],
    'travel-incoming': ['travel.state'],
    'travel-recall': ['travel.state'],
    'series-charge': ['series.state'],
    'tip-incoming': ['tip-referral.state'],
    'tip-ruling': ['tip.state'],
  };
  return scopes[kind] ?? [`${kind}.state`];
}
