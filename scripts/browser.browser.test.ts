import { expect, test } from 'vitest';
import { launchBrowser } from './browser.ts';

test('the browser draws WebGL 2 and Chinese characters, as the console needs', async () => {
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage();
    await page.setContent('<canvas id="gl"></canvas>');
    expect(await page.evaluate(`document.getElementById('gl').getContext('webgl2') !== null`)).toBe(true);
    // Without a font, both characters would be drawn as the same empty box.
    const draw = (text: string) => page.evaluate(`(() => {
      const context = Object.assign(document.createElement('canvas'), { width: 40, height: 40 }).getContext('2d');
      context.font = '32px sans-serif';
      context.fillText(${JSON.stringify(text)}, 2, 32);
      return context.canvas.toDataURL();
    })()`);
    expect(await draw('网')).not.toBe(await draw('格'));
  } finally {
    await browser.close();
  }
});
