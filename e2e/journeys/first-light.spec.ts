import { readFile } from 'node:fs/promises';
import { expect, test } from '@playwright/test';
import { unzipSync } from 'fflate';
import { at, blog, build, signUp, untilDone } from './pages.ts';

const stacks = [
  { title: /FastAPI/, files: ['app/main.py', 'app/models/post.py', 'requirements.txt', 'cairn.json'] },
  { title: /Flutter/, files: ['lib/main.dart', 'pubspec.yaml', 'cairn.json'] },
];

for (const { title, files } of stacks) {
  test(`somebody new signs up, describes a blog, watches it built and downloads it: ${title.source}`, async ({
    page,
  }) => {
    await signUp(page);
    await expect(page.getByRole('heading', { name: 'Create your first project' })).toBeVisible();
    await build(page, blog, title);
    await untilDone(page);
    await expect(page.getByRole('list', { name: 'Phases' }).getByText('Post', { exact: true })).toBeVisible();

    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: /Download/ }).click(),
    ]);
    const zip = unzipSync(await readFile(await download.path()));
    const paths = Object.keys(zip).map((path) => path.replace(/^[^/]+\//, ''));
    expect(paths.length).toBeGreaterThanOrEqual(24);
    expect(paths).toEqual(expect.arrayContaining(files));
  });
}

test('the files of a generation open in the browser, and the address remembers which', async ({ page }) => {
  await signUp(page);
  await build(page, blog, /FastAPI/);
  await untilDone(page);
  await page.getByRole('tab', { name: /Files/ }).click();
  await page.getByRole('treeitem', { name: 'README.md' }).click();
  await expect(page.getByLabel('Content of README.md')).toContainText('pytest');
  await expect(page).toHaveURL(/tab=files/);
  await page.reload();
  await expect(page.getByLabel('Content of README.md')).toContainText('pytest');
});

test('nobody else sees a project: the page is the one for what does not exist', async ({ page, browser }) => {
  await signUp(page);
  await build(page, blog, /FastAPI/);
  const address = new URL(page.url()).pathname;
  const stranger = await browser.newContext();
  const other = await stranger.newPage();
  await signUp(other, 'Eve');
  const hidden = await other.goto(at(address));
  const absent = await other.goto(at('/projects/00000000-0000-4000-8000-000000000000'));
  expect(hidden?.status()).toBe(404);
  expect(absent?.status()).toBe(404);
  await stranger.close();
});

test('the signed-out are sent to sign in and brought back', async ({ page, context }) => {
  const { email, password } = await signUp(page);
  await context.clearCookies();
  await page.goto(at('/account'));
  await expect(page).toHaveURL(/\/sign-in\?next=/);
  await page.getByLabel('E-mail').fill(email);
  await page.locator('input[name=password]').fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page).toHaveURL(/\/account$/);
});
