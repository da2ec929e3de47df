import { admit } from './admit.ts';
import { generate } from './generate.ts';
import { sweep } from './sweep.ts';

/** What `/api/inngest` serves. */
export const functions = [admit, generate, sweep];
