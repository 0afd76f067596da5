import { Form, Input, type InputRef } from 'antd';
import { useId, useRef } from 'react';
import { useWords } from '../../app/words.tsx';
import { useWorkspaceActions } from '../../app/workspaceActions.ts';
import { Dialog } from '../../components/Dialog.tsx';

interface Answers {
  name: string;
  passphrase?: string;
  repeated?: string;
}

/** Names a new workspace and, if wanted, locks it with a passphrase. */
export function NewWorkspace({ open, onClose }: { open: boolean; onClose(): void }) {
  const { t } = useWords();
  const actions = useWorkspaceActions();
  const [form] = Form.useForm<Answers>();
  const formId = useId();
  const first = useRef<InputRef>(null);
  const passphrase = Form.useWatch('passphrase', form);

  async function create({ name, passphrase: secret }: Answers) {
    onClose();
    await actions.create(name.trim(), secret || undefined);
    form.resetFields();
  }

  return (
    <Dialog
      open={open}
      title={t('start.new')}
      okText={t('start.create')}
      cancelText={t('action.cancel')}
      onCancel={onClose}
      okButtonProps={{ htmlType: 'submit', form: formId }}
      afterOpenChange={(shown) => {
        if (shown) first.current?.focus();
      }}
      destroyOnHidden
    >
      <Form
        form={form}
        id={formId}
        layout="vertical"
        onFinish={(answers) => void create(answers)}
        autoComplete="off"
      >
        <Form.Item
          name="name"
          label={t('start.name')}
          rules={[
            { required: true, whitespace: true, message: t('start.name.missing') },
            { pattern: /^[^\\/:*?"<>|]+$/, message: t('start.name.characters') },
          ]}
        >
          <Input ref={first} maxLength={100} />
        </Form.Item>
        <Form.Item name="passphrase" label={t('start.passphrase')} extra={t('start.passphrase.hint')}>
          <Input.Password autoComplete="new-password" maxLength={1000} />
        </Form.Item>
        {passphrase && (
          <Form.Item
            name="repeated"
            label={t('start.passphrase.repeat')}
            dependencies={['passphrase']}
            rules={[
              {
                validator: (_, value) =>
                  value === passphrase
                    ? Promise.resolve()
                    : Promise.reject(new Error(t('start.passphrase.differs'))),
              },
            ]}
          >
            <Input.Password autoComplete="new-password" maxLength={1000} />
          </Form.Item>
        )}
      </Form>
    </Dialog>
  );
}
