import { notImplemented, RestError } from './errors.ts';

/** The form of an answer: rows, one row that must be exactly one, or comma-separated text. */
export type MediaType = 'application/json' | 'application/vnd.pgrst.object+json' | 'text/csv';

/** The first type in `Accept` that can be served. Throws PGRST107. */
export function negotiate(accept: string | null): MediaType {
  const wanted = (accept?.trim() || '*/*').split(',').map((part) => part.trim());
  for (const entry of wanted) {
    const [type = '', ...parameters] = entry.split(';').map((part) => part.trim().toLowerCase());
    switch (type) {
      case '*/*':
      case 'application/*':
      case 'application/json':
      case 'application/vnd.pgrst.array':
      case 'application/vnd.pgrst.array+json':
        if (parameters.includes('nulls=stripped')) throw notImplemented('nulls=stripped');
        return 'application/json';
      case 'application/vnd.pgrst.object':
      case 'application/vnd.pgrst.object+json':
        if (parameters.includes('nulls=stripped')) throw notImplemented('nulls=stripped');
        return 'application/vnd.pgrst.object+json';
      case 'text/csv':
        return 'text/csv';
      case 'application/geo+json':
        throw notImplemented('GeoJSON');
    }
  }
  throw new RestError(406, 'PGRST107', `None of these media types are available: ${wanted.join(', ')}`);
}
