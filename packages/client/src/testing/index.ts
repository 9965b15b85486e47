export {
  type ErrorDetails,
  holdfastError,
  holdfastTransportError,
  type TransportErrorDetails,
} from "./errors.ts";
export {
  createFakeServer,
  type FakeCall,
  type FakeProcedures,
  type FakeServer,
} from "./fake-server.ts";
