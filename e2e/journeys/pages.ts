import { randomUUID } from 'node:crypto';
import { expect, type Page } from '@playwright/test';

export const blog =
  'A blog with users, posts, comments and tags; a post has a title, a body and an author, and many tags';

/** Where the product under test runs; set by the global setup. */
export function at(path: string): string {
  return `${process.env.CAIRN_E2E_URL}${path}`;
}

/** Opens an account through the form, and ends on the dashboard. */
export async function signUp(
  page: Page,
  name = 'Ada Lovelace',
): Promise<{ email: string; password: string }> {
  const email = `person-${randomUUID()}@example.com`;
  const password = 'correct horse battery';
  await page.goto(at('/sign-up'));
  await page.getByLabel('Name').fill(name);
  await page.getByLabel('E-mail').fill(email);
  await page.locator('input[name=password]').fill(password);
  await page.getByRole('button', { name: /create|sign up/i }).click();
  await page.waitForURL('**/projects');
  return { email, password };
}

/** Describes an app, starts building it, and ends on its project page. */
export async function build(page: Page, prompt: string, stack: RegExp): Promise<void> {
  await page.goto(at('/projects/new'));
  await page.getByLabel('Description').fill(prompt);
  await page.getByRole('main').locator('label').filter({ hasText: stack }).click();
  await expect(page.getByRole('radio', { name: stack })).toBeChecked();
  await page.getByRole('button', { name: 'Build it' }).click();
  await page.waitForURL(/\/projects\/[0-9a-f-]{36}/);
}

export async function untilDone(page: Page): Promise<void> {
  await expect(page.getByRole('main').getByText('Done', { exact: true })).toBeVisible({ timeout: 60_000 });
}
