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
        page('intake', async () => (await import('../pages/intake/IntakePage.tsx')).IntakePage),
        { path: '*', Component: NoPage },
      ],
    },
  ]);
}
