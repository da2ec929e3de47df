/** Which services are embedded: those whose variables do not point to a hosted one. An empty value counts as not set. */
export interface ServiceSet {
  readonly supabase: boolean;
  readonly executor: boolean;
}

type Variables = Readonly<Record<string, string | undefined>>;

const inngestVariables = ['INNGEST_BASE_URL', 'INNGEST_EVENT_KEY', 'INNGEST_SIGNING_KEY'];

/**
 * Supabase is hosted when `NEXT_PUBLIC_SUPABASE_URL` is set. Inngest is hosted when `INNGEST_BASE_URL` is set, when
 * its keys are (Inngest Cloud needs nothing else), or when `INNGEST_DEV` names or wants a development server.
 */
export function chooseServices(variables: Variables): ServiceSet {
  const wantsDevServer = !['', '0', 'false'].includes(variables.INNGEST_DEV ?? '');
  const hasInngest = wantsDevServer || inngestVariables.some((name) => Boolean(variables[name]));
  return { supabase: !variables.NEXT_PUBLIC_SUPABASE_URL, executor: !hasInngest };
}
