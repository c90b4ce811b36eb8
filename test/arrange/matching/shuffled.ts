// The same data in another order.

/** Every list, and every list inside it, in another order; objects with their keys in another order. */
export function shuffled<T>(value: T, random: () => number): T {
  const inAnotherOrder = (items: readonly unknown[]) =>
    items
      .map((item) => [random(), item] as const)
      .sort(([a], [b]) => a - b)
      .map(([, item]) => item);
  if (Array.isArray(value)) return inAnotherOrder(value.map((item) => shuffled(item, random))) as T;
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value).map(([key, item]) => [key, shuffled(item, random)]);
  return Object.fromEntries(inAnotherOrder(entries) as [string, unknown][]) as T;
}
