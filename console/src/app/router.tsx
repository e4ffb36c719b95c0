import type { ComponentType } from 'react';
import { createBrowserRouter } from 'react-router';
import { Shell } from '../shell/Shell.tsx';
import { HomePage } from './HomePage.tsx';
import { NoPage } from './NoPage.tsx';
import { RouteError } from './RouteError.tsx';
import { Waiting } from './Waiting.tsx';

/** A page that is fetched when it is first opened. */
function page(path: string, load: () => Promise<ComponentType>) {
  return { path, lazy: async () => ({ Component: await load() }), ErrorBoundary: RouteError };
}

export function createRouter() {
  return createBrowserRouter([
    {
      path: '/',
      Component: Shell,
      ErrorBoundary: RouteError,
      HydrateFallback: Waiting,
      children: [
        { index: true, Component: HomePage },
        page('desk', async () => (await import('../pages/desk/DeskPage.tsx')).DeskPage),
        page('board', async () => (await import('../pages/board/BoardPage.tsx')).BoardPage),
        page('watch', async () => (await import('../pages/watch/WatchPage.tsx')).WatchPage),
        page('alerts', async () => (await import('../pages/alerts/AlertsPage.tsx')).AlertsPage),
        page('conservation', async () => (await import('../pages/desk/ConservationPage.tsx')).ConservationPage),
        page('intake', async () => (await import('../pages/intake/IntakePage.tsx')).IntakePage),
        page('my/requests', async () => (await import('../pages/my-requests/MyRequestsPage.tsx')).MyRequestsPage),
        page('my/requests/:id', async () => (await import('../pages/my-requests/MyRequestPage.tsx')).MyRequestPage),
        page('requests', async () => (await import('../pages/requests/RequestsPage.tsx')).RequestsPage),
        page('request-imports', async () => (await import('../pages/requests/ImportsPage.tsx')).ImportsPage),
        page('transfers/:id', async () => (await import('../pages/requests/TransferPage.tsx')).TransferPage),
        page('deconfliction', async () => (await import('../pages/requests/PartnersPage.tsx')).PartnersPage),
        page('requests/:id', async () => (await import('../pages/requests/RequestPage.tsx')).RequestPage),
        page('cases', async () => (await import('../pages/cases/CasesPage.tsx')).CasesPage),
        page('cases/:id', async () => (await import('../pages/cases/CasePage.tsx')).CasePage),
        page('notices', async () => (await import('../pages/notices/NoticesPage.tsx')).NoticesPage),
        page('notices/new', async () => (await import('../pages/notices/NoticeFormPage.tsx')).NoticeFormPage),
        page('notices/retests', async () => (await import('../pages/notices/RetestsPage.tsx')).RetestsPage),
        page(
          'notice-imports',
          async () => (await import('../pages/notice-imports/NoticeImportsPage.tsx')).NoticeImportsPage,
        ),
        page(
          'notice-imports/:id',
          async () => (await import('../pages/notice-imports/NoticeImportPage.tsx')).NoticeImportPage,
        ),
        page(
          'public-extract',
          async () => (await import('../pages/notices/document/PublicExtractPage.tsx')).PublicExtractPage,
        ),
        page('notices/:id', async () => (await import('../pages/notices/NoticePage.tsx')).NoticePage),
        page('notices/:id/edit', async () => (await import('../pages/notices/NoticeFormPage.tsx')).NoticeFormPage),
        page('notices/:id/amend', async () => (await import('../pages/notices/NoticeFormPage.tsx')).NoticeFormPage),
        page('reviews', async () => (await import('../pages/reviews/ReviewsPage.tsx')).ReviewsPage),
        page('reviews/:id', async () => (await import('../pages/reviews/ReviewPage.tsx')).ReviewPage),
        page('screenings', async () => (await import('../pages/screening/ScreeningsPage.tsx')).ScreeningsPage),
        page('screenings/:id', async () => (await import('../pages/screening/ScreeningPage.tsx')).ScreeningPage),
        page(
          'lost-documents',
          async () => (await import('../pages/screening/LostDocumentsPage.tsx')).LostDocumentsPage,
        ),
        page('national-systems', async () => (await import('../pages/partners/SystemsPage.tsx')).SystemsPage),
        page('papers-days', async () => (await import('../pages/hits/PapersDaysPage.tsx')).PapersDaysPage),
        page('hits/:id', async () => (await import('../pages/hits/HitPage.tsx')).HitPage),
        page('requirements', async () => (await import('../pages/requirements/RequirementsPage.tsx')).RequirementsPage),
        page('threads', async () => (await import('../pages/threads/ThreadsPage.tsx')).ThreadsPage),
        page('threads/new', async () => (await import('../pages/threads/NewThreadPage.tsx')).NewThreadPage),
        page('threads/:id', async () => (await import('../pages/threads/ThreadPage.tsx')).ThreadPage),
        page('pictures', async () => (await import('../pages/pictures/PicturesPage.tsx')).PicturesPage),
        page('pictures/:id', async () => (await import('../pages/pictures/PicturePage.tsx')).PicturePage),
        page('lookups', async () => (await import('../pages/lookups/LookupsPage.tsx')).LookupsPage),
        page('lookups/new', async () => (await import('../pages/lookups/NewLookupPage.tsx')).NewLookupPage),
        page('lookups/:id', async () => (await import('../pages/lookups/LookupPage.tsx')).LookupPage),
        page('series', async () => (await import('../pages/series/SeriesListPage.tsx')).SeriesListPage),
        page('series/:id', async () => (await import('../pages/series/SeriesPage.tsx')).SeriesPage),
        page('clues', async () => (await import('../pages/clues/CluesPage.tsx')).CluesPage),
        page('clues/:id', async () => (await import('../pages/clues/CluePage.tsx')).CluePage),
        page('hash-lists', async () => (await import('../pages/hash-lists/HashListsPage.tsx')).HashListsPage),
        page('imports/:id', async () => (await import('../pages/imports/ImportPage.tsx')).ImportPage),
        page('bench', async () => (await import('../pages/bench/BenchPage.tsx')).BenchPage),
        page(
          'file-requests',
          async () => (await import('../pages/file-requests/FileRequestsPage.tsx')).FileRequestsPage,
        ),
        page('hosting', async () => (await import('../pages/hosting/HostingPage.tsx')).HostingPage),
        page('hosting/lists/:id', async () => (await import('../pages/hosting/HostingListPage.tsx')).HostingListPage),
        page('hosting/urls/:id', async () => (await import('../pages/hosting/HostingUrlPage.tsx')).HostingUrlPage),
        page('hosting/referrals/:id', async () => (await import('../pages/hosting/ReferralPage.tsx')).ReferralPage),
        page('appeals', async () => (await import('../pages/appeals/AppealsPage.tsx')).AppealsPage),
        page('appeals/:id', async () => (await import('../pages/appeals/AppealPage.tsx')).AppealPage),
        page(
          'hash-sharing/sources/:id',
          async () => (await import('../pages/hash-sharing/SourceEntriesPage.tsx')).SourceEntriesPage,
        ),
        page('lyon', async () => (await import('../pages/lyon/LyonPage.tsx')).LyonPage),
        page('hash-sharing', async () => (await import('../pages/hash-sharing/HashSharingPage.tsx')).HashSharingPage),
        page('travel', async () => (await import('../pages/travel/TravelPage.tsx')).TravelPage),
        page('travel/new', async () => (await import('../pages/travel/TravelFormPage.tsx')).TravelFormPage),
        page('travel/:id', async () => (await import('../pages/travel/TravelDetailPage.tsx')).TravelDetailPage),
        page('travel/:id/edit', async () => (await import('../pages/travel/TravelFormPage.tsx')).TravelFormPage),
        page('travel/:id/change', async () => (await import('../pages/travel/TravelFormPage.tsx')).TravelFormPage),
        page('removals', async () => (await import('../pages/removals/RemovalsPage.tsx')).RemovalsPage),
        page('removals/:id', async () => (await import('../pages/removals/RemovalPage.tsx')).RemovalPage),
        page('tips', async () => (await import('../pages/tips/TipsPage.tsx')).TipsPage),
        page('tip-weights', async () => (await import('../pages/tips/WeightsPage.tsx')).WeightsPage),
        page('tip-groups', async () => (await import('../pages/tips/GroupsPage.tsx')).GroupsPage),
        page('tip-groups/:id', async () => (await import('../pages/tips/GroupPage.tsx')).GroupPage),
        page('tip-rules', async () => (await import('../pages/tips/routing/RulesPage.tsx')).RulesPage),
        page('tip-referrals', async () => (await import('../pages/tips/routing/ReferralsPage.tsx')).ReferralsPage),
        page('tip-referrals/:id', async () => (await import('../pages/tips/routing/ReferralPage.tsx')).ReferralPage),
        page('tips/:id/routing', async () => (await import('../pages/tips/routing/RoutingPage.tsx')).RoutingPage),
        page('tips/:id', async () => (await import('../pages/tips/TipPage.tsx')).TipPage),
        page('tips/imports/:id', async () => (await import('../pages/tips/TipImportPage.tsx')).TipImportPage),
        page('people', async () => (await import('../pages/people/PeoplePage.tsx')).PeoplePage),
        page('federation', async () => (await import('../pages/federation/FederationPage.tsx')).FederationPage),
        page(
          'api-reference',
          async () => (await import('../pages/api-reference/ApiReferencePage.tsx')).ApiReferencePage,
        ),
        { path: '*', Component: NoPage },
      ],
    },
  ]);
}
