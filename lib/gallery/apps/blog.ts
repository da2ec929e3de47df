import { galleryApp } from '../gallery-app.ts';

export const blog = galleryApp(
  'blog',
  'Posts by several authors, sorted by category and tag, with comments that are read before they appear.',
  `
app "Blog"

Author "Who writes"(
  name: string,
  email: email unique,
  bio: text?,
  website: url?,
)
Category(
  name: string unique,
  slug: string unique,
  description: text?,
)
Tag(name: string unique, slug: string unique)
Post "What people read"(
  title: string,
  slug: string unique "The last part of its address",
  excerpt: text?,
  body: text,
  status: enum(draft, scheduled, published, archived),
  "published at": datetime?,
  "cover image": url?,
  author -> Author,
  category -> Category? on delete set_null,
  tags: many Tag,
)
Comment(
  post -> Post on delete cascade,
  "author name": string,
  "author email": email "Never shown",
  body: text,
  status: enum(pending, approved, spam),
  "reply to" -> Comment? on delete set_null,
)
`,
);
