import { notImplemented, RestError } from './errors.ts';

/** The `Prefer` header (RFC 7240) as far as PostgREST knows it. */
export interface Preferences {
  /** Undefined means minimal for writes and representation for calls. */
  readonly return: 'minimal' | 'representation' | undefined;
  readonly count: 'exact' | 'planned' | 'estimated' | undefined;
  readonly resolution: 'merge-duplicates' | 'ignore-duplicates' | undefined;
  readonly missing: 'default' | 'null';
  readonly maxAffected: number | undefined;
  /** What `Preference-Applied` tells. */
  readonly applied: readonly string[];
}

const VALUES: Readonly<Record<string, readonly string[]>> = {
  return: ['minimal', 'representation'],
  count: ['exact', 'planned', 'estimated'],
  resolution: ['merge-duplicates', 'ignore-duplicates'],
  missing: ['default', 'null'],
  handling: ['strict', 'lenient'],
};

/** Unknown preferences are ignored, or refused with PGRST122 when `handling=strict` is among them. */
export function parsePreferences(header: string | null): Preferences {
  const known = new Map<string, string>();
  const unknown: string[] = [];
  for (const preference of (header ?? '').split(',').map((part) => part.trim())) {
    const [name = '', value = ''] = preference.split('=', 2).map((part) => part.trim());
    if (preference === '') continue;
    if (preference === 'params=single-object' || preference === 'return=headers-only') {
      throw notImplemented(`Prefer: ${preference}`);
    }
    const valid = VALUES[name]?.includes(value) || (name === 'max-affected' && /^\d+$/.test(value));
    if (!valid) unknown.push(preference);
    else if (!known.has(name)) known.set(name, value);
  }
  const strict = known.get('handling') === 'strict';
  if (strict && unknown.length > 0) {
    throw new RestError(400, 'PGRST122', 'Invalid preferences given with handling=strict', {
      details: `Invalid preferences: ${unknown.join(', ')}`,
    });
  }
  // PostgREST honours max-affected under strict handling only.
  if (!strict) known.delete('max-affected');
  const maxAffected = known.get('max-affected');
  return {
    return: known.get('return') as Preferences['return'],
    count: known.get('count') as Preferences['count'],
    resolution: known.get('resolution') as Preferences['resolution'],
    missing: (known.get('missing') as Preferences['missing']) ?? 'null',
    maxAffected: maxAffected === undefined ? undefined : Number(maxAffected),
    applied: [...known].map(([name, value]) => `${name}=${value}`),
  };
}
