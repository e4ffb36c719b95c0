import type { ZodType } from 'zod';
import { type RequestHandler, requestHandler, type Tx } from '../../platform/index.ts';
import type { BureauCode } from '../../protocol/index.ts';
import type { Deps } from '../deps.ts';
import * as wire from '../wire.ts';
import * as curation from '../wire-curation.ts';
import { withdrawal } from '../wire-withdrawal.ts';
import { answerLookup } from './answer-lookup.ts';
import { changeState, holdOutcome } from './change-state.ts';
import { castVote } from './curate-media.ts';
import { holdTakeDown, withdrawAppeal } from './end-appeal.ts';
import type { HashIndexes } from './hash-indexes.ts';
import { holdAppeal, holdConsent, holdPublication } from './hold-appeal.ts';
import { holdClue } from './hold-clue.ts';
import { holdContribution } from './hold-contribution.ts';
import { holdDeposit } from './hold-deposit.ts';
import { holdDescription, readLyonMedia } from './hold-description.ts';
import { changePerson, registerPerson } from './hold-person.ts';
import { holdReading } from './hold-reading.ts';
import { holdWithdrawal } from './hold-withdrawal.ts';
import { holdJudgement } from './judge-match.ts';
import { openPicture } from './open-picture.ts';
import { searchCurations } from './read-curations.ts';
import { searchClues } from './search-clues.ts';
import type { SourceRates } from './source-rates.ts';

type LyonDeps = Deps & { indexes: HashIndexes; rates: SourceRates };
type UseCase<B> = (deps: LyonDeps, tx: Tx, request: { from: BureauCode; body: B }) => Promise<unknown>;

/** What Lyon answers, and nobody else. */
export function lyonRequests(deps: LyonDeps): readonly RequestHandler[] {
  function serve<B>(path: string, schema: ZodType<B>, useCase: UseCase<B>): RequestHandler {
    return requestHandler<B, unknown>({ path, schema, handle: (tx, request) => useCase(deps, tx, request) });
  }
  return [
    serve('icse/contribute', wire.contribution, holdContribution),
    serve('icse/deposit', wire.depositPart, holdDeposit),
    serve('icse/withdraw', withdrawal, holdWithdrawal),
    serve('icse/lookup', wire.lookup, answerLookup),
    serve('icse/judge', wire.judgement, holdJudgement),
    serve('icse/series-state', wire.stateChange, changeState),
    serve('icse/outcome', wire.outcome, holdOutcome),
    serve('icse/clue', wire.clue, holdClue),
    serve('icse/clues', wire.clueSearch, searchClues),
    serve('icse/open', wire.openPicture, openPicture),
    serve('icse/clue-reading', wire.reading, holdReading),
    serve('icse/describe', curation.description, holdDescription),
    serve('icse/media', curation.lyonMedia, readLyonMedia),
    serve('icse/curations', curation.curationSearch, searchCurations),
    serve('icse/vote', curation.vote, castVote),
    serve('icse/register-person', curation.registration, registerPerson),
    serve('icse/person-state', curation.personChange, changePerson),
    serve('icse/appeal', wire.appeal, holdAppeal),
    serve('icse/appeal-consent', wire.appealConsent, holdConsent),
    serve('icse/appeal-withdraw', wire.appealWithdrawal, withdrawAppeal),
    serve('icse/appeal-taken-down', wire.appealTakenDown, holdTakeDown),
    serve('icse/appeal-published', wire.appealPublished, holdPublication),
  ];
}
