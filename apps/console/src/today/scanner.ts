import { type RefObject, useEffect, useState } from "react";

/* The Barcode Detection API: https://wicg.github.io/shape-detection-api. TypeScript does not know it yet. */
interface Detector {
  detect(source: HTMLVideoElement): Promise<{ rawValue: string }[]>;
}
interface DetectorConstructor {
  new (options: { formats: string[] }): Detector;
}

const detectorOf = (): DetectorConstructor | undefined =>
  (globalThis as { BarcodeDetector?: DetectorConstructor }).BarcodeDetector;

/** Whether this browser can read codes from a camera. */
export const canScan = (): boolean =>
  detectorOf() !== undefined && typeof navigator.mediaDevices?.getUserMedia === "function";

const FORMATS = ["qr_code", "aztec", "data_matrix", "code_128"];
const LOOK_MILLISECONDS = 200;

export type ScannerState = "starting" | "scanning" | "refused";

/**
 * Shows the camera in a video element and reads the codes that it sees, each once until another one comes.
 * @returns `refused` where there is no camera, or the browser gives us none
 */
export function useScanner(
  video: RefObject<HTMLVideoElement | null>,
  onCode: (text: string) => void,
): ScannerState {
  const [state, setState] = useState<ScannerState>("starting");
  useEffect(() => {
    const controller = new AbortController();
    const { signal } = controller;
    scan(video, onCode, setState, signal).catch(() => {
      if (!signal.aborted) setState("refused");
    });
    return () => controller.abort();
  }, [video, onCode]);
  return state;
}

async function scan(
  video: RefObject<HTMLVideoElement | null>,
  onCode: (text: string) => void,
  setState: (state: ScannerState) => void,
  signal: AbortSignal,
): Promise<void> {
  const Detector = detectorOf();
  if (!Detector) throw new Error("this browser reads no codes");
  const detector = new Detector({ formats: FORMATS });
  const stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
  const stop = () => {
    for (const track of stream.getTracks()) track.stop();
  };
  if (signal.aborted || !video.current) return stop();
  signal.addEventListener("abort", stop);
  const element = video.current;
  element.srcObject = stream;
  await element.play();
  setState("scanning");
  let last = "";
  while (!signal.aborted) {
    const [code] = await detector.detect(element).catch(() => []);
    if (code && code.rawValue !== last && !signal.aborted) {
      last = code.rawValue;
      onCode(last);
    }
    await new Promise((resolve) => setTimeout(resolve, LOOK_MILLISECONDS));
  }
}
