import { openPlaces, type Places } from '../platform/index.ts';
import type { HostingSettings } from './deps.ts';
import { createDns, type Dns } from './resolver.ts';

/** Resolver and sources, opened at the first look: they take a second and over 100 MB, and many bureaus never ask. */
export interface Looker {
  open(): { readonly dns: Dns; readonly places: Places };
  close(): void;
}

/** One copy of the packages' data serves all bureaus of a process. */
let shared: Places | undefined;

export function createLooker(settings: HostingSettings, now: () => number): Looker {
  let dns: Dns | undefined;
  let own: Places | undefined;
  return {
    open() {
      dns ??= createDns(settings.dns, now);
      if (settings.places.length > 0) own ??= openPlaces(settings.places);
      else shared ??= openPlaces();
      const places = own ?? shared;
      if (!places) throw new Error('the sources are open by now');
      return { dns, places };
    },
    close: () => dns?.cancel(),
  };
}
