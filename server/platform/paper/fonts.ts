import { existsSync } from 'node:fs';

const folder = '/usr/share/fonts/opentype/noto';
/** Debian's and Ubuntu's package fonts-noto-cjk, which `npm start` brings. */
export const fontFiles = { regular: `${folder}/NotoSansCJK-Regular.ttc`, bold: `${folder}/NotoSansCJK-Bold.ttc` } as const;
export const fontPackage = 'fonts-noto-cjk';

export function hasFonts(): boolean {
  return Object.values(fontFiles).every((file) => existsSync(file));
}
