import { useEffect, useSyncExternalStore } from 'react';
import { type ThemeChoice, usePreferences } from '../preferences.ts';

export type ThemeName = 'light' | 'dark';
const darkSystem = window.matchMedia('(prefers-color-scheme: dark)');

function resolveTheme(choice: ThemeChoice, isSystemDark: boolean): ThemeName {
  return choice === 'system' ? (isSystemDark ? 'dark' : 'light') : choice;
}

/** The theme that is shown: the reader's choice, or the system's where they left it to that. */
export function useTheme(): ThemeName {
  const choice = usePreferences((state) => state.theme);
  const isSystemDark = useSyncExternalStore(watchSystem, () => darkSystem.matches);
  return resolveTheme(choice, isSystemDark);
}

function watchSystem(listener: () => void): () => void {
  darkSystem.addEventListener('change', listener);
  return () => darkSystem.removeEventListener('change', listener);
}

/** The shown theme outside a component. */
export function currentTheme(): ThemeName {
  return resolveTheme(usePreferences.getState().theme, darkSystem.matches);
}

/** Sets theme and language on the document before anything is drawn, so that nothing flashes. */
export function applyPreferencesEarly(): void {
  const { language } = usePreferences.getState();
  document.documentElement.dataset.theme = currentTheme();
  document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
}

/** Keeps the document's theme, language and title as the reader chose them. */
export function useDocumentPreferences(title: string): void {
  const theme = useTheme();
  const language = usePreferences((state) => state.language);
  useEffect(() => {
    document.documentElement.dataset.theme = theme;
    document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
    document.title = title;
  }, [theme, language, title]);
}
