import { useMutation } from '@tanstack/react-query';
import { Alert, Button, Flex } from 'antd';
import type { Preview } from '../../../shared/contract/ingest.ts';
import { useClient } from '../../app/session.ts';
import { useWords } from '../../app/words.tsx';
import { changeDraft, useImportDraft } from './importDraft.ts';

/** Says that a file of the same columns was imported before, and that its way is taken again; or lets it be taken. */
export function MemoryNotice({ preview }: { preview: Preview }) {
  const { t } = useWords();
  const client = useClient();
  const ignored = useImportDraft((draft) => draft.memory === 'ignore');
  const forget = useMutation({
    mutationFn: () => client.call('ingest.forget', { shape: preview.shape }),
    onSuccess: () => changeDraft({ memory: 'ignore', edits: {} }),
  });
  if (ignored && !forget.isSuccess) {
    return (
      <Flex gap={8}>
        <Button size="small" onClick={() => changeDraft({ memory: undefined, edits: {} })}>
          {t('memory.use')}
        </Button>
      </Flex>
    );
  }
  if (!preview.remembered) return null;
  const { file, at } = preview.remembered;
  return (
    <Alert
      type="info"
      showIcon
      title={t('memory.title', { file })}
      description={t('memory.about', { date: at.slice(0, 10) })}
      action={
        <Flex vertical gap={6}>
          <Button size="small" onClick={() => changeDraft({ memory: 'ignore', edits: {} })}>
            {t('memory.ignore')}
          </Button>
          <Button size="small" loading={forget.isPending} onClick={() => forget.mutate()}>
            {t('memory.forget')}
          </Button>
        </Flex>
      }
    />
  );
}
