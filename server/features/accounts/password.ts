// Passwords: argon2id with OWASP's parameters (19 MiB, 2 passes, 1 lane).
import { hash, verify } from '@node-rs/argon2';

const parameters = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** The hash in PHC string format, as it is stored. */
export const hashPassword = (password: string): Promise<string> => hash(password.normalize('NFC'), parameters);

let decoy: Promise<string> | undefined;

/** Whether the password is right. Without a stored hash it works as long, so that time does not tell which accounts exist. */
export async function isPassword(stored: string | null, password: string): Promise<boolean> {
  decoy ??= hashPassword('no account has this password');
  const matches = await verify(stored ?? (await decoy), password.normalize('NFC'));
  return stored !== null && matches;
}
