import { Languages, SunMoon } from 'lucide-react';
import { usePreferences } from '../../shared/preferences.ts';
import { Button } from '../../shared/ui/button.tsx';
import { Menu, MenuChoice } from '../../shared/ui/menu.tsx';
import { useWords } from '../../shared/words/words.ts';

export function ThemeChoices() {
  const words = useWords();
  const { theme, setTheme } = usePreferences();
  const choices = (['light', 'dark', 'system'] as const).map((value) => ({ value, title: words.theme[value] }));
  return <MenuChoice label={words.theme.name} value={theme} choices={choices} onChoose={setTheme} />;
}

/** Goes straight to the other language: its name is written in itself. */
export function LanguageSwitch({ isCompact = false }: { isCompact?: boolean }) {
  const words = useWords();
  const { language, setLanguage } = usePreferences();
  const other = language === 'zh' ? 'en' : 'zh';
  return (
    <Button look="quiet" size="s" lang={other} onClick={() => setLanguage(other)} icon={<Languages size={15} aria-hidden />}>
      {isCompact ? (other === 'en' ? 'EN' : '中') : words.language[other]}
    </Button>
  );
}

export function ThemeMenu() {
  const words = useWords();
  return (
    <Menu
      trigger={
        <Button look="quiet" size="s" icon={<SunMoon size={15} aria-hidden />}>
          {words.theme.name}
        </Button>
      }
    >
      <ThemeChoices />
    </Menu>
  );
}
