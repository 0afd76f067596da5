import { Button, Flex } from 'antd';
import { useWords } from '../../app/words.tsx';
import { changeDraft, type Step } from './importDraft.ts';

interface StepButtonsProps {
  back?: Step;
  next: Step;
  label?: string;
  disabled?: boolean;
}

/** Back and on. */
export function StepButtons({ back, next, label, disabled = false }: StepButtonsProps) {
  const { t } = useWords();
  return (
    <Flex gap={8} className="step-buttons">
      {back && <Button onClick={() => changeDraft({ step: back })}>{t('action.back')}</Button>}
      <Button type="primary" disabled={disabled} onClick={() => changeDraft({ step: next })}>
        {label ?? t('action.next')}
      </Button>
    </Flex>
  );
}
