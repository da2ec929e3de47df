import manifest from '../../package.json' with { type: 'json' };

/** Of this installation, as package.json has it. */
export const version: string = manifest.version;
