import { Button, Flex, Form, Input, type InputRef } from 'antd';
import { useEffect, useId, useRef, useState } from 'react';
import { type ErrorCode, ExpectedError } from '../../../shared/errors/errors.ts';
import type { GrantedFile } from '../../app/host.ts';
import { useSession } from '../../app/session.ts';
import { useWords } from '../../app/words.tsx';
import {
  dismissOpening,
  useOpening,
  useWorkspaceActions,
  workspaceStem,
} from '../../app/workspaceActions.ts';
import { Dialog } from '../../components/Dialog.tsx';
import { ErrorState } from '../../components/ErrorState.tsx';
import { ProgressLine, progressText } from '../../components/LoadingState.tsx';

const secretCodes: readonly ErrorCode[] = ['needsPassphrase', 'wrongPassphrase'];
const readableCodes: readonly ErrorCode[] = ['locked', 'readOnly'];

function codeOf(error: unknown): ErrorCode | null {
  return error instanceof ExpectedError ? error.code : null;
}

/** What may stand between choosing a workspace and seeing it: waiting, a passphrase, a lock, damage. */
export function OpeningDialogs() {
  const opening = useOpening();
  const toReopen = useSession((session) => session.toReopen);
  const askAgain = useSession((session) => session.askAgain);
  const actions = useWorkspaceActions();
  const code = codeOf(opening.error);

  useEffect(() => {
    if (!toReopen) return;
    askAgain(null);
    void actions.open(toReopen);
  }, [toReopen, askAgain, actions]);

  if (opening.busy) return <Busy />;
  if (!opening.error) return null;
  if (opening.file && code && secretCodes.includes(code)) {
    return <Passphrase file={opening.file} wrong={code === 'wrongPassphrase'} />;
  }
  const readable = opening.file && code && readableCodes.includes(code) ? opening.file : null;
  return <Refused error={opening.error} readable={readable} />;
}

const busyAfter = 400;

/** Most workspaces open before one could read that they do. */
function Busy() {
  const words = useWords();
  const { progress, cancel } = useOpening();
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), busyAfter);
    return () => clearTimeout(timer);
  }, []);
  if (!late) return null;
  return (
    <Dialog open closable={false} footer={null} title={words.t('start.opening')} keyboard={false}>
      <ProgressLine
        progress={progress}
        text={progressText(progress, words)}
        {...(cancel ? { onCancel: cancel } : {})}
      />
    </Dialog>
  );
}

function Passphrase({ file, wrong }: { file: GrantedFile; wrong: boolean }) {
  const { t } = useWords();
  const actions = useWorkspaceActions();
  const [form] = Form.useForm<{ passphrase: string }>();
  const formId = useId();
  const secret = useRef<InputRef>(null);
  return (
    <Dialog
      open
      afterOpenChange={(shown) => {
        if (shown) secret.current?.focus();
      }}
      title={t('start.unlock', { name: workspaceStem(file.name) })}
      okText={t('action.open')}
      cancelText={t('action.cancel')}
      onCancel={dismissOpening}
      okButtonProps={{ htmlType: 'submit', form: formId }}
    >
      <Form
        form={form}
        id={formId}
        layout="vertical"
        onFinish={({ passphrase }) => void actions.open(file, { passphrase })}
        autoComplete="off"
      >
        <Form.Item
          name="passphrase"
          label={t('start.passphrase.enter')}
          {...(wrong ? { validateStatus: 'error', help: t('start.passphrase.wrong') } : {})}
          rules={[{ required: true, message: t('start.passphrase.missing') }]}
        >
          <Input.Password ref={secret} autoComplete="current-password" maxLength={1000} />
        </Form.Item>
      </Form>
    </Dialog>
  );
}

function Refused({ error, readable }: { error: unknown; readable: GrantedFile | null }) {
  const { t } = useWords();
  const actions = useWorkspaceActions();
  return (
    <Dialog open title={t('start.refused')} footer={null} onCancel={dismissOpening}>
      <ErrorState error={error} />
      <Flex gap={8} justify="end" className="dialog-actions">
        {readable && (
          <Button type="primary" onClick={() => void actions.open(readable, { readOnly: true })}>
            {t('start.readOnly')}
          </Button>
        )}
        <Button onClick={dismissOpening}>{t('action.close')}</Button>
      </Flex>
    </Dialog>
  );
}
