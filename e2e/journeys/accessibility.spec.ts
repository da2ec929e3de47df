import AxeBuilder from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';
import { at, blog, build, signUp, untilDone } from './pages.ts';

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

async function expectAccessible(page: Page, what: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    for (const width of [1280, 390]) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await page.setViewportSize({ width, height: 800 });
      const { violations } = await new AxeBuilder({ page }).withTags(rules).analyze();
      const found = violations.map(
        ({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`,
      );
      expect(found, `${what}, ${colorScheme}, ${width} px`).toEqual([]);
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect(overflow, `${what} is wider than ${width} px`).toBeLessThanOrEqual(0);
    }
  }
}

test('axe finds nothing on the pages of the signed-out', async ({ page }) => {
  for (const path of ['/', '/sign-in', '/sign-up', '/nothing-here', '/api/docs']) {
    await page.goto(at(path));
    await expectAccessible(page, path);
  }
});

test('axe finds nothing on the pages of the signed-in', async ({ page }) => {
  await signUp(page);
  for (const path of ['/projects', '/projects/new', '/account']) {
    await page.goto(at(path));
    await expectAccessible(page, path);
  }
  await build(page, blog, /FastAPI/);
  await untilDone(page);
  const project = page.url();
  for (const tab of ['progress', 'files', 'spec', 'log']) {
    await page.goto(`${project}&tab=${tab}`);
    await expect(page.getByRole('tabpanel')).toBeVisible();
    await expectAccessible(page, `the ${tab} tab`);
  }
});
