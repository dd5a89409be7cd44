/** Rows by id in the order they were added. `version` changes with every edit, so that what was computed from the rows can be kept. */
export class RowTable<Row extends { readonly id: string }> {
  #rowById = new Map<string, Row>();
  #version = 0;

  get version(): number {
    return this.#version;
  }

  get size(): number {
    return this.#rowById.size;
  }

  get(id: string): Row | undefined {
    return this.#rowById.get(id);
  }

  list(): Row[] {
    return [...this.#rowById.values()];
  }

  /** Adds the row, or replaces the one of the same id in its place. */
  put(row: Row): Row {
    this.#rowById.set(row.id, row);
    this.#version++;
    return row;
  }

  delete(id: string): void {
    this.#rowById.delete(id);
    this.#version++;
  }

  clear(): void {
    this.#rowById.clear();
    this.#version++;
  }
}
