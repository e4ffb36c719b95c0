import { Navigate } from 'react-router';
import { useMe } from '../api/session.ts';
import { navItems } from '../shell/nav-items.ts';

/** Everybody starts where their work is. */
export function HomePage() {
  const first = navItems(useMe())[0];
  return <Navigate to={first?.to ?? '/api-reference'} replace />;
}
