import { BulbFilled, BulbOutlined, GlobalOutlined, SettingOutlined } from '@ant-design/icons';
import { Button, Dropdown, Flex, type MenuProps } from 'antd';
import { usePreferences } from '../../app/session.ts';
import { useWords } from '../../app/words.tsx';

const languageNames = { en: 'English', 'zh-CN': '简体中文' } as const;

/** Language, appearance and colours of gain and loss. */
export function PreferenceControls() {
  const { t } = useWords();
  const { locale, theme, gainColour, setLocale, setTheme, setGainColour } = usePreferences();
  const languages: MenuProps = {
    selectable: true,
    selectedKeys: [locale],
    items: (['en', 'zh-CN'] as const).map((key) => ({
      key,
      label: <span lang={key}>{languageNames[key]}</span>,
    })),
    onClick: ({ key }) => setLocale(key === 'zh-CN' ? 'zh-CN' : 'en'),
  };
  const gains: MenuProps = {
    selectable: true,
    selectedKeys: [gainColour],
    items: [
      {
        type: 'group',
        label: t('settings.gain'),
        children: [
          { key: 'greenUp', label: t('settings.gain.green') },
          { key: 'redUp', label: t('settings.gain.red') },
        ],
      },
    ],
    onClick: ({ key }) => setGainColour(key === 'redUp' ? 'redUp' : 'greenUp'),
  };
  return (
    <Flex gap={2}>
      <Dropdown menu={languages} trigger={['click']}>
        <Button type="text" icon={<GlobalOutlined aria-hidden />} aria-label={t('settings.language')}>
          {languageNames[locale]}
        </Button>
      </Dropdown>
      <Button
        type="text"
        icon={theme === 'dark' ? <BulbFilled aria-hidden /> : <BulbOutlined aria-hidden />}
        aria-label={t(theme === 'dark' ? 'settings.light' : 'settings.dark')}
        title={t(theme === 'dark' ? 'settings.light' : 'settings.dark')}
        onClick={() => setTheme(theme === 'dark' ? 'light' : 'dark')}
      />
      <Dropdown menu={gains} trigger={['click']}>
        <Button type="text" icon={<SettingOutlined aria-hidden />} aria-label={t('settings.title')} />
      </Dropdown>
    </Flex>
  );
}
