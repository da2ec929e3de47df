/** What every embedded service is told at start. URLs have no trailing slash. */
export interface LocalConfig {
  /** Directory for the database, keys and logs; `.cairn` beside package.json by default. */
  readonly dataDir: string;
  /** Public base URL of the Supabase-compatible gateway, e.g. `http://127.0.0.1:54321`. */
  readonly supabaseUrl: string;
  /** Public base URL of the app, e.g. `http://127.0.0.1:3000`; site URL of the auth service. */
  readonly siteUrl: string;
  /** Further redirect targets that the auth service accepts. */
  readonly redirectUrls: readonly string[];
}
