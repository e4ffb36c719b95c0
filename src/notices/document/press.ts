import { AppError } from '../../platform/index.ts';
import { Press, PressError, type Pressed } from '../../press/index.ts';
import type { DocumentModel } from './model.ts';
import type { NoticeTask } from './press-tasks.ts';

/** Notices as PDFs, made in a process of their own. */
export class NoticePress {
  readonly #press: Press<NoticeTask>;

  constructor(options: { timeoutMs?: number } = {}) {
    this.#press = new Press(new URL('./press-worker.ts', import.meta.url), options);
  }

  /** @throws AppError `unavailable` when too many wait, `internal` when the document cannot be made */
  async print(model: DocumentModel, copy: string): Promise<Pressed> {
    try {
      return await this.#press.print({ model, copy });
    } catch (error) {
      if (!(error instanceof PressError)) throw error;
      if (error.kind === 'failed') throw new AppError('internal', error.message);
      throw new AppError('unavailable', 'press', {
        errors: [{ pointer: '', code: 'notice.document-busy' }],
        retryAfterSeconds: 5,
      });
    }
  }

  get pid(): number | null {
    return this.#press.pid;
  }

  close(): void {
    this.#press.close();
  }
}

/** Of all bureaus in this process. */
export const press = new NoticePress();
