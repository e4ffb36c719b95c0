/** A person that may be the one asked for, and about how well. */
export interface Candidate {
  person: number;
  score: number;
}

/** The best few, by a heap whose root is the worst of them. */
export class Best {
  readonly #most: number;
  readonly #heap: Candidate[] = [];

  constructor(most: number) {
    this.#most = most;
  }

  offer(person: number, score: number): void {
    const heap = this.#heap;
    if (heap.length < this.#most) {
      heap.push({ person, score });
      for (let at = heap.length - 1; at > 0; ) {
        const up = (at - 1) >> 1;
        if ((heap[up]?.score ?? 0) <= (heap[at]?.score ?? 0)) break;
        this.#swap(at, up);
        at = up;
      }
      return;
    }
    const root = heap[0];
    if (root === undefined || score <= root.score) return;
    root.person = person;
    root.score = score;
    for (let at = 0; ; ) {
      const left = at * 2 + 1;
      if (left >= heap.length) return;
      const right = left + 1;
      const least = right < heap.length && (heap[right]?.score ?? 0) < (heap[left]?.score ?? 0) ? right : left;
      if ((heap[at]?.score ?? 0) <= (heap[least]?.score ?? 0)) return;
      this.#swap(at, least);
      at = least;
    }
  }

  #swap(a: number, b: number): void {
    const [x, y] = [this.#heap[a], this.#heap[b]];
    if (x === undefined || y === undefined) return;
    this.#heap[a] = y;
    this.#heap[b] = x;
  }

  sorted(): Candidate[] {
    return this.#heap.sort((a, b) => b.score - a.score);
  }
}
