/** Whom the worlds and the product under test are told to take as an administrator. */
export const administratorEmail = 'administrator@example.com';
