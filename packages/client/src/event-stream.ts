/** A server-sent event, and what its stream says of itself. */
export interface ServerEvent {
  /** Its name; `message` where it has none. */
  event: string;
  data: string;
  /** Of the last event that had one. */
  id: string | undefined;
  /** After how many milliseconds to come back, where the stream has said it. */
  retryMilliseconds: number | undefined;
}

const LINE_END = /\r\n|\n|\r(?!$)/;

/**
 * The events of a body, as the HTML standard reads them.
 * @internal
 */
export async function* readEvents(body: ReadableStream<Uint8Array>): AsyncGenerator<ServerEvent, void> {
  const decoder = new TextDecoder();
  const reader = body.getReader();
  let rest = "";
  let id: string | undefined;
  let retryMilliseconds: number | undefined;
  let event = "";
  let data: string[] = [];
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      const lines = (rest + decoder.decode(value, { stream: true })).split(LINE_END);
      rest = lines.pop() ?? "";
      for (const line of lines) {
        if (line === "") {
          if (data.length > 0)
            yield { event: event || "message", data: data.join("\n"), id, retryMilliseconds };
          event = "";
          data = [];
          continue;
        }
        const [, field, text = ""] = /^([^:]*)(?:: ?(.*))?$/.exec(line) ?? [];
        if (field === "data") data.push(text);
        else if (field === "event") event = text;
        else if (field === "id" && !text.includes("\0")) id = text;
        else if (field === "retry" && /^\d+$/.test(text)) retryMilliseconds = Number(text);
      }
    }
  } finally {
    // A stream that failed has nothing to cancel.
    reader.cancel().catch(() => {});
  }
}
