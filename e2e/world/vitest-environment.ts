import { inject } from 'vitest';

Object.assign(process.env, inject('world'), { LOG_LEVEL: 'silent' });
