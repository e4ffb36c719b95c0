import { Button, Stack, Text } from '@mantine/core';
import { useSend } from '../../api/hooks.ts';
import { ProblemAlert } from '../../components/ProblemAlert.tsx';
import { CountriesSelect } from '../../form/CountrySelect.tsx';
import { useFormState } from '../../form/use-form-state.ts';
import { useText } from '../../i18n/use-text.ts';
import type { ReviewDetail } from './ReviewPage.tsx';

/** Takes the review in hand; nobody reviews for their own country. */
export function TakeForm({ review }: { readonly review: ReviewDetail }) {
  const text = useText();
  const send = useSend();
  const { form, body } = useFormState({ nationalities: [] }, send.error);
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        send.mutate({ path: `/api/reviews/${review.id}/take`, body: body({ version: review.version }) });
      }}
    >
      <Stack gap="sm" mt="sm">
        <Text size="sm" c="dimmed">
          {text.t('review.take.hint')}
        </Text>
        <CountriesSelect {...form.many('/nationalities')} label={text.t('review.nationalities')} required />
        <ProblemAlert error={send.error} />
        <Button type="submit" loading={send.isPending} w="fit-content">
          {text.t('review.take')}
        </Button>
      </Stack>
    </form>
  );
}
