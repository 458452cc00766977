// What happens next: clients by the time of their next attempt, those of the same time in the order they were put in.

/** A queue of at most so many clients; each is in it once at most. Allocates nothing after its creation. */
export interface Queue {
  readonly size: number;
  /** Infinity when empty. */
  readonly nextAt: number;
  put(at: number, client: number): void;
  /** Takes out the next client; only from a queue that has one. */
  take(): number;
}

/** An empty queue: a binary heap over typed arrays. */
export function createQueue(capacity: number): Queue {
  const times = new Float64Array(capacity);
  const orders = new Float64Array(capacity);
  const clients = new Uint32Array(capacity);
  let size = 0;
  let order = 0;

  /** True when the entry at `index` comes before this time and order. */
  const isBefore = (index: number, at: number, turn: number): boolean => {
    const time = times[index] ?? 0;
    return time < at || (time === at && (orders[index] ?? 0) < turn);
  };
  const set = (index: number, at: number, turn: number, client: number): void => {
    times[index] = at;
    orders[index] = turn;
    clients[index] = client;
  };
  const move = (from: number, to: number): void => {
    set(to, times[from] ?? 0, orders[from] ?? 0, clients[from] ?? 0);
  };

  return {
    get size() {
      return size;
    },
    get nextAt() {
      return size === 0 ? Number.POSITIVE_INFINITY : (times[0] ?? 0);
    },
    put(at, client) {
      const turn = order++;
      let hole = size++;
      while (hole > 0) {
        const parent = (hole - 1) >> 1;
        if (isBefore(parent, at, turn)) break;
        move(parent, hole);
        hole = parent;
      }
      set(hole, at, turn, client);
    },
    take() {
      const first = clients[0] ?? 0;
      size--;
      const at = times[size] ?? 0;
      const turn = orders[size] ?? 0;
      const client = clients[size] ?? 0;
      let hole = 0;
      for (let child = 1; child < size; child = 2 * hole + 1) {
        if (child + 1 < size && isBefore(child + 1, times[child] ?? 0, orders[child] ?? 0)) child++;
        if (!isBefore(child, at, turn)) break;
        move(child, hole);
        hole = child;
      }
      set(hole, at, turn, client);
      return first;
    },
  };
}
