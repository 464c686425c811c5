import type { DataTable } from "../content/blocks.ts";
import type { FiguresView } from "./views-parts.ts";

/** A table's cells as templates see them. `key` names the column whose cells head the rows: the first where it is not said. */
export function figuresView({ header, rows, isNumber }: DataTable, key?: string): FiguresView {
  const heads = key === undefined ? 0 : header.indexOf(key);
  return {
    columns: header.map((name, index) => ({ name, isNumber: isNumber[index] ?? false, isKey: index === heads })),
    rows,
  };
}
