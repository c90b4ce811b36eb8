// The same data in another order.
import type { Random } from '../../../bench/random.js';

/** Every list, and every list inside it, in another order; objects with their keys in another order. */
export function shuffled<T>(value: T, random: Random): T {
  const inAnotherOrder = <Item>(items: readonly Item[]) => random.some(items, items.length);
  if (Array.isArray(value)) return inAnotherOrder(value.map((item) => shuffled(item, random))) as T;
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value).map(([key, item]) => [key, shuffled(item, random)]);
  return Object.fromEntries(inAnotherOrder(entries)) as T;
}
