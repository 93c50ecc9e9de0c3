import CRM
import Kernel
import Logging

/// Finds a method, checks the caller's reach, runs it, and turns what it throws into the API's errors.
enum Dispatcher {
    /// - Parameter isInBatch: methods that do not nest are refused then.
    static func run(_ name: String, _ call: Call, isInBatch: Bool = false) async throws -> Answer {
        guard let method = MethodCatalog.standard[name] else { throw RESTFailure.unknownMethod }
        guard method.isForBatch || !isInBatch else { throw RESTFailure.notInBatch }
        guard call.caller.reaches(method) else { throw RESTFailure.insufficientScope }
        return try await method.run(call)
    }

    /// The error to answer. What is no refusal is a defect: it goes to the log, callers see a general apology.
    static func failure(of error: any Error, _ caller: Caller?, _ log: Logger) -> RESTFailure {
        switch error {
        case let failure as RESTFailure: return failure
        case let missing as MissingFields: return RESTFailure(missing.failure, caller?.language ?? .russian)
        case let failure as Failure: return RESTFailure(failure, caller?.language ?? .russian)
        default:
            log.error("A REST call failed", metadata: ["error": "\(error)"])
            return .internalError
        }
    }
}
