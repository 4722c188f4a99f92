import type * as Api from '@opentelemetry/api';
import type * as Exporter from '@opentelemetry/exporter-trace-otlp-http';
import type * as Resources from '@opentelemetry/resources';
import type * as Sdk from '@opentelemetry/sdk-trace-node';
import type { Signals } from '../signals';

export interface Tracing {
  span: Signals['span'];
  /** Sends what has not been sent. */
  stop(): Promise<void>;
}

/* eslint-disable @typescript-eslint/no-require-imports -- only who traces waits for these to load (80 ms) */

/**
 * Traces by OpenTelemetry. A span is its name, its time and whether it failed: no attribute, nothing of what was said or thrown.
 * The exporter reads the rest of its settings (OTEL_EXPORTER_OTLP_HEADERS, OTEL_SERVICE_NAME, OTEL_TRACES_SAMPLER …) from the environment by itself:
 * https://opentelemetry.io/docs/specs/otel/configuration/sdk-environment-variables/
 * @param endpoint base address of the collector (OTEL_EXPORTER_OTLP_ENDPOINT), such as http://localhost:4318
 */
export function startTracing(endpoint: string): Tracing {
  const { SpanStatusCode } = require('@opentelemetry/api') as typeof Api;
  const { BatchSpanProcessor, NodeTracerProvider } = require('@opentelemetry/sdk-trace-node') as typeof Sdk;
  const { OTLPTraceExporter } = require('@opentelemetry/exporter-trace-otlp-http') as typeof Exporter;
  const { defaultResource, resourceFromAttributes } = require('@opentelemetry/resources') as typeof Resources;
  const resource = defaultResource().merge(resourceFromAttributes({ 'service.name': process.env['OTEL_SERVICE_NAME'] ?? 'vagvisaren' }));
  const provider = new NodeTracerProvider({ resource, spanProcessors: [new BatchSpanProcessor(new OTLPTraceExporter({ url: `${endpoint.replace(/\/$/, '')}/v1/traces` }))] });
  // So that spans find the one they are part of.
  provider.register();
  const tracer = provider.getTracer('vagvisaren');

  return {
    span: (name, work) =>
      tracer.startActiveSpan(name, async (span) => {
        try {
          return await work();
        } catch (error) {
          span.setStatus({ code: SpanStatusCode.ERROR });
          throw error;
        } finally {
          span.end();
        }
      }),
    stop: () => provider.shutdown(),
  };
}
