import { Modal, type ModalProps } from 'antd';
import { useWords } from '../app/words.tsx';

/** A dialog over the page. The page never scrolls as a whole, so nothing has to be locked behind it. */
export function Dialog({ closable = true, ...rest }: ModalProps & { closable?: boolean }) {
  const { t } = useWords();
  return <Modal scrollLock={false} closable={closable && { 'aria-label': t('action.close') }} {...rest} />;
}
