/** What people would read of a failed attempt, to compare; a sentence of its own when it did not fail. */
export async function failure(attempt: Promise<unknown>) {
  return attempt.then(
    () => 'it went through' as const,
    ({ code, message, hint }) => ({ code, message, hint }),
  );
}
