import { conflict, type Tx } from '../../platform/index.ts';
import type { SettingsInput, SettingsView } from '../contract-alerts.ts';
import type { AlertDeps } from './deps.ts';

export interface Settings extends Omit<SettingsView, 'hasPassword'> {
  /** Wrapped by the vault under `SMTP_CONTEXT`. */
  readonly smtpPassword: string | null;
}
export const SMTP_CONTEXT = 'alert-smtp';
const NONE: Settings = { consoleUrl: null, smtp: null, allowPrivate: false, version: 0, smtpPassword: null };

export async function readSettings(tx: Tx): Promise<Settings> {
  const [row] = await tx.query<Settings>(
    `SELECT console_url AS "consoleUrl", smtp, allow_private AS "allowPrivate", version, smtp_password AS "smtpPassword"
     FROM alert_settings`,
  );
  return row ?? NONE;
}

export function withoutSecret({ smtpPassword, ...settings }: Settings): SettingsView {
  return { ...settings, hasPassword: smtpPassword !== null };
}

/**
 * Sets how alerts leave the house. The mail password is kept wrapped and never told again.
 * @throws AppError `conflict` `version.stale`.
 */
export async function changeSettings(deps: AlertDeps, tx: Tx, input: SettingsInput): Promise<SettingsView> {
  await tx.query("SELECT pg_advisory_xact_lock(hashtext('homeward alert settings'))");
  const current = await readSettings(tx);
  if (current.version !== input.version)
    throw conflict('alert settings changed', { version: input.version }, withoutSecret(current));
  const password =
    input.smtpPassword === undefined
      ? current.smtpPassword
      : input.smtpPassword && deps.vault.wrap(Buffer.from(input.smtpPassword, 'utf8'), SMTP_CONTEXT);
  await tx.query(
    `INSERT INTO alert_settings (console_url, smtp, smtp_password, allow_private, at, by) VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (one) DO UPDATE SET console_url = excluded.console_url, smtp = excluded.smtp,
       smtp_password = excluded.smtp_password, allow_private = excluded.allow_private, at = excluded.at, by = excluded.by,
       version = alert_settings.version + 1`,
    [
      input.consoleUrl,
      input.smtp && JSON.stringify(input.smtp),
      input.smtp ? password : null,
      input.allowPrivate,
      tx.now,
      tx.scope.actor.id,
    ],
  );
  deps.audit.record(tx, {
    act: 'alert.settings-changed',
    entity: { kind: 'alerts', id: deps.runtime.bureau },
    body: {
      consoleUrl: input.consoleUrl,
      host: input.smtp?.host ?? null,
      security: input.smtp?.security ?? null,
      allowPrivate: input.allowPrivate,
    },
  });
  return withoutSecret(await readSettings(tx));
}
