import { create } from 'zustand';
import { persist } from 'zustand/middleware';

export type ThemeChoice = 'light' | 'dark' | 'system';
/** What this browser remembers of its reader; nothing here is needed to open a colleague's link. */
interface Preferences {
  theme: ThemeChoice;
  language: 'zh' | 'en';
  isLeftOpen: boolean;
  recentSearches: string[];
  setTheme(theme: ThemeChoice): void;
  setLanguage(language: 'zh' | 'en'): void;
  setLeftOpen(isOpen: boolean): void;
  rememberSearch(text: string): void;
  /** Search texts may name people: they go when their reader signs out. */
  forgetSearches(): void;
}
const RECENT_SEARCHES = 8;

export const usePreferences = create<Preferences>()(
  persist(
    (set) => ({
      theme: 'system',
      language: 'zh',
      isLeftOpen: true,
      recentSearches: [],
      setTheme: (theme) => set({ theme }),
      setLanguage: (language) => set({ language }),
      setLeftOpen: (isLeftOpen) => set({ isLeftOpen }),
      rememberSearch: (text) => set((state) => ({ recentSearches: [text, ...state.recentSearches.filter((other) => other !== text)].slice(0, RECENT_SEARCHES) })),
      forgetSearches: () => set({ recentSearches: [] }),
    }),
    { name: 'getu.preferences', version: 1 },
  ),
);
