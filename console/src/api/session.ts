import { type UseQueryResult, useQuery, useQueryClient } from '@tanstack/react-query';
import { createContext, useContext } from 'react';
import type { SessionView } from '../../../src/access/contract.ts';
import { forgetNames } from '../hashing/kept-names.ts';
import { call } from './client.ts';
import { gate } from './gate.ts';
import { ApiError } from './problem.ts';

const KEY = ['/api/session', null];

/** Who is signed in; null when nobody is. */
export function useSessionQuery(): UseQueryResult<SessionView | null, ApiError> {
  return useQuery<SessionView | null, ApiError>({
    queryKey: KEY,
    async queryFn() {
      try {
        return await call<SessionView>('GET', '/api/session');
      } catch (error) {
        if (error instanceof ApiError && error.code === 'unauthenticated') return null;
        throw error;
      }
    },
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** Signing in and out, with what was read before forgotten. */
export function useSessionChange(): {
  signedIn(session: SessionView): void;
  signOut(everywhere?: boolean): Promise<void>;
} {
  const client = useQueryClient();
  return {
    signedIn(session) {
      gate.signedIn();
      client.setQueryData(KEY, session);
    },
    async signOut(everywhere = false) {
      await call('DELETE', everywhere ? '/api/sessions' : '/api/session').catch(() => null);
      gate.signedOut();
      forgetNames();
      client.clear();
      client.setQueryData(KEY, null);
    },
  };
}

const SessionContext = createContext<SessionView | null>(null);
export const SessionProvider = SessionContext.Provider;

export interface Me extends Readonly<SessionView> {
  /** As the ledger and the records name the person. */
  readonly mark: string;
  is(...roles: SessionView['person']['roles']): boolean;
  readonly isSecretariat: boolean;
}

/** The signed-in person. Only under the signed-in part of the page. */
export function useMe(): Me {
  const session = useContext(SessionContext);
  if (!session) throw new Error('nobody is signed in');
  return {
    ...session,
    mark: `person:${session.person.id}`,
    is: (...roles) => roles.some((role) => session.person.roles.includes(role)),
    isSecretariat: session.bureau === 'IPSG',
  };
}
