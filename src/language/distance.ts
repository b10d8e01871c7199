// Edit distance with swapped neighbours counted once (optimal string alignment).

/** @returns the distance, or `most + 1` as soon as it is certain to pass `most` */
export function editDistance(a: string, b: string, most: number = Math.max(a.length, b.length)): number {
  if (a === b) return 0;
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let older: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const current = nextRow(a, b, row, previous, older);
    if (Math.min(...current) > most) return most + 1;
    older = previous;
    previous = current;
  }
  return Math.min(previous[b.length] ?? most + 1, most + 1);
}

function nextRow(a: string, b: string, row: number, previous: number[], older: number[]): number[] {
  const current = [row];
  for (let column = 1; column <= b.length; column++) {
    const same = a[row - 1] === b[column - 1];
    let best = Math.min(
      at(previous, column) + 1,
      at(current, column - 1) + 1,
      at(previous, column - 1) + (same ? 0 : 1),
    );
    const swapped = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
    if (swapped) best = Math.min(best, at(older, column - 2) + 1);
    current.push(best);
  }
  return current;
}

function at(row: number[], column: number): number {
  return row[column] ?? Number.POSITIVE_INFINITY;
}
