/** The seam between runner, tools and models. @module */

/** One call of a read tool by name, with JSON arguments. */
export type ToolCall = {
  readonly id: string;
  readonly name: string;
  readonly argumentsJson: string;
};

/** What a tool answered; `asOf` is the time of its data, `null` when it has none. */
export type ToolResult = {
  readonly id: string;
  readonly ok: boolean;
  readonly body: unknown;
  readonly asOf: number | null;
};

/** Read-only tools with quotas, handed to a model; driven by the runner. */
export interface ToolPort {
  start(): Promise<void>;
  stop(): Promise<void>;
  call(call: ToolCall): Promise<ToolResult>;
}

/** One request to a model; the wire is the client's matter. */
export type ModelRequest = {
  readonly purpose: string;
  readonly instructions: string;
  readonly input: string;
  readonly tools: readonly {
    readonly name: string;
    readonly description: string;
    readonly parameters: unknown;
  }[];
  readonly exchanges: readonly {
    readonly calls: readonly ToolCall[];
    readonly results: readonly ToolResult[];
  }[];
  readonly answerSchema: unknown;
  readonly deadlineMs: number;
};

/** What a model answered. Token counts are `null` when the endpoint did not say: never zero. */
export type ModelAnswer = {
  readonly text: string | null;
  readonly calls: readonly ToolCall[];
  readonly model: string;
  readonly inputTokens: number | null;
  readonly cachedTokens: number | null;
  readonly outputTokens: number | null;
  readonly rawBody: string;
  /** Models before this one in a chain that could not be reached, each with its reason; left out where the first one answered. */
  readonly passedOver?: readonly string[] | undefined;
};

/** A model behind any wire. @throws TradewrightError `MODEL_*` */
export interface ModelClient {
  readonly provider: string;
  readonly model: string;
  complete(request: ModelRequest): Promise<ModelAnswer>;
}
