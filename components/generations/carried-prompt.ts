const key = 'cairn.prompt';

/** Words typed before signing in; kept in this tab alone, since an address holds neither their length nor their privacy. */
export function carryPrompt(prompt: string): void {
  try {
    sessionStorage.setItem(key, prompt);
  } catch {
    // Storage may be turned off: then the words are typed again.
  }
}

/** Reads them once. */
export function takePrompt(): string {
  try {
    const prompt = sessionStorage.getItem(key) ?? '';
    sessionStorage.removeItem(key);
    return prompt;
  } catch {
    return '';
  }
}
