import QRCode from "qrcode";

interface QrProps {
  text: string;
  label: string;
}

/** The light margin that readers need, in modules. */
const MARGIN_MODULES = 4;

/** A QR code as a drawing in the page: no image is loaded for it. */
export function Qr({ text, label }: QrProps) {
  const { modules } = QRCode.create(text, { errorCorrectionLevel: "M" });
  const { size } = modules;
  let path = "";
  for (let row = 0; row < size; row += 1) {
    for (let column = 0; column < size; column += 1) {
      if (modules.get(row, column)) path += `M${column} ${row}h1v1h-1z`;
    }
  }
  const side = size + 2 * MARGIN_MODULES;
  const view = `${-MARGIN_MODULES} ${-MARGIN_MODULES} ${side} ${side}`;
  return (
    <svg class="qr" viewBox={view} role="img" aria-label={label} shape-rendering="crispEdges">
      <path d={path} />
    </svg>
  );
}
