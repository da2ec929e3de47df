import { describe, expect, it } from 'vitest';
import {
  camelCase,
  kebabCase,
  pascalCase,
  plural,
  sentenceCase,
  singular,
  snakeCase,
  words,
} from './naming.ts';

describe('names', () => {
  it('splits every common spelling into the same words', () => {
    for (const name of [
      'unit price',
      'unitPrice',
      'UnitPrice',
      'unit_price',
      'unit-price',
      'UNIT_PRICE',
      'Unit  Price',
    ]) {
      expect(words(name)).toEqual(['unit', 'price']);
    }
    expect(words('HTMLPage')).toEqual(['html', 'page']);
  });

  it('turns accents and other scripts into ASCII identifiers', () => {
    expect(pascalCase('Café crème')).toBe('CafeCreme');
    expect(snakeCase('Größe')).toBe('grosse');
    expect(snakeCase("Artist's name")).toBe('artists_name');
  });

  it('writes the four cases', () => {
    expect(camelCase('blog post')).toBe('blogPost');
    expect(pascalCase('blog_post')).toBe('BlogPost');
    expect(kebabCase('BlogPost')).toBe('blog-post');
    expect(sentenceCase('unit_price')).toBe('Unit price');
  });

  it('knows irregular plurals and inflects the last word only', () => {
    expect(plural('person')).toBe('people');
    expect(plural('blog post')).toBe('blog posts');
    expect(plural('Category')).toBe('categories');
    expect(plural('news')).toBe('news');
    expect(singular('Tags')).toBe('tag');
    expect(singular('order statuses')).toBe('order status');
  });
});
