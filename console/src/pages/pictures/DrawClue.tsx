import { Button, Checkbox, Select, SimpleGrid, Stack, TagsInput, Text, Textarea, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { CLUE_KINDS, type Crop, type ViewedPicture } from '../../../../src/identification/contract.ts';
import { useSend } from '../../api/hooks.ts';
import { ProblemAlert } from '../../components/ProblemAlert.tsx';
import { useFormState } from '../../form/use-form-state.ts';
import { useText } from '../../i18n/use-text.ts';
import { CropPicker } from './CropPicker.tsx';

/** Draws a clue from a picture that is shown clearly: a rectangle with the object alone. */
export function DrawClue({ mediaId, picture }: { readonly mediaId: string; readonly picture: ViewedPicture }) {
  const text = useText();
  const send = useSend(() => notifications.show({ color: 'teal', message: text.phrase('clue.drawn') }));
  const quarter = {
    left: Math.round(picture.fullWidth / 4),
    top: Math.round(picture.fullHeight / 4),
    width: Math.round(picture.fullWidth / 2),
    height: Math.round(picture.fullHeight / 2),
  };
  const { form, body } = useFormState({ kind: 'object', crop: quarter }, send.error);
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        send.mutate({ path: `/api/media/${mediaId}/clues`, body: body() });
      }}
    >
      <Stack gap="sm">
        <Text size="sm">{text.t('clue.draw.hint')}</Text>
        <CropPicker
          src={`data:${picture.type};base64,${picture.data}`}
          fullWidth={picture.fullWidth}
          fullHeight={picture.fullHeight}
          crop={form.get('/crop') as Crop}
          onChange={(crop) => form.set('/crop', crop)}
        />
        <SimpleGrid cols={{ base: 1, xs: 2 }}>
          <Select
            {...form.choice('/kind')}
            label={text.t('clues.kind')}
            data={CLUE_KINDS.map((value) => ({ value, label: text.word(value, 'clue.kind') }))}
          />
          <TextInput {...form.text('/make')} label={text.t('clue.make')} />
        </SimpleGrid>
        <Textarea {...form.text('/words')} label={text.t('clue.words')} autosize minRows={2} required />
        <TagsInput {...form.many('/placeHints')} label={text.t('clue.hints')} />
        <Checkbox {...form.flag('/objectAlone')} label={text.t('clue.object-alone')} />
        <ProblemAlert error={send.error} fields />
        <Button type="submit" loading={send.isPending} w="fit-content" disabled={form.get('/objectAlone') !== true}>
          {text.t('clue.draw')}
        </Button>
      </Stack>
    </form>
  );
}
