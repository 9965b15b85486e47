import { useTranslations } from "use-intl";

interface PlotTableProps {
  first: string;
  names: readonly string[];
  rows: readonly { key: string; name: string; values: readonly string[] }[];
}

/** The numbers of a plot, for whoever wants them exactly, or does not see the plot. */
export function PlotTable({ first, names, rows }: PlotTableProps) {
  const t = useTranslations("overview");
  return (
    <details className="plot-numbers small">
      <summary>{t("numbers")}</summary>
      <div className="plot-table">
        <table className="numbers">
          <thead>
            <tr>
              <th scope="col">{first}</th>
              {names.map((name) => (
                <th key={name} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ key, name, values }) => (
              <tr key={key}>
                <th scope="row">{name}</th>
                {values.map((value, index) => (
                  <td key={names[index]}>{value}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}
