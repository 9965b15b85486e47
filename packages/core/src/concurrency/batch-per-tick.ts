/**
 * Collects items until this tick of the event loop is over, and then hands all of them on together, in order. So each
 * part of the work is done for all items before the next part begins, while its code is in the CPU's caches.
 * @param handOn must not throw: the items behind would be lost
 */
export function batchPerTick<Item>(handOn: (item: Item) => void): (item: Item) => void {
  let items: Item[] = [];
  const handAllOn = () => {
    const all = items;
    items = [];
    for (const item of all) handOn(item);
  };
  return (item) => {
    if (items.push(item) === 1) setImmediate(handAllOn);
  };
}
