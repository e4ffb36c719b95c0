import type { AccessDeps } from './deps.ts';
import type { Session } from './sessions.ts';

/** Ends this session; in this process at once. */
export async function signOut({ db, audit, sessions }: AccessDeps, session: Session): Promise<void> {
  await db.tx(sessions.scopeOf(session), async (tx) => {
    await sessions.end(tx, session.id);
    audit.record(tx, {
      act: 'session.ended',
      entity: { kind: 'person', id: session.personId },
      body: { session: session.id },
    });
  });
}

/** Ends every session of the person, wherever it is open. */
export async function signOutEverywhere({ db, audit, sessions }: AccessDeps, session: Session): Promise<number> {
  return db.tx(sessions.scopeOf(session), async (tx) => {
    const ended = await sessions.endAll(tx, session.personId);
    audit.record(tx, {
      act: 'session.ended-everywhere',
      entity: { kind: 'person', id: session.personId },
      body: { sessions: ended },
    });
    return ended;
  });
}
