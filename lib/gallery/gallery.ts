import { AppError } from '../core/errors.ts';
import { blog } from './apps/blog.ts';
import { booking } from './apps/booking.ts';
import { clinic } from './apps/clinic.ts';
import { crm } from './apps/crm.ts';
import { inventory } from './apps/inventory.ts';
import { issueTracker } from './apps/issue-tracker.ts';
import { recipeBook } from './apps/recipe-book.ts';
import { school } from './apps/school.ts';
import { shop } from './apps/shop.ts';
import { todo } from './apps/todo.ts';
import type { GalleryApp } from './gallery-app.ts';

/** Specs that are ready to start, the plainest first. An app is added by a file in `apps/` and a line here. */
export const gallery: readonly GalleryApp[] = [
  todo,
  blog,
  recipeBook,
  issueTracker,
  crm,
  shop,
  booking,
  inventory,
  clinic,
  school,
];

/** Throws `not_found`, naming those there are. */
export function findGalleryApp(id: string): GalleryApp {
  const found = gallery.find((app) => app.id === id);
  if (found !== undefined) return found;
  throw new AppError('not_found', `The gallery has no “${id.slice(0, 40)}”.`, {
    hint: `Choose one of: ${gallery.map((app) => app.id).join(', ')}.`,
  });
}
